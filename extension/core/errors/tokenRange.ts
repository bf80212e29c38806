/**
 * What to underline: from the place to the end of the name that starts there, or to the end of the line's
 * text. V8 points at the start of a call's last name or of the whole expression; a handler starts with
 * `async` or `export default`, the value of `main` with its quote.
 *
 * @param column from 0, UTF-16 units. @returns columns from 0, the end excluded; never empty for a line
 *   that has text.
 */
export function tokenRange(line: string, column: number): readonly [start: number, end: number] {
  const text = line.trimEnd();
  if (column >= text.length) {
    const start = text.length - text.trimStart().length;
    return [start, text.length];
  }
  const name = TOKEN.exec(text.slice(column))?.[0] ?? '';
  return [column, name === '' ? text.length : column + name.length];
}

const TOKEN =
  /^(?:(?:new|throw|await) |(?:(?:export|default|async|function\*?|class) )+)?[\w$#.]+|^(?:"[^"]*"|'[^']*')/;
