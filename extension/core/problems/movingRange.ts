/** As the editor counts: from 0, the character in UTF-16 units. */
export interface TextPoint {
  readonly line: number;
  readonly character: number;
}

/** The end is excluded. */
export interface TextRange {
  readonly start: TextPoint;
  readonly end: TextPoint;
}

/** One change of a text, as the editor tells it: `text` takes the place of the range. */
export interface TextChange {
  readonly range: TextRange;
  readonly text: string;
}

/** A range that moves as one types. */
export interface MovingRange extends TextRange {
  /** Its own text changed since. */
  readonly edited: boolean;
}

/** @param changes of one event of the editor, in its order: each counts from the text that the one before left. */
export function moveRange(range: MovingRange, changes: readonly TextChange[]): MovingRange {
  return changes.reduce(moveOnce, range);
}

function moveOnce(moving: MovingRange, { range, text }: TextChange): MovingRange {
  const { start, end } = moving;
  const inserted = endOf(range.start, text);
  const shifted = (point: TextPoint): TextPoint => shift(point, range.end, inserted);
  if (isEmpty(range) && text === '') return moving;
  if (compare(range.start, end) >= 0) {
    // Typed on at the end of a name, it is another name; what else comes behind is not ours.
    const joins = isEmpty(range) && compare(range.start, end) === 0 && /^[\w$]/.test(text);
    return joins && !isEmpty(moving) ? { start, end: inserted, edited: true } : moving;
  }
  if (compare(range.end, start) <= 0) {
    const joins = isEmpty(range) && compare(range.end, start) === 0 && /[\w$]$/.test(text);
    return {
      start: joins ? start : shifted(start),
      end: shifted(end),
      edited: moving.edited || joins,
    };
  }
  const fromInside = compare(range.start, start) >= 0;
  const toInside = compare(range.end, end) <= 0;
  // Replaced with more around it: which part of the new text is its own nobody knows.
  if (
    !(fromInside && toInside) &&
    compare(range.start, start) <= 0 &&
    compare(range.end, end) >= 0
  ) {
    return { start: range.start, end: range.start, edited: true };
  }
  return {
    start: fromInside ? start : inserted,
    end: toInside ? shifted(end) : range.start,
    edited: true,
  };
}

/** Where a text ends that is put at a point. */
function endOf(start: TextPoint, text: string): TextPoint {
  const lines = text.split(/\r\n|\r|\n/);
  const last = lines.at(-1) ?? '';
  return lines.length === 1
    ? { line: start.line, character: start.character + last.length }
    : { line: start.line + lines.length - 1, character: last.length };
}

/** @param point at or behind `from`, which becomes `to`. */
function shift(point: TextPoint, from: TextPoint, to: TextPoint): TextPoint {
  return point.line === from.line
    ? { line: to.line, character: to.character + point.character - from.character }
    : { line: point.line + to.line - from.line, character: point.character };
}

function compare(one: TextPoint, other: TextPoint): number {
  return one.line - other.line || one.character - other.character;
}

function isEmpty({ start, end }: TextRange): boolean {
  return compare(start, end) === 0;
}
