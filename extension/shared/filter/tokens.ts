/** A piece of a filter text. Offsets are UTF-16 units from 0; `to` is exclusive. */
export interface FilterToken {
  readonly kind: TokenKind;
  readonly from: number;
  readonly to: number;
}

export type TokenKind =
  /** `key:`, its colon included. */
  | 'key'
  /** The minus of an exclusion, and the comma between values. */
  | 'operator'
  | 'value'
  | 'text'
  | 'quoted'
  | 'regex'
  | 'paren'
  /** AND, OR, NOT. */
  | 'keyword';

/** Reads a filter text piece by piece. It knows where pieces end, not what they mean. */
export class FilterScanner {
  readonly text: string;
  readonly tokens: FilterToken[] = [];
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Goes to the next piece. @returns its first character; empty at the end. */
  peek(): string {
    while (/\s/.test(this.text[this.at] ?? '')) this.at++;
    return this.text[this.at] ?? '';
  }

  /** The characters from here up to white space or a parenthesis. */
  word(): string {
    return WORD.exec(this.text.slice(this.at))?.[0] ?? '';
  }

  take(kind: TokenKind, length: number): FilterToken {
    const token = { kind, from: this.at, to: this.at + length };
    this.tokens.push(token);
    this.at += length;
    return token;
  }

  /** A text in quotes from here, with its quotes; undefined when they are not closed. */
  quoted(): string | undefined {
    return QUOTED.exec(this.text.slice(this.at))?.[0];
  }

  /** A regular expression from here, with its slashes and flags. A lone slash is text, such as of a path. */
  regex():
    { readonly source: string; readonly flags: string; readonly length: number } | undefined {
    const [whole = '', source, flags] = REGEX.exec(this.text.slice(this.at)) ?? [];
    return source === undefined || flags === undefined
      ? undefined
      : { source, flags, length: whole.length };
  }

  /** A value behind a key: up to white space, a comma or a closing parenthesis. */
  bareValue(): string {
    return VALUE.exec(this.text.slice(this.at))?.[0] ?? '';
  }
}

const WORD = /^[^\s()]*/;
const VALUE = /^[^\s,)]*/;
const QUOTED = /^"(?:[^"\\]|\\[^])*"/;
const REGEX = /^\/((?:[^/\\\n]|\\.)+)\/([imsu]*)(?=[\s)]|$)/;

/** What a text in quotes says. */
export function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\([^])/g, '$1');
}

/** A text in quotes, where it needs them. */
export function quotedIfNeeded(value: string): string {
  return /^[^\s",()\\/-][^\s",()\\]*$/.test(value) ? value : `"${value.replace(/[\\"]/g, '\\$&')}"`;
}
