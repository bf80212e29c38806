import type { TailEvent } from '../../shared/tailEvent.ts';
import type { EventFields } from './eventFields.ts';
import { NO_FIELDS } from './facetFields.ts';
export function eventFieldsOf(_event: TailEvent, worker: string): EventFields {
  return { ...NO_FIELDS, worker };
}
