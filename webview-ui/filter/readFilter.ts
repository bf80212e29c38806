import { parseFilter } from '../../extension/shared/filter/parseFilter.ts';

type Parsed = ReturnType<typeof parseFilter>;

let last: readonly [text: string, parsed: Parsed] | undefined;

/** What a filter means where the reader is. The last answer is kept: several parts of the page ask the same. */
export function readFilter(text: string): Parsed {
  if (last?.[0] === text) return last[1];
  const utcOffset = -new Date().getTimezoneOffset() * 60_000;
  const parsed = parseFilter(text, { utcOffset });
  last = [text, parsed];
  return parsed;
}
