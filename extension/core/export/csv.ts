/**
 * Lines of RFC 4180, each with its end. A text that a spreadsheet would take for a formula gets an apostrophe in front,
 * which shows it as text.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
export function csvLines(rows: readonly (readonly CsvValue[])[]): string {
  return rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('');
}

/** A number is written as it is; undefined is an empty field. */
export type CsvValue = string | number | undefined;

function csvField(value: CsvValue): string {
  if (value === undefined) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Also the wide forms, which some spreadsheets read as the narrow ones, and what they skip before one. */
const FORMULA = /^\s*[=+\-@＝＋－＠]|^[\t\r\n]/;
