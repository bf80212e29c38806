import type { Line } from './lines.ts';

/** How a line is taken: as it is, as what must not be, or as one of several values. */
export type Acceptance = 'plain' | 'exclude' | 'anyOf';

/** The characters that a line replaces, and by what. */
export interface Replacement {
  readonly from: number;
  readonly to: number;
  readonly insert: string;
  /** More is to be typed behind it. */
  readonly unfinished: boolean;
}

export function replacementOf(text: string, line: Line, how: Acceptance): Replacement {
  const { kind, from, to, insert } = line;
  const unfinished = kind === 'key' || how === 'anyOf';
  if (how === 'anyOf') return { from, to, insert: `${insert},`, unfinished };
  if (how === 'plain') return { from, to, insert, unfinished };
  // The minus stands before the key, which may be typed already.
  const begun = /[^\s(]*$/.exec(text.slice(0, from))?.[0] ?? '';
  const minus = begun.startsWith('-') ? '' : '-';
  return { from: from - begun.length, to, insert: `${minus}${begun}${insert}`, unfinished };
}
