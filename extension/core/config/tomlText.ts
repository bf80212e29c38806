import { type ConfigValue, isTable } from './configDocument.ts';
import type { TomlEntry, TomlSection } from './tomlSyntax.ts';

/** How a file writes what has to be written. */
export interface TomlStyle {
  readonly quote: '"' | "'";
  /** Between key and value. */
  readonly equals: string;
}

/** The style of the first text and the first entry of the file. */
export function tomlStyleOf(text: string, sections: readonly TomlSection[]): TomlStyle {
  const entries = sections.flatMap((section) => section.entries);
  const [quote] = entries.flatMap(({ value }) => quoteAt(text, value.start) ?? []);
  return { quote: quote ?? '"', equals: equalsOf(text, entries[0]) };
}

/** The quote that a text begins with at this place. */
export function quoteAt(text: string, offset: number): TomlStyle['quote'] | undefined {
  const first = text.charAt(offset);
  return first === '"' || first === "'" ? first : undefined;
}

function equalsOf(text: string, entry: TomlEntry | undefined): string {
  if (entry === undefined) return ' = ';
  return /[^\S\r\n]*=[^\S\r\n]*$/.exec(text.slice(entry.start, entry.value.start))?.[0] ?? ' = ';
}

export function tomlHeader(path: readonly string[], isItem: boolean): string {
  const name = path.map(tomlKey).join('.');
  return isItem ? `[[${name}]]` : `[${name}]`;
}

export function tomlEntry(path: readonly string[], value: ConfigValue, style: TomlStyle): string {
  return path.map(tomlKey).join('.') + style.equals + tomlValue(value, style);
}

/** A value on one line, as an inline table does not allow more. */
export function tomlValue(value: ConfigValue, style: TomlStyle): string {
  if (typeof value === 'string') {
    const isPlain = style.quote === "'" && !/['\u0000-\u001F\u007F]/.test(value);
    return isPlain ? `'${value}'` : basicText(value);
  }
  if (typeof value !== 'object') return String(value);
  if (!isTable(value)) return `[${value.map((item) => tomlValue(item, style)).join(', ')}]`;
  const entries = Object.entries(value).map(([key, item]) =>
    tomlEntry([key], item, { ...style, equals: ' = ' }),
  );
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

function tomlKey(key: string): string {
  return /^[\w-]+$/.test(key) ? key : basicText(key);
}

function basicText(value: string): string {
  return JSON.stringify(value).replaceAll('\u007F', '\\u007F');
}
