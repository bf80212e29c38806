import type { FilterKey } from './filterKeys.ts';
import { parseFilter } from './parseFilter.ts';
import type { Query } from './query.ts';
import { quotedIfNeeded } from './tokens.ts';

/** Such as `path:/chat`, in quotes where the value needs them. */
export function termOf(key: FilterKey, value: string): string {
  return `${key}:${quotedIfNeeded(value)}`;
}

/** The filter that shows only what this term shows too. */
export function addTerm(text: string, term: string): string {
  const without = removeTerm(text, `-${term}`);
  return hasTerm(without, term) ? without : appended(without, term);
}

/** The filter that hides what this term shows. */
export function excludeTerm(text: string, term: string): string {
  const without = removeTerm(text, term);
  return hasTerm(without, `-${term}`) ? without : appended(without, `-${term}`);
}

/** Whether the term is said by itself, not within another one. */
export function hasTerm(text: string, term: string): boolean {
  return placeOf(text, term) !== undefined;
}

/** The filter without the term; as it is when it does not say it. */
export function removeTerm(text: string, term: string): string {
  const place = placeOf(text, term);
  if (place === undefined) return text;
  return `${text.slice(0, place.from)} ${text.slice(place.to)}`.replace(/\s+/g, ' ').trim();
}

/** An OR at the top binds looser than what stands beside it. */
function appended(text: string, term: string): string {
  const parsed = parseFilter(text, NO_OFFSET);
  const isOr = 'query' in parsed && parsed.query.kind === 'or';
  return `${isOr ? `(${text.trim()})` : text.trim()} ${term}`.trim();
}

/** Where it stands among what is joined by AND at the top. */
function placeOf(
  text: string,
  term: string,
): { readonly from: number; readonly to: number } | undefined {
  const parsed = parseFilter(text, NO_OFFSET);
  if (!('query' in parsed)) return undefined;
  const { query } = parsed;
  for (const part of query.kind === 'and' ? query.parts : [query]) {
    const place = spanOf(part);
    if (place === undefined) continue;
    const from = part.kind === 'not' ? text.lastIndexOf('-', place.from) : place.from;
    if (from >= 0 && text.slice(from, place.to).toLowerCase() === term.toLowerCase()) {
      return { from, to: place.to };
    }
  }
  return undefined;
}

function spanOf(query: Query): { readonly from: number; readonly to: number } | undefined {
  if (query.kind === 'not') return spanOf(query.part);
  return 'from' in query ? query : undefined;
}

/** Times are not looked at. */
const NO_OFFSET = { utcOffset: 0 };
