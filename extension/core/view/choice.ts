import type { Query } from '../../shared/filter/query.ts';
import { compile, type FilterSources } from '../filter/compile.ts';
import type { EventFields } from '../filter/eventFields.ts';
import { matches } from '../filter/matches.ts';
import { and, type Judge } from '../filter/verdict.ts';
import { forNotices } from './forNotices.ts';

/** Which rows a list shows. */
export interface Choice {
  readonly judge: Judge;
  /** For rows that are no events. */
  readonly judgeNotice: Judge;
  /** For an event of which its row does not tell enough. */
  readonly test: (fields: EventFields) => boolean;
}

export function choiceOf(query: Query, sources: FilterSources): Choice {
  return {
    judge: compile(query, sources),
    judgeNotice: compile(forNotices(query), sources),
    test: (fields) => matches(query, fields),
  };
}

/** Of what is chosen already, only these. */
export function narrowed({ judge, judgeNotice, test }: Choice, by: Judge): Choice {
  return { judge: and([by, judge]), judgeNotice: and([by, judgeNotice]), test };
}
