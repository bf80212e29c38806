import { completionAt, type Completion } from '../../shared/filter/completion.ts';
import {
  describeKey,
  FILTER_KEYS,
  KIND_WORDS,
  statusWordNotes,
  type FilterKey,
} from '../../shared/filter/filterKeys.ts';
import type { FilterOptions } from '../../shared/filter/parseFilter.ts';
import { quotedIfNeeded } from '../../shared/filter/tokens.ts';
import type { Suggestion } from '../../shared/viewer.ts';
import { firstMeaning } from '../catalog/eventCodes.ts';
import { compile } from '../filter/compile.ts';
import { countValues, type CountSources } from './countValues.ts';

/** Lines below the filter box, at most. */
const MOST = 8;

/** Keys whose values are suggested before their name is typed: what people filter by most. */
const OFFERED: readonly FilterKey[] = ['status', 'code', 'kind', 'worker', 'colo', 'outcome'];

/**
 * What may be typed at a place of a filter: keys, and values that occur, each with the events that it would show within
 * the rest of the filter. @param isOver whether the answer is no longer wanted.
 */
export async function suggestionsAt(
  text: string,
  offset: number,
  options: FilterOptions,
  sources: CountSources,
  isOver: () => boolean,
): Promise<readonly Suggestion[]> {
  const completion = completionAt(text, offset, options);
  const { key, typed, from, to } = completion;
  if (key !== undefined) {
    const values = await valuesOf(key, completion, sources, isOver);
    return values
      .filter(({ value }) => value.toLowerCase().includes(typed.toLowerCase()))
      .slice(0, MOST)
      .map(({ value, note, count }) => ({
        kind: 'value',
        insert: quotedIfNeeded(value),
        from,
        to,
        note,
        count,
      }));
  }
  const keys = FILTER_KEYS.filter((name) => typed !== '' && name.startsWith(typed.toLowerCase()));
  const values: Suggestion[] = [];
  for (const name of keys.length > 0 ? keys.filter((each) => OFFERED.includes(each)) : []) {
    const found = await valuesOf(name, completion, sources, isOver);
    for (const { value, note, count } of found.slice(0, 4)) {
      values.push({
        kind: 'value',
        insert: `${name}:${quotedIfNeeded(value)}`,
        from,
        to,
        note,
        count,
      });
    }
  }
  const names = keys.map((name): Suggestion => {
    const insert = `${name}:`;
    return { kind: 'key', insert, from, to, note: describeKey(name), count: undefined };
  });
  return [...values.slice(0, MOST - Math.min(names.length, 3)), ...names].slice(0, MOST);
}

interface Value {
  readonly value: string;
  readonly note: string;
  readonly count: number;
}

/** Words that a key has stay in their order; values that occur come by their number. */
async function valuesOf(
  key: FilterKey,
  { rest }: Completion,
  sources: CountSources,
  isOver: () => boolean,
): Promise<readonly Value[]> {
  const { counts } = await countValues(key, compile(rest, sources), sources, isOver);
  if (key === 'status') {
    return statusWordNotes().map(([value, note]) => ({
      value,
      note,
      count: counts.get(value) ?? 0,
    }));
  }
  if (key === 'kind') return kindValues(counts);
  return [...counts]
    .sort(([one, many], [other, more]) => more - many || one.localeCompare(other))
    .map(([value, count]) => ({ value, note: noteOf(key, value), count }));
}

function kindValues(counts: ReadonlyMap<string, number>): readonly Value[] {
  return Object.entries(KIND_WORDS)
    .filter(([word]) => word !== 'scheduled')
    .map(([value, kinds]) => ({
      value,
      note: '',
      count: kinds.reduce((sum, kind) => sum + (counts.get(kind) ?? 0), 0),
    }))
    .sort((one, other) => other.count - one.count);
}

function noteOf(key: FilterKey, value: string): string {
  return key === 'code' ? (firstMeaning(value)?.entry.title ?? '') : '';
}
