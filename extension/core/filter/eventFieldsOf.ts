import type { TailEvent } from '../../shared/tailEvent.ts';
import { failuresOf } from '../errors/failures.ts';
import { recordOf } from '../kept/recordOf.ts';
import { MARK } from '../kept/record.ts';
import { headersOf } from '../tail/headersOf.ts';
import { errorText, logText, pathOf } from '../tail/rowTexts.ts';
import type { EventFields } from './eventFields.ts';
import { facetFields } from './facetFields.ts';
import { facetText } from './facetText.ts';

/**
 * Everything that a filter can ask of an event, from the event itself. It costs some ten times as much as a row: it is
 * for what a row does not tell. @param worker its name.
 */
export function eventFieldsOf(event: TailEvent, worker: string): EventFields {
  const failures = failuresOf(event);
  const record = recordOf(event, failures, 0, Infinity);
  const { trigger } = event;
  const { host, object, title, text, rest } = record;
  const whole = [facetText(record.facets, worker), host, object, title, text, rest].join('\n');
  return {
    ...facetFields(record.facets, worker),
    path: trigger.kind === 'fetch' ? pathOf(trigger.url) : '',
    host,
    objectId: object,
    ip: trigger.kind === 'fetch' ? (trigger.clientIp ?? '') : '',
    ray: trigger.kind === 'fetch' ? (trigger.ray ?? '') : '',
    colo: record.colo,
    errors: failures
      .filter(({ message }) => message !== undefined)
      .map((failure) => oneLine(errorText(failure))),
    logs: event.logs.map((log) => oneLine(logText(log))),
    cpu: record.cpu,
    wall: record.wall,
    time: record.time,
    headers: trigger.kind === 'fetch' ? headersOf(trigger) : {},
    text: Object.values(MARK).reduce((all, mark) => all.replaceAll(`\n${mark}`, '\n'), whole),
  };
}

/** As a row has it. */
function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
