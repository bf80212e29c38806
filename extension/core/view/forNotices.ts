import type { Query } from '../../shared/filter/query.ts';

/**
 * The part of a filter that concerns breaks in coverage: they pass every filter but one for another Worker, for what
 * was missed is missing from what is shown too.
 */
export function forNotices(query: Query): Query {
  switch (query.kind) {
    case 'and': {
      return { kind: 'and', parts: query.parts.map(forNotices) };
    }
    case 'not':
      return query.part.kind === 'key' && query.part.key === 'worker' ? query : { kind: 'all' };
    case 'or': {
      const ofWorkers = query.parts.every((part) => part.kind === 'key' && part.key === 'worker');
      return ofWorkers ? query : { kind: 'all' };
    }
    case 'key':
      return query.key === 'worker' ? query : { kind: 'all' };
    case 'all':
    case 'text':
    case 'regex':
      return { kind: 'all' };
  }
}
