import { eventFieldsOf } from '../../core/filter/eventFieldsOf.ts';
import type { EventFields } from '../../core/filter/eventFields.ts';
import type { Timeline } from '../../core/tail/timeline.ts';
import { reopen } from '../panel/eventDetail.ts';

/** Everything that a filter can ask of a kept event, from the event itself. */
export function fieldsOfKept(timeline: Timeline): (id: number) => Promise<EventFields | undefined> {
  return async (id) => {
    const { kept, workers } = timeline;
    const event = reopen(await kept.read(id));
    if (event === undefined || !kept.has(id)) return undefined;
    return eventFieldsOf(event, workers[kept.facetsOf(id).worker] ?? '');
  };
}
