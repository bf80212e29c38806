import { rowOf } from '../../extension/core/kept/rows.ts';
import type { Timeline } from '../../extension/core/tail/timeline.ts';
import type { Row } from '../../extension/shared/row.ts';

/** All rows of a timeline, in the order of the list. */
export function rowsOf({ kept }: Timeline): Row[] {
  return Array.from(kept.order.slice(0, kept.order.length), (id) => rowOf(kept, id));
}
