import type { FilterKey } from '../../shared/filter/filterKeys.ts';
import { facetFields } from '../filter/facetFields.ts';
import type { FilterSources } from '../filter/compile.ts';
import { YES, type Judge } from '../filter/verdict.ts';
import type { Facets } from '../kept/facets.ts';
import type { KeptEvents } from '../kept/keptEvents.ts';
import { MARK } from '../kept/record.ts';
import { BLOCK, type RowBlock } from '../kept/rowBlock.ts';
import type { Slicer } from './slicer.ts';

export interface CountSources extends FilterSources {
  readonly slicer: Slicer;
}

/** How often each value of a key occurs. */
export interface ValueCounts {
  /** Events that were looked at. */
  readonly events: number;
  readonly counts: ReadonlyMap<string, number>;
}

/** Values that are told apart, at most: a million addresses help nobody. */
const MOST = 10_000;

/**
 * Counts the values of a key over the events that a judge chooses, in slices. A key that only the event itself tells,
 * such as `header`, has no counts. @param isOver whether the answer is no longer wanted.
 */
export async function countValues(
  key: FilterKey,
  judge: Judge,
  sources: CountSources,
  isOver: () => boolean,
): Promise<ValueCounts> {
  const { kept, slicer } = sources;
  const verdicts = new Uint8Array(BLOCK);
  const facets = new Map<number, number>();
  const counts = new Map<string, number>();
  const valuesOf = reader(key, kept);
  let events = 0;
  for (const block of [...kept.blocks]) {
    if (slicer.isOver()) await slicer.next();
    if (isOver()) break;
    const from = Math.max(0, kept.oldest - block.first);
    judge(block, from, block.count, verdicts);
    for (let row = from; row < block.count; row++) {
      if (verdicts[row] !== YES) continue;
      const facet = block.facet[row] ?? 0;
      if (kept.facets.get(facet).kind === 'notice') continue;
      events++;
      if (valuesOf === undefined) facets.set(facet, (facets.get(facet) ?? 0) + 1);
      else add(counts, valuesOf(block, row), 1);
    }
  }
  for (const [number, times] of facets) {
    for (const value of facetValues(key, kept.facets.get(number), sources))
      add(counts, value, times);
  }
  return { events, counts };
}

function add(counts: Map<string, number>, value: string, times: number): void {
  const before = counts.get(value);
  if (value !== '' && (before !== undefined || counts.size < MOST)) {
    counts.set(value, (before ?? 0) + times);
  }
}

/** What has a column or a text of its own; undefined for what the facets tell. */
function reader(
  key: FilterKey,
  kept: KeptEvents,
): ((block: RowBlock, row: number) => string) | undefined {
  switch (key) {
    case 'colo':
      return (block, row) => kept.colos.values[block.colo[row] ?? 0] ?? '';
    case 'host':
      return (block, row) => kept.hosts.values[block.host[row] ?? 0] ?? '';
    case 'do':
      return (block, row) => kept.objects.values[block.object[row] ?? 0] ?? '';
    case 'ip':
    case 'ray':
      return (block, row) => markedPart(block.text(row), MARK[key]);
    case 'path':
      return (block, row) => {
        const { kind, method } = kept.facets.get(block.facet[row] ?? 0);
        if (kind !== 'fetch' && kind !== 'upgrade') return '';
        const title = block.text(row, 0, block.titleEnd[row]);
        const path = title.slice((kind === 'upgrade' ? 3 : 0) + method.length + 1);
        return path.replace(/\?[^]*$/, '');
      };
    default:
      return undefined;
  }
}

function markedPart(text: string, mark: string): string {
  const start = text.indexOf(`\n${mark}`);
  return start < 0 ? '' : text.slice(start + 2, text.indexOf('\n', start + 1));
}

function facetValues(
  key: FilterKey,
  facets: Facets,
  { workers }: FilterSources,
): readonly string[] {
  const fields = facetFields(facets, workers[facets.worker] ?? '');
  switch (key) {
    case 'status':
      return fields.status;
    case 'code':
      return fields.codes;
    case 'level':
      return fields.levels;
    case 'http':
      return [Number.isNaN(fields.http) ? 'none' : String(fields.http)];
    case 'outcome':
    case 'kind':
    case 'worker':
    case 'method':
    case 'entrypoint':
    case 'version':
      return [fields[key]];
    default:
      return [];
  }
}
