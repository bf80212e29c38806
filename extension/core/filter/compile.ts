import type {
  FilterValue,
  KeyQuery,
  Query,
  RegexQuery,
  TextQuery,
} from '../../shared/filter/query.ts';
import type { Dictionary, Facets } from '../kept/facets.ts';
import type { KeptEvents } from '../kept/keptEvents.ts';
import { MARK } from '../kept/record.ts';
import type { RowBlock } from '../kept/rowBlock.ts';
import type { EventFields } from './eventFields.ts';
import { facetFields, NO_FIELDS } from './facetFields.ts';
import { matches } from './matches.ts';
import { numbersIn } from './numberTest.ts';
import { markRows, type Accept, type Mark } from './textSearch.ts';
import { and, NO, not, or, UNKNOWN, YES, type Judge, type Verdict } from './verdict.ts';

/** What a filter asks besides the rows themselves. */
export interface FilterSources {
  readonly kept: KeptEvents;
  /** Names of the Workers, by index. */
  readonly workers: readonly string[];
}

/**
 * A filter for rows in columns: the same answers as `matches`, or UNKNOWN where only the event itself can tell. What
 * many events have in common is asked once, numbers are compared in their columns, and words are looked for in the
 * joined texts of a block.
 */
export function compile(query: Query, sources: FilterSources): Judge {
  switch (query.kind) {
    case 'all':
      return () => YES;
    case 'and':
      return and(query.parts.map((part) => compile(part, sources)));
    case 'or':
      return or(query.parts.map((part) => compile(part, sources)));
    case 'not':
      return not(compile(query.part, sources));
    case 'text':
      return anywhere(query, query.text, sources);
    case 'regex':
      return anyPart(query, sources);
    case 'key':
      return ofKey(query, sources);
  }
}

function ofKey(query: KeyQuery, sources: FilterSources): Judge {
  const { kept } = sources;
  switch (query.key) {
    case 'cpu':
    case 'wall':
    case 'time':
      return numbersIn(query.key, query.values, kept);
    case 'colo':
      return byValue('colo', (colo) => matches(query, { ...NO_FIELDS, colo }), kept.colos);
    case 'host':
      return byValue('host', (host) => matches(query, { ...NO_FIELDS, host }), kept.hosts);
    case 'do':
      return byValue(
        'object',
        (objectId) => matches(query, { ...NO_FIELDS, objectId }),
        kept.objects,
      );
    case 'path':
    case 'error':
    case 'log':
    case 'ip':
    case 'ray':
      return inText(query, query.key, kept);
    case 'header':
      return byFacets(({ kind }) => (kind === 'fetch' || kind === 'upgrade' ? UNKNOWN : NO), kept);
    default:
      return byFacets((facets) => {
        const worker = sources.workers[facets.worker] ?? '';
        if (matches(query, facetFields(facets, worker))) return YES;
        return facets.partial && query.key !== 'worker' && query.key !== 'kind' ? UNKNOWN : NO;
      }, kept);
  }
}

/** Each combination is judged once. */
function byFacets(judge: (facets: Facets) => Verdict, kept: KeptEvents): Judge {
  return byNumber('facet', kept.facets, (number) => judge(kept.facets.get(number)));
}

/** As `byFacets`, for a dictionary of texts; what is not in it only the event knows. */
function byValue(
  column: 'colo' | 'host' | 'object',
  isMatch: (value: string) => boolean,
  dictionary: Dictionary<string>,
): Judge {
  return byNumber(column, dictionary, (number) => {
    const value = dictionary.values[number];
    return value === undefined ? UNKNOWN : isMatch(value) ? YES : NO;
  });
}

/** What many rows have in common is judged before them: where nothing of it matches, no row is looked at. */
function byNumber(
  column: 'facet' | 'colo' | 'host' | 'object',
  numbered: { readonly end: number },
  judge: (number: number) => Verdict,
): Judge {
  const known = new Uint8Array(0x10000);
  let judged = 0;
  let all: Verdict | undefined;
  return (block, from, to, verdicts) => {
    for (; judged < numbered.end; judged++) {
      const verdict = judge(judged);
      known[judged] = verdict;
      all = judged === 0 || all === verdict ? verdict : undefined;
    }
    if (all !== undefined) return all;
    const numbers = block[column];
    for (let row = from; row < to; row++) verdicts[row] = known[numbers[row] ?? 0] ?? NO;
    return undefined;
  };
}

/** What has no room in the row's text may still hold it. */
function unlessCut(mark: Mark): Judge {
  return (block, from, to, verdicts) => {
    if (block.hasCut) {
      for (let row = from; row < to; row++) verdicts[row] = block.cut[row] === 1 ? UNKNOWN : NO;
    } else verdicts.fill(NO, from, to);
    return mark(block, from, to, verdicts) || block.hasCut ? undefined : NO;
  };
}

/** Free text: in the row's text, or in what many rows have in common. */
function anywhere(query: TextQuery, text: string, { kept, workers }: FilterSources): Judge {
  const isExact = query.exact;
  const inRow = markRows(
    text,
    isExact ? (block, row, at) => block.text(row, at, at + text.length) === text : undefined,
  );
  const test = (value: string): boolean => matches(query, { ...NO_FIELDS, text: value });
  return or([
    unlessCut(inRow),
    byFacets((facets) => {
      if (test(facetText(facets, workers[facets.worker] ?? ''))) return YES;
      return facets.partial ? UNKNOWN : NO;
    }, kept),
    byValue('host', test, kept.hosts),
    byValue('object', test, kept.objects),
  ]);
}

/** What free text finds of an event's facets, a line each. */
export function facetText(facets: Facets, worker: string): string {
  const { kind, codes, outcome, status, entrypoint, version } = facets;
  if (kind === 'notice') return worker;
  return [worker, codes, outcome, status === 0 ? '' : status, entrypoint, version].join('\n');
}

/** A regular expression is tried on each part of what the row can tell. */
function anyPart(query: RegexQuery, { kept, workers }: FilterSources): Judge {
  const test = (text: string): boolean => matches(query, { ...NO_FIELDS, text });
  const inRow: Mark = (block, from, to, verdicts) => {
    let isAny = false;
    for (let row = from; row < to; row++) {
      if (!test(block.text(row).replace(MARKS, '\n'))) continue;
      verdicts[row] = YES;
      isAny = true;
    }
    return isAny;
  };
  return or([
    byFacets((facets) => (test(facetText(facets, workers[facets.worker] ?? '')) ? YES : NO), kept),
    byValue('host', test, kept.hosts),
    byValue('object', test, kept.objects),
    unlessCut(inRow),
  ]);
}

// Marks are what they are because no text of an event begins a line with one.
const MARKS = /\n[\u0001-\u0004]/g;

/** Values that have a place in the row's text: its title, what it says, or a marked part. */
function inText(
  query: KeyQuery,
  key: 'path' | 'error' | 'log' | 'ip' | 'ray',
  kept: KeptEvents,
): Judge {
  return or(
    query.values.map((value) => {
      if (value.kind !== 'word') return () => NO;
      return unlessCut(markRows(longestPiece(value.text), placeTest(query, value, key, kept)));
    }),
  );
}

/** A pattern is looked for by its longest piece, then compared. */
function longestPiece(pattern: string): string {
  return pattern
    .split('*')
    .reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '');
}

function placeTest(
  query: KeyQuery,
  value: FilterValue & { readonly kind: 'word' },
  key: 'path' | 'error' | 'log' | 'ip' | 'ray',
  kept: KeptEvents,
): Accept {
  const one: KeyQuery = { ...query, values: [value] };
  return (block, row, at) => {
    const part = partAt(block, row, at, key, kept);
    return part !== undefined && matches(one, { ...NO_FIELDS, ...part });
  };
}

/** @returns the part of the row's text at this place, if it is of the key. */
function partAt(
  block: RowBlock,
  row: number,
  at: number,
  key: 'path' | 'error' | 'log' | 'ip' | 'ray',
  kept: KeptEvents,
): Partial<EventFields> | undefined {
  const titleEnd = block.titleEnd[row] ?? 0;
  const textEnd = block.textEnd[row] ?? 0;
  const facets = kept.facets.get(block.facet[row] ?? 0);
  if (at < titleEnd) {
    if (key !== 'path' || (facets.kind !== 'fetch' && facets.kind !== 'upgrade')) return undefined;
    return { path: block.text(row, pathStart(facets), titleEnd) };
  }
  if (at < textEnd) {
    if (facets.said !== key) return undefined;
    const said = block.text(row, titleEnd + 1, textEnd);
    return key === 'error' ? { errors: [said] } : { logs: [said] };
  }
  if (key === 'path') return undefined;
  const text = block.text(row);
  const start = text.lastIndexOf('\n', at) + 1;
  if (text[start] !== MARK[key]) return undefined;
  const part = text.slice(start + 1, text.indexOf('\n', start));
  switch (key) {
    case 'error':
      return { errors: [part] };
    case 'log':
      return { logs: [part] };
    default:
      return { [key]: part };
  }
}

/** The title of a request is its method, then its path. */
function pathStart({ kind, method }: Facets): number {
  return (kind === 'upgrade' ? 'WS '.length : 0) + method.length + 1;
}
