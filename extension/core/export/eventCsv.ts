import { statusOf } from '../../shared/tailEvent.ts';
import { mainFailure } from '../errors/failures.ts';
import { titleOf } from '../tail/rowTexts.ts';
import { csvLines, type CsvValue } from './csv.ts';
import { codeOf, isoTime, logText } from './eventText.ts';
import { plainText } from './plainText.ts';
import type { OutgoingEvent } from './readEvent.ts';

/** A header line, then a line an event. */
export function eventCsv(events: readonly OutgoingEvent[]): string {
  const columns = Object.entries(COLUMNS);
  const rows = events.map((event) => columns.map(([, value]) => shown(value(event))));
  return csvLines([columns.map(([name]) => name), ...rows]);
}

function shown(value: CsvValue): CsvValue {
  return typeof value === 'string' ? plainText(value) : value;
}

/** Their names are for programs: the same in every language. */
const COLUMNS: Readonly<Record<string, (outgoing: OutgoingEvent) => CsvValue>> = {
  time: ({ event }) => isoTime(event.timestamp),
  worker: ({ worker }) => worker,
  kind: ({ event }) => event.trigger.kind,
  title: ({ event }) => titleOf(event),
  url: ({ event: { trigger } }) => (trigger.kind === 'fetch' ? trigger.url : undefined),
  status: ({ event }) => statusOf(event),
  outcome: ({ event }) => event.outcome,
  code: ({ event }) => codeOf(event),
  error: ({ event }) => {
    const failure = mainFailure(event);
    return failure?.message === undefined ? undefined : `${failure.name}: ${failure.message}`;
  },
  logs: ({ event }) => event.logs.map((log) => `${log.level}: ${logText(log)}`).join('\n'),
  cpuMs: ({ event }) => event.cpuTime,
  wallMs: ({ event }) => event.wallTime,
  version: ({ event }) => event.versionId,
  entrypoint: ({ event }) => event.entrypoint,
  durableObject: ({ event }) => event.durableObjectId,
  ray: ({ event: { trigger } }) => (trigger.kind === 'fetch' ? trigger.ray : undefined),
};
