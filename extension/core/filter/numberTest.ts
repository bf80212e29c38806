import type { FilterValue } from '../../shared/filter/query.ts';
import type { KeptEvents } from '../kept/keptEvents.ts';
import { isAtTime } from './matches.ts';
import { NO, YES, type Judge } from './verdict.ts';

/** Any of the ranges, compared in the column itself. */
export function numbersIn(
  key: 'cpu' | 'wall' | 'time',
  values: readonly FilterValue[],
  kept: KeptEvents,
): Judge {
  const tests = values.map(testOf);
  return (block, from, to, verdicts) => {
    const column = block[key];
    for (let row = from; row < to; row++) {
      let number = column[row] ?? NaN;
      // It stands where it came, and when it happened is not known.
      if (key === 'time' && !kept.facets.get(block.facet[row] ?? 0).timed) number = NaN;
      verdicts[row] = tests.some((test) => test(number)) ? YES : NO;
    }
    return undefined;
  };
}

function testOf(value: FilterValue): (number: number) => boolean {
  switch (value.kind) {
    case 'range':
      return (number) => number >= value.min && number <= value.max;
    case 'timeOfDay':
      return (number) => isAtTime(number, value);
    case 'none':
      return (number) => Number.isNaN(number);
    case 'word':
    case 'header':
      return () => false;
  }
}
