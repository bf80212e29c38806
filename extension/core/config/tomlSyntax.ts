import type { TextRange } from './configDocument.ts';

/** A value of TOML by its place; scalars have no parts. */
export interface TomlValue extends TextRange {
  readonly kind: 'scalar' | 'array' | 'table';
  /** Of an array. */
  readonly items: readonly TomlValue[];
  /** Of an inline table. */
  readonly entries: readonly TomlEntry[];
}

/** `key = value`; the range begins with the key and ends with the value. */
export interface TomlEntry extends TextRange {
  readonly key: readonly string[];
  readonly value: TomlValue;
}

/** What stands below a header, or before the first one. */
export interface TomlSection extends TextRange {
  /** Empty for what stands before the first header. */
  readonly header: readonly string[];
  /** `[[header]]`: one item of an array of tables. */
  readonly isItem: boolean;
  readonly entries: readonly TomlEntry[];
}

/**
 * Finds the places of what a text says. The text must be well-formed: a parser has read it.
 * https://toml.io/en/v1.0.0
 */
export function tomlSections(text: string): TomlSection[] {
  return new TomlReader(text).sections();
}

const BLANK = /(?:\s|#[^\r\n]*)*/y;
const BARE = /[A-Za-z0-9_-]+/y;
const TEXT =
  /"""(?:\\[^]|[^\\])*?"""(?:"{0,2})|'''[^]*?'''(?:'{0,2})|"(?:\\.|[^"\\\r\n])*"|'[^'\r\n]*'/y;
const PLAIN = /[^\s,\]}#]+(?: [0-9][^\s,\]}#]*)?/y;

class TomlReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  sections(): TomlSection[] {
    const sections: TomlSection[] = [];
    let section = {
      header: [] as string[],
      isItem: false,
      start: 0,
      end: 0,
      entries: [] as TomlEntry[],
    };
    sections.push(section);
    while (this.#take(BLANK) !== undefined && this.#at < this.#text.length) {
      const start = this.#at;
      if (this.#text.charAt(start) === '[') {
        const isItem = this.#text.charAt(start + 1) === '[';
        this.#at += isItem ? 2 : 1;
        const header = this.#key();
        this.#at += isItem ? 2 : 1;
        section = { header, isItem, start, end: this.#at, entries: [] };
        sections.push(section);
      } else {
        section.entries.push(this.#entry());
        section.end = this.#at;
      }
    }
    return sections;
  }

  #entry(): TomlEntry {
    const start = this.#at;
    const key = this.#key();
    this.#at++; // =
    this.#take(BLANK);
    const value = this.#value();
    return { key, value, start, end: value.end };
  }

  /** A key with its dots and the blanks around them. */
  #key(): string[] {
    const parts: string[] = [];
    do {
      if (parts.length > 0) this.#at++; // .
      this.#take(BLANK);
      const quoted = this.#take(TEXT);
      parts.push(quoted === undefined ? (this.#take(BARE) ?? '') : unquoted(quoted));
      this.#take(BLANK);
    } while (this.#text.charAt(this.#at) === '.');
    return parts;
  }

  #value(): TomlValue {
    const start = this.#at;
    const items: TomlValue[] = [];
    const entries: TomlEntry[] = [];
    const first = this.#text.charAt(start);
    if (first !== '[' && first !== '{') {
      if (this.#take(TEXT) === undefined && this.#take(PLAIN) === undefined) this.#at++;
      return { kind: 'scalar', items, entries, start, end: this.#at };
    }
    this.#at++;
    for (;;) {
      this.#take(BLANK);
      const next = this.#text.charAt(this.#at);
      if (next === ',') this.#at++;
      else if (next === ']' || next === '}' || next === '') break;
      else if (first === '[') items.push(this.#value());
      else entries.push(this.#entry());
    }
    this.#at++;
    return { kind: first === '[' ? 'array' : 'table', items, entries, start, end: this.#at };
  }

  #take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.#at;
    const taken = pattern.exec(this.#text)?.[0];
    if (taken !== undefined) this.#at = pattern.lastIndex;
    return taken;
  }
}

const ESCAPES: Readonly<Record<string, string>> = {
  b: '\b',
  e: '\u001B',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
};

/** Of a key, which is on one line. */
function unquoted(quoted: string): string {
  const inside = quoted.slice(1, -1);
  if (quoted.startsWith("'")) return inside;
  return inside.replace(
    /\\(?:u([\dA-Fa-f]{4})|U([\dA-Fa-f]{8})|x([\dA-Fa-f]{2})|(.))/g,
    (_, short?: string, long?: string, byte?: string, letter?: string) => {
      const code = short ?? long ?? byte;
      if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
      return letter === undefined ? '' : (ESCAPES[letter] ?? letter);
    },
  );
}
