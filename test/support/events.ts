/** Trace events as `wrangler tail` prints them, for tests: the keys and their order are workerd's. */

export interface RawEvent {
  [key: string]: unknown;
}

export function rawEvent(fields: RawEvent = {}): RawEvent {
  // A request that did not end well has no response.
  const { outcome = 'ok' } = fields;
  return {
    wallTime: 31,
    cpuTime: 4,
    truncated: false,
    executionModel: 'stateless',
    outcome,
    scriptName: 'chat',
    scriptVersion: { id: '2f6b9c1e-0000-4000-8000-000000000000' },
    diagnosticsChannelEvents: [],
    exceptions: [],
    logs: [],
    eventTimestamp: 1_767_200_000_000,
    event: {
      request: {
        url: 'https://chat.example.com/rooms/lobby?token=REDACTED',
        method: 'GET',
        headers: { 'cf-ray': '8f1c0000000000-AMS', cookie: 'REDACTED' },
        cf: { colo: 'AMS' },
      },
      ...(outcome === 'ok' ? { response: { status: 200 } } : {}),
    },
    ...fields,
  };
}

export function rawException(message: string, stack?: string, name = 'TypeError'): RawEvent {
  return {
    ...(stack === undefined ? {} : { stack }),
    name,
    message,
    timestamp: 1_767_200_000_010,
  };
}

/** A line of the log with an Error, as a runtime sends it that tells of Errors. */
export function loggedError(
  message: string,
  stack?: string,
  level = 'error',
  name = 'TypeError',
): RawEvent {
  return {
    errorInfo: [{ name, message, ...(stack === undefined ? {} : { stack }) }],
    message: [`${name}: ${message}`],
    level,
    timestamp: 1_767_200_000_010,
  };
}

/** A request with this answer. */
export function answered(status: number): RawEvent {
  const request = { url: 'https://chat.example.com/join', method: 'POST', headers: {}, cf: {} };
  return { event: { request, response: { status } } };
}
