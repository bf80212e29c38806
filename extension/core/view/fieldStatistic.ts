import { parseFilter } from '../../shared/filter/parseFilter.ts';
import { termOf } from '../../shared/filter/terms.ts';
import type { FieldStatistic } from '../../shared/viewer.ts';
import { NO, YES, type Judge } from '../filter/verdict.ts';
import type { Facets } from '../kept/facets.ts';
import { countValues, type CountSources } from './countValues.ts';

const MOST = 5;

/**
 * How often the values of an event's field occur, among the events of the same handler and version.
 *
 * @param term the filter word of the event's own value, such as `http:500`.
 * @returns undefined when only the events themselves could tell.
 */
export async function fieldStatistic(
  id: number,
  term: string,
  sources: CountSources,
  isOver: () => boolean,
): Promise<FieldStatistic | undefined> {
  const parsed = parseFilter(term, { utcOffset: 0 });
  if (!('query' in parsed) || parsed.query.kind !== 'key' || !sources.kept.has(id))
    return undefined;
  const { key } = parsed.query;
  const own = sources.kept.facetsOf(id);
  const { events, counts } = await countValues(key, likeHandler(own, sources), sources, isOver);
  if (counts.size === 0) return undefined;
  const values = [...counts]
    .sort(([, many], [, more]) => more - many)
    .slice(0, MOST)
    .map(([value, count]) => ({ value, term: termOf(key, value), count }));
  return { events, values };
}

function likeHandler(own: Facets, { kept }: CountSources): Judge {
  return ({ facet }, from, to, verdicts) => {
    for (let row = from; row < to; row++) {
      const facets = kept.facets.get(facet[row] ?? 0);
      const isSame =
        facets.worker === own.worker &&
        facets.kind === own.kind &&
        facets.entrypoint === own.entrypoint &&
        facets.version === own.version;
      verdicts[row] = isSame ? YES : NO;
    }
  };
}
