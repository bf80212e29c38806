import type { Fields } from '../../shared/fieldsOf.ts';
import { isoTime } from './eventText.ts';
import type { OutgoingEvent } from './readEvent.ts';

/** Where an entry has its whole event: other programs leave names with `_` alone. */
export const TAIL_EVENT = '_tailEvent';

/** What stands before and after the entries. @see http://www.softwareishard.com/blog/har-12-spec/ */
export const HAR_START =
  '{"log":{"version":"1.2","creator":{"name":"Tail Worker","version":"1"},"entries":[\n';
export const HAR_END = '\n]}}\n';

/** The request of an event as an entry of HAR 1.2; -1 is what a tail does not tell. @returns undefined for none. */
export function harEntry({ event, raw }: OutgoingEvent): Fields | undefined {
  const { trigger } = event;
  if (trigger.kind !== 'fetch') return undefined;
  const { url, method, headers, cf, status = 0 } = trigger;
  const httpVersion = typeof cf.httpProtocol === 'string' ? cf.httpProtocol : 'HTTP/1.1';
  const time = event.wallTime ?? 0;
  const unknownSizes = { headersSize: -1, bodySize: -1 };
  const none = { httpVersion, cookies: [], ...unknownSizes };
  return {
    startedDateTime: isoTime(event.timestamp) ?? isoTime(0),
    time,
    request: {
      method,
      url,
      ...none,
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      queryString: parametersOf(url),
    },
    response: {
      status,
      statusText: '',
      ...none,
      headers: [],
      content: { size: 0, mimeType: 'x-unknown' },
      redirectURL: '',
    },
    cache: {},
    timings: { send: 0, wait: time, receive: 0 },
    [TAIL_EVENT]: raw,
  };
}

function parametersOf(url: string): { readonly name: string; readonly value: string }[] {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return query
    .split('&')
    .filter((each) => each !== '')
    .map((each) => {
      const [, name = '', value = ''] = /^([^=]*)=?(.*)$/s.exec(each) ?? [];
      return { name: decoded(name), value: decoded(value) };
    });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return text;
  }
}
