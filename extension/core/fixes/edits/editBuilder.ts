import type { TextEdit } from '../fixRule.ts';

/** Collects edits to one source, by offset into the text as it was before any of them. */
export class EditBuilder {
  readonly #edits: TextEdit[] = [];

  replace(start: number, end: number, text: string): this {
    this.#edits.push({ start, end, text });
    return this;
  }

  insert(offset: number, text: string): this {
    return this.replace(offset, offset, text);
  }

  remove(start: number, end: number): this {
    return this.replace(start, end, '');
  }

  /**
   * The edits from first to last. Two insertions at one place keep the order they were made in; an
   * insertion comes before a replacement that starts there.
   * @throws RangeError when a range is reversed or two edits claim the same text.
   */
  build(): readonly TextEdit[] {
    const ordered = this.#edits
      .map((edit, made) => ({ edit, made }))
      .sort((a, b) => a.edit.start - b.edit.start || a.edit.end - b.edit.end || a.made - b.made)
      .map(({ edit }) => edit);
    check(ordered);
    return ordered;
  }
}

/**
 * The source with the edits made.
 * @throws RangeError when an edit lies outside the source or they overlap.
 */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  check(edits);
  let result = '';
  let copied = 0;
  for (const { start, end, text } of edits) {
    if (end > source.length) throw new RangeError(`The edit ends after the source, at ${end}.`);
    result += source.slice(copied, start) + text;
    copied = end;
  }
  return result + source.slice(copied);
}

function check(edits: readonly TextEdit[]): void {
  let free = 0;
  for (const { start, end } of edits) {
    if (start > end) throw new RangeError(`An edit runs backwards: ${start} to ${end}.`);
    if (start < free) throw new RangeError(`Two edits overlap at ${start}.`);
    free = end;
  }
}
