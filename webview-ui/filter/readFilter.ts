import type { FilterError } from '../../extension/shared/filter/filterError.ts';
import { parseFilter } from '../../extension/shared/filter/parseFilter.ts';
import type { Query } from '../../extension/shared/filter/query.ts';
import type { FilterToken } from '../../extension/shared/filter/tokens.ts';

export interface ReadFilter {
  readonly text: string;
  readonly tokens: readonly FilterToken[];
  /** Undefined when there is an error. */
  readonly query: Query | undefined;
  readonly error: FilterError | undefined;
}

let last: ReadFilter | undefined;

/** What a filter means where the reader is. The last answer is kept: several parts of the page ask the same. */
export function readFilter(text: string): ReadFilter {
  if (last?.text === text) return last;
  const parsed = parseFilter(text, { utcOffset: 0 - new Date().getTimezoneOffset() });
  last = {
    text,
    tokens: parsed.tokens,
    query: 'query' in parsed ? parsed.query : undefined,
    error: 'error' in parsed ? parsed.error : undefined,
  };
  return last;
}
