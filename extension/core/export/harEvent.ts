import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';
import type { FrameSink } from '../tail/jsonFramer.ts';
import { TAIL_EVENT } from './harEntry.ts';

/** Entries of a HAR document become the events of requests; its pages and other objects are passed over. */
export function eventsOfHar(sink: FrameSink): FrameSink {
  return {
    ...sink,
    object(value) {
      const event = harEvent(value);
      if (event !== undefined) sink.object(event, JSON.stringify(event));
    },
  };
}

/** @returns the event that we wrote, or as much of one as another program's entry tells; undefined for no entry. */
function harEvent(value: object): Fields | undefined {
  const entry = fieldsOf(value);
  const own = entry[TAIL_EVENT];
  if (typeof own === 'object' && own !== null) return fieldsOf(own);
  const request = fieldsOf(entry.request);
  const { url, method } = request;
  if (typeof url !== 'string' || typeof method !== 'string') return undefined;
  const { status } = fieldsOf(entry.response);
  // A browser writes 0 where no answer came.
  const isAnswered = typeof status === 'number' && status > 0;
  const time = typeof entry.startedDateTime === 'string' ? Date.parse(entry.startedDateTime) : NaN;
  return {
    outcome: isAnswered ? 'ok' : 'canceled',
    eventTimestamp: Number.isNaN(time) ? null : time,
    wallTime: entry.time,
    exceptions: [],
    logs: [],
    event: {
      request: { url, method, headers: headersOf(request.headers), cf: {} },
      ...(isAnswered && { response: { status } }),
    },
  };
}

/** Of equal names the values are put together, as HTTP does. HTTP/2's own names begin with a colon. */
function headersOf(list: unknown): Fields {
  const headers = new Map<string, string>();
  for (const each of Array.isArray(list) ? list : []) {
    const { name, value } = fieldsOf(each);
    if (typeof name !== 'string' || typeof value !== 'string' || name.startsWith(':')) continue;
    const before = headers.get(name.toLowerCase());
    headers.set(name.toLowerCase(), before === undefined ? value : `${before}, ${value}`);
  }
  return Object.fromEntries(headers);
}
