import type { Query } from '../../extension/shared/filter/query.ts';
import { findPattern } from '../../extension/shared/findPattern.ts';
import type { FindQuery } from '../../extension/shared/viewer.ts';

/** Where a text matches, in UTF-16 units from 0; `to` is exclusive. */
export interface Match {
  readonly from: number;
  readonly to: number;
}

const SPECIAL = /[\\^$.*+?()[\]{}|/]/g;

/** Marks of one text, at most: a row shows no more. */
const MOST = 20;
/** Characters of a text that are looked at: a row shows no more. */
const LONGEST = 1000;

/** What finds the matches of Find; nothing for an empty text, and for a regular expression that is none. */
export function findPatterns(query: FindQuery): RegExp[] {
  if (query.text === '') return [];
  try {
    return [findPattern(query)];
  } catch {
    return [];
  }
}

/** What finds the free texts of a filter: those that an event must have, or may. */
export function filterPatterns(query: Query): RegExp[] {
  switch (query.kind) {
    case 'and':
    case 'or':
      return query.parts.flatMap(filterPatterns);
    case 'text':
      return query.text === '' ? [] : [new RegExp(literal(query.text), query.exact ? 'gu' : 'giu')];
    case 'regex':
      return [new RegExp(query.regex.source, `${query.regex.flags.replace(/[gy]/g, '')}g`)];
    case 'all':
    case 'not':
    case 'key':
      return [];
  }
}

function literal(text: string): string {
  return text.replace(SPECIAL, (character) => `\\${character}`);
}

/** In the order of the text; those that meet are one. Empty matches show nothing. */
export function matchesOf(text: string, patterns: readonly RegExp[]): Match[] {
  const looked = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const all: Match[] = [];
  for (const pattern of patterns) {
    let count = 0;
    for (const { 0: found, index } of looked.matchAll(pattern)) {
      if (found !== '') all.push({ from: index, to: index + found.length });
      if (++count === MOST) break;
    }
  }
  if (patterns.length < 2) return all;
  const joined: Match[] = [];
  for (const match of all.sort((a, b) => a.from - b.from)) {
    const last = joined.at(-1);
    if (last === undefined || match.from > last.to) joined.push(match);
    else joined[joined.length - 1] = { from: last.from, to: Math.max(last.to, match.to) };
  }
  return joined;
}

/** Characters before a match that tell where it stands. */
const BEFORE = 6;

/** @returns where a text begins, so that the match at this place is in view: with a word, as far as it is short. */
export function beginBefore(text: string, match: number): number {
  const from = Math.max(0, match - BEFORE);
  const blank = text.slice(from, match).search(/\s\S/);
  const begin = blank === -1 ? from : from + blank + 1;
  // Not between the halves of a character.
  return /[\udc00-\udfff]/.test(text[begin] ?? '') ? begin + 1 : begin;
}
