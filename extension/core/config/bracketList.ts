import type { EditBuilder } from '../fixes/edits/editBuilder.ts';
import type { TextRange } from './configDocument.ts';

/** A list in brackets, as JSON and the inline values of TOML have it. */
export interface BracketList {
  readonly text: string;
  /** The brackets included. */
  readonly range: TextRange;
  /** What stands between the commas: values, or keys with their values. */
  readonly items: readonly TextRange[];
  /** What may begin a comment. */
  readonly comments: RegExp;
  /** One step of indentation. */
  readonly step: string;
}

export const JSON_COMMENTS = /\/\/[^\r\n]*|\/\*[^]*?\*\//y;
export const TOML_COMMENTS = /#[^\r\n]*/y;

/** @param render the item, of which the lines after the first begin with the indentation. */
export function appendItem(
  edits: EditBuilder,
  list: BracketList,
  render: (indentation: string) => string,
): void {
  const { text, range, items } = list;
  const last = items.at(-1);
  if (last === undefined) {
    appendFirst(edits, list, render);
    return;
  }
  const gap = text.slice(items.at(-2)?.end ?? range.start + 1, last.start);
  const comma = commaAfter(list, last.end);
  if (!gap.includes('\n')) {
    const item = render(indentationAt(text, range.start));
    if (comma === undefined) edits.insert(last.end, `, ${item}`);
    else edits.insert(comma + 1, ` ${item},`);
    return;
  }
  const indentation = indentationAt(text, last.start);
  const line = `${lineBreakOf(text)}${indentation}${render(indentation)}`;
  if (comma === undefined) {
    edits.insert(last.end, ',');
    edits.insert(lineCommentEnd(list, last.end), line);
  } else {
    edits.insert(lineCommentEnd(list, comma + 1), `${line},`);
  }
}

function appendFirst(
  edits: EditBuilder,
  { text, range, step }: BracketList,
  render: (indentation: string) => string,
): void {
  const inside = text.slice(range.start + 1, range.end - 1);
  const outer = indentationAt(text, range.start);
  if (inside.trim() === '') {
    const item = render(outer);
    const padded = text.charAt(range.start) === '{' ? ` ${item} ` : item;
    edits.replace(range.start + 1, range.end - 1, padded);
    return;
  }
  const lineBreak = lineBreakOf(text);
  const line = `${lineBreak}${outer}${step}${render(outer + step)}`;
  const isClosedBelow = inside.slice(inside.trimEnd().length).includes('\n');
  edits.insert(
    range.start + 1 + inside.trimEnd().length,
    isClosedBelow ? line : line + lineBreak + outer,
  );
}

/** Takes an item out with its comma, its line and the comment on it. */
export function removeItem(edits: EditBuilder, list: BracketList, index: number): void {
  const { text, items } = list;
  const item = items[index];
  if (item === undefined) return;
  const comma = commaAfter(list, item.end);
  const end = comma === undefined ? item.end : comma + 1;
  const previous = items[index - 1];
  // The comma before the last item goes with it.
  const before = comma === undefined && previous ? commaAfter(list, previous.end) : undefined;
  const line = lineStart(text, item.start);
  const isFirst = text.slice(line, item.start).trim() === '' && line > 0;
  const rest = /[^\S\r\n]*(?:\r?\n|$)/y;
  rest.lastIndex = lineCommentEnd(list, end);
  if (isFirst && rest.test(text)) {
    if (before !== undefined) edits.remove(before, before + 1);
    edits.remove(line, rest.lastIndex);
  } else if (before !== undefined && isBlank(text.slice(before + 1, item.start))) {
    edits.remove(before, item.end);
  } else {
    if (before !== undefined) edits.remove(before, before + 1);
    edits.remove(spacesBefore(list, item, end), spacesAfter(text, end));
  }
}

/** What is left empty has no blanks in it. */
function spacesBefore({ text, range, items }: BracketList, item: TextRange, end: number): number {
  const isAll = items.length === 1 && isBlank(text.slice(end, range.end - 1));
  return isAll && isBlank(text.slice(range.start + 1, item.start)) ? range.start + 1 : item.start;
}

function spacesAfter(text: string, offset: number): number {
  const spaces = /[^\S\r\n]*/y;
  spaces.lastIndex = offset;
  spaces.test(text);
  return spaces.lastIndex;
}

function isBlank(text: string): boolean {
  return /^[^\S\r\n]*$/.test(text);
}

/** The first line break of the text, for what is added to it. */
export function lineBreakOf(text: string): string {
  return /\r?\n/.exec(text)?.[0] ?? '\n';
}

export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf('\n', offset - 1) + 1;
}

export function indentationAt(text: string, offset: number): string {
  return /^[^\S\r\n]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? '';
}

function commaAfter({ text, comments }: BracketList, offset: number): number | undefined {
  const blank = /\s*/y;
  for (let at = offset; ; at = comments.lastIndex) {
    blank.lastIndex = at;
    blank.test(text);
    comments.lastIndex = blank.lastIndex;
    if (!comments.test(text))
      return text.charAt(blank.lastIndex) === ',' ? blank.lastIndex : undefined;
  }
}

/** The end of the comments that follow on the same line, or the offset itself. */
function lineCommentEnd({ text, comments }: BracketList, offset: number): number {
  const spaces = /[^\S\r\n]*/y;
  for (let end = offset; ; end = comments.lastIndex) {
    spaces.lastIndex = end;
    spaces.test(text);
    comments.lastIndex = spaces.lastIndex;
    const comment = comments.exec(text)?.[0];
    if (comment === undefined || comment.includes('\n')) return end;
  }
}
