import { parseFilter } from '../../shared/filter/parseFilter.ts';
import { compile } from '../filter/compile.ts';
import { judgeRows, YES } from '../filter/verdict.ts';
import { BLOCK } from '../kept/rowBlock.ts';
import type { CountSources } from './countValues.ts';

/** Rows on each side of the event, at most. */
const AROUND = 5;

/**
 * The kept events that share a value with one, the nearest before and behind it, in the order of the list; itself is
 * not among them. It looks through the rows in slices. @param term filter word of the value, such as `ray:8f1c…`.
 */
export async function relatedRows(
  id: number,
  term: string,
  sources: CountSources,
): Promise<readonly number[]> {
  const { kept, slicer } = sources;
  const parsed = parseFilter(term, { utcOffset: 0 });
  if (!('query' in parsed)) return [];
  const judge = compile(parsed.query, sources);
  const verdicts = new Uint8Array(BLOCK);
  const found: number[] = [];
  for (const block of [...kept.blocks]) {
    if (slicer.isOver()) await slicer.next();
    judgeRows(judge, block, 0, block.count, verdicts);
    for (let row = 0; row < block.count; row++) {
      if (verdicts[row] === YES) found.push(block.first + row);
    }
  }
  const { order } = kept;
  const own = kept.has(id) ? order.positionOf(id) : -1;
  const places = found
    .filter((other) => other !== id && kept.has(other))
    .map((other) => order.positionOf(other))
    .sort((one, other) => one - other);
  const before = places.filter((place) => place < own).slice(-AROUND);
  const behind = places.filter((place) => place > own).slice(0, AROUND);
  return [...before, ...behind].flatMap((place) => order.at(place) ?? []);
}
