import { keyOfName, type FilterKey } from './filterKeys.ts';
import { parseFilter, type FilterOptions } from './parseFilter.ts';
import type { Query } from './query.ts';

/** What is being typed. */
export interface Completion {
  /** Of which a value is typed; undefined for a word that may become a key. */
  readonly key: FilterKey | undefined;
  /** What is typed of it so far, up to the caret. */
  readonly typed: string;
  /** What an accepted suggestion replaces, UTF-16 units from 0; `to` is exclusive. */
  readonly from: number;
  readonly to: number;
  /** The filter without it: suggestions are counted within that. */
  readonly rest: Query;
}

/** @param offset of the caret. */
export function completionAt(text: string, offset: number, options: FilterOptions): Completion {
  const before = text.slice(0, offset);
  // Up to white space, a parenthesis or a minus; a value in quotes may hold any of them.
  const [word = ''] = /(?:[^\s()"]|"(?:[^"\\]|\\[^])*"?)*$/.exec(before) ?? [];
  const start = offset - word.length + (word.startsWith('-') ? 1 : 0);
  const [after = ''] = /^[^\s()]*/.exec(text.slice(offset)) ?? [];
  const end = offset + after.length;
  const [, name, values = ''] = /^([a-z][\w-]*):([^]*)$/i.exec(text.slice(start, offset)) ?? [];
  const key = name === undefined ? undefined : keyOfName(name);
  const rest = restOf(`${text.slice(0, start).replace(/-$/, '')} ${text.slice(end)}`, options);
  if (key === undefined) {
    return { key, typed: text.slice(start, offset), from: start, to: end, rest };
  }
  const [typed = ''] = /(?:[^,"]|"(?:[^"\\]|\\[^])*"?)*$/.exec(values) ?? [];
  const [tail = ''] = /^[^\s(),]*/.exec(text.slice(offset)) ?? [];
  return {
    key,
    typed: typed.replace(/^"|"$/g, ''),
    from: offset - typed.length,
    to: offset + tail.length,
    rest,
  };
}

/** What is wrong elsewhere hides nothing. */
function restOf(text: string, options: FilterOptions): Query {
  const parsed = parseFilter(text, options);
  return 'query' in parsed ? parsed.query : { kind: 'all' };
}
