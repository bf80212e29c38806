import type { FindQuery } from './viewer.ts';

/** The regular expression of what Find looks for, with the flag `g`. @throws SyntaxError when the user's is none. */
export function findPattern({ text, matchCase, wholeWord, regex }: FindQuery): RegExp {
  const source = regex ? text : text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  // A word may end in a sign, which has no boundary of its own.
  const whole = wholeWord ? `(?<![\\p{L}\\p{N}_])(?:${source})(?![\\p{L}\\p{N}_])` : source;
  return new RegExp(whole, matchCase ? 'gu' : 'giu');
}
