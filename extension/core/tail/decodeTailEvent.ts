import { fieldsOf, type Fields } from '../../shared/fieldsOf.ts';
import type {
  LoggedError,
  TailEvent,
  TailException,
  TailLog,
  TailNotice,
  Trigger,
} from '../../shared/tailEvent.ts';

export type Decoded =
  | { readonly kind: 'event'; readonly event: TailEvent }
  | { readonly kind: 'notice'; readonly notice: TailNotice }
  | { readonly kind: 'rejected'; readonly reason: string };

/**
 * The only place that trusts nothing: an object of the stream becomes an event, a notice, or a reason why
 * it is neither. Hand-written, because a schema library costs five times as much per event (measured).
 * Field names and kinds: workerd's `api/trace.h`, and captures of real tails.
 */
export function decodeTailEvent(value: object): Decoded {
  const source = fieldsOf(value);
  const event = fieldsOf(source.event);
  if (typeof event.type === 'string' && typeof event.message === 'string') {
    return { kind: 'notice', notice: { type: event.type, message: event.message } };
  }
  if (typeof source.outcome !== 'string') {
    return { kind: 'rejected', reason: 'It has no outcome, so it is no trace event.' };
  }
  return {
    kind: 'event',
    event: {
      trigger: trigger(event),
      outcome: source.outcome,
      scriptName: string(source.scriptName),
      versionId: string(fieldsOf(source.scriptVersion).id),
      entrypoint: string(source.entrypoint),
      durableObjectId: string(source.durableObjectId),
      executionModel: string(source.executionModel),
      timestamp: number(source.eventTimestamp),
      cpuTime: number(source.cpuTime),
      wallTime: number(source.wallTime),
      truncated: source.truncated === true,
      exceptions: list(source.exceptions).map(exception),
      logs: list(source.logs).map(log),
    },
  };
}

/** The order is wrangler's own, with the kinds that it lacks put where no other one matches first. */
function trigger(event: Fields): Trigger {
  if ('request' in event) return fetchTrigger(fieldsOf(event.request), fieldsOf(event.response));
  if (typeof event.rpcMethod === 'string') return { kind: 'rpc', method: event.rpcMethod };
  if ('getWebSocketEvent' in event) {
    const { webSocketEventType, code, wasClean } = fieldsOf(event.getWebSocketEvent);
    return {
      kind: 'webSocket',
      type: string(webSocketEventType) ?? 'unknown',
      code: number(code),
      wasClean: typeof wasClean === 'boolean' ? wasClean : undefined,
    };
  }
  if (typeof event.cron === 'string') {
    return {
      kind: 'scheduled',
      cron: event.cron,
      scheduledTime: number(event.scheduledTime),
    };
  }
  if ('scheduledTime' in event) {
    return { kind: 'alarm', scheduledTime: string(event.scheduledTime) };
  }
  if (typeof event.queue === 'string') {
    return { kind: 'queue', queue: event.queue, batchSize: number(event.batchSize) ?? 0 };
  }
  if (typeof event.mailFrom === 'string') {
    return {
      kind: 'email',
      from: event.mailFrom,
      to: string(event.rcptTo) ?? '',
      size: number(event.rawSize),
    };
  }
  if (Array.isArray(event.consumedEvents)) {
    const scripts = list(event.consumedEvents).map((each) => string(fieldsOf(each).scriptName));
    return { kind: 'tail', scripts: scripts.filter((name) => name !== undefined) };
  }
  return { kind: 'other', keys: Object.keys(event) };
}

function fetchTrigger(request: Fields, response: Fields): Trigger {
  const headers = fieldsOf(request.headers);
  return {
    kind: 'fetch',
    method: string(request.method) ?? '',
    url: string(request.url) ?? '',
    headers,
    cf: fieldsOf(request.cf),
    status: number(response.status),
    webSocketUpgrade: isWebSocket(headers),
    clientIp: string(headers['cf-connecting-ip']),
    ray: string(headers['cf-ray'])?.slice(0, RAY),
  };
}

function isWebSocket({ upgrade, Upgrade }: Fields): boolean {
  return string(upgrade ?? Upgrade)?.toLowerCase() === 'websocket';
}

/** Characters of a ray's id, without the data centre behind it. */
const RAY = 16;

function exception(value: unknown): TailException {
  const source = fieldsOf(value);
  return {
    name: string(source.name) ?? 'Error',
    message: text(source.message),
    stack: string(source.stack),
    timestamp: number(source.timestamp),
  };
}

function log(value: unknown): TailLog {
  const source = fieldsOf(value);
  return {
    level: string(source.level) ?? 'log',
    message: Array.isArray(source.message) ? source.message : [source.message],
    errors: list(source.errorInfo).map(loggedError),
    timestamp: number(source.timestamp),
  };
}

function loggedError(value: unknown): LoggedError | undefined {
  const source = fieldsOf(value);
  const name = string(source.name);
  return name === undefined
    ? undefined
    : { name, message: text(source.message), stack: string(source.stack) };
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function string(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined;
}

/** wrangler's own type says that a message may be something other than a string. */
function text(value: unknown): string {
  if (typeof value === 'string') return value;
  return value === undefined ? '' : JSON.stringify(value);
}
