import { allEntries, meaningsOfNumber, namespaceOf, type Meaning } from './catalog.ts';
import type { CatalogEntry } from './catalogEntry.ts';
import { identify, type Finding } from './identify.ts';

export interface SearchResult {
  /** What the text says, when it holds a code or a known message. */
  readonly finding: Finding | undefined;
  /** Entries that have all the words, the best first; without those of the finding. */
  readonly entries: readonly Meaning[];
}

/** Finds by number, by words, or by a whole message or the answer of curl that somebody pasted. */
export function searchCatalog(query: string): SearchResult {
  const finding = query.trim() === '' ? undefined : identify(query, 'pasted');
  const found = new Set(finding?.meanings.map(({ entry }) => entry.key));
  const words = query
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const ranked = allEntries().flatMap((entry) => {
    const rank = found.has(entry.key) ? 0 : rankOf(entry, words);
    return rank === 0 ? [] : [{ code: entry.key, entry, rank }];
  });
  // Sorting is stable: equal ones stay in the catalog's order.
  ranked.sort((a, b) => b.rank - a.rank);
  return { finding, entries: ranked.map(({ code, entry }) => ({ code, entry })) };
}

/** 0 when a word is missing; a word in the code counts more than one in the title, that more than one in the text. */
function rankOf(entry: CatalogEntry, words: readonly string[]): number {
  const key = entry.key.toLowerCase();
  const title = entry.title.toLowerCase();
  const text = [
    entry.meaning,
    entry.seen,
    namespaceOf(entry.key).name,
    ...(entry.messages ?? []).map((message) => message.text),
  ]
    .join('\n')
    .toLowerCase();
  let rank = 1;
  for (const word of words) {
    if (key.includes(word)) rank += 4;
    else if (title.includes(word)) rank += 2;
    else if (!text.includes(word)) return 0;
  }
  return rank;
}

/** What a code, a number or a text given to a command means. */
export function meaningsOf(said: string | number): Finding | undefined {
  if (typeof said === 'number') {
    return { meanings: meaningsOfNumber(said), said: String(said) };
  }
  return identify(said, 'pasted');
}
