import fc from 'fast-check';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import type { TailEvent } from '../../extension/shared/tailEvent.ts';
import { loggedError, rawEvent, rawException } from './events.ts';

const word = fc.constantFrom('Chat', 'orders', 'ROOM', 'café', 'undefined', 'x:y', '42');

const request = fc
  .record({
    path: fc.constantFrom('/', '/chat?id=1', '/Health', '/a/b', '/chat'),
    host: fc.constantFrom('shop.example.com', 'a.b'),
    method: fc.constantFrom('GET', 'POST'),
    status: fc.constantFrom(200, 404, 500, undefined),
    upgrade: fc.boolean(),
    ip: fc.constantFrom('203.0.113.7', '2001:db8::1', undefined),
    colo: fc.constantFrom('AMS', 'FRA', undefined),
  })
  .map(({ path, host, method, status, upgrade, ip, colo }) => ({
    request: {
      url: `https://${host}${path}`,
      method,
      headers: {
        'cf-ray': '8f1c000000000000-AMS',
        'x-test': 'Yes',
        ...(upgrade ? { upgrade: 'websocket' } : {}),
        ...(ip === undefined ? {} : { 'cf-connecting-ip': ip }),
      },
      cf: colo === undefined ? {} : { colo },
    },
    ...(status === undefined ? {} : { response: { status } }),
  }));

const trigger = fc.oneof(
  { weight: 4, arbitrary: request },
  {
    weight: 1,
    arbitrary: fc.constantFrom(1000, 1006).map((code) => ({
      getWebSocketEvent: { webSocketEventType: 'close', code, wasClean: code === 1000 },
    })),
  },
  { weight: 1, arbitrary: word.map((rpcMethod) => ({ rpcMethod })) },
  { weight: 1, arbitrary: fc.constant({ cron: '*/5 * * * *', scheduledTime: 1 }) },
);

const log = fc
  .tuple(fc.constantFrom('log', 'warn', 'error'), fc.array(word, { maxLength: 3 }), fc.boolean())
  .map(([level, words, isObject]) => ({
    level,
    message: isObject ? [{ words }] : words,
    timestamp: 1,
  }));

/** Events of all kinds whose values are few, so that filters find some of them. */
export const someEvent: fc.Arbitrary<TailEvent> = fc
  .record({
    event: trigger,
    outcome: fc.constantFrom('ok', 'exception', 'canceled', 'exceededCpu'),
    errors: fc.array(word, { maxLength: 2 }),
    logs: fc.array(log, { maxLength: 4 }),
    isLogged: fc.boolean(),
    entrypoint: fc.constantFrom('Room', undefined),
    object: fc.constantFrom('ab12'.padEnd(64, '0'), 'cd34'.padEnd(64, '0'), undefined),
    version: fc.constantFrom('2f6b9c1e-6c1d-4d52-9a43-0c1f8a2f1d11', '7d90e1b4-0000', undefined),
    cpu: fc.constantFrom(0, 10, 50.5, undefined),
    wall: fc.constantFrom(3, 1500, undefined),
    time: fc.oneof(fc.integer({ min: 0, max: 2e12 }), fc.constant(undefined)),
  })
  .map((fields) => {
    const decoded = decodeTailEvent(
      rawEvent({
        event: fields.event,
        outcome: fields.outcome,
        exceptions: fields.errors.map((message) => rawException(`No\n${message}`)),
        logs: [...fields.logs, ...(fields.isLogged ? [loggedError('no room')] : [])],
        entrypoint: fields.entrypoint ?? null,
        durableObjectId: fields.object ?? null,
        scriptVersion: fields.version === undefined ? null : { id: fields.version },
        cpuTime: fields.cpu ?? null,
        wallTime: fields.wall ?? null,
        eventTimestamp: fields.time ?? null,
      }),
    );
    if (decoded.kind !== 'event') throw new Error('It is an event.');
    return decoded.event;
  });

const value = (...values: readonly string[]): fc.Arbitrary<string> => fc.constantFrom(...values);

const term = fc.oneof(
  value('chat', 'ORDERS', 'caf', 'undefined', 'log', '200', 'cf:1101', 'room', 'shop'),
  value('"Chat"', '"ROOM x"', '"no"', '/chat|room/i', '/^GET \\/chat/', '/^warn/', '/(/'),
  value('status:failing', 'status:ok,logged', 'status:canceled', 'status:warning'),
  value('kind:fetch', 'kind:ws,cron', 'kind:rpc', 'outcome:exceededcpu', 'outcome:e*'),
  value('code:1101', 'code:cf:1101', 'code:ws:1006', 'code:cf:*', 'code:exception'),
  value('worker:api', 'worker:other', 'method:get', 'path:/chat', 'path:*b', 'path:health'),
  value('host:shop', 'http:5xx', 'http:404', 'http:>=400', 'http:none', 'http:200..499'),
  value('do:ab', 'do:cd34*', 'ip:203.', 'ip:2001:db8::1', 'ray:8f1c', 'ray:8f', 'colo:ams'),
  value('entrypoint:room', 'version:2f6b', 'level:warn', 'level:error,log', 'error:undefined'),
  value('error:no*', 'log:orders', 'log:warn', 'log:*x:y', 'header:x-test', 'header:x-test=yes'),
  value('cpu:>10', 'cpu:10', 'cpu:<=50', 'wall:>1s', 'wall:1..5', 'time:10:00..14:00'),
  value('time:2026-01-01T00:00..', 'time:22:00..03:00'),
);

/** Valid filters, nested a little. */
export const someFilter: fc.Arbitrary<string> = fc
  .letrec<{ filter: string; part: string }>((tie) => ({
    filter: fc
      .array(tie('part'), { minLength: 1, maxLength: 3 })
      .chain((parts) => value(' ', ' AND ', ' OR ').map((joint) => parts.join(joint))),
    part: fc.oneof(
      { maxDepth: 3 },
      { weight: 5, arbitrary: term },
      { weight: 2, arbitrary: term.map((each) => `-${each}`) },
      { weight: 1, arbitrary: tie('filter').map((filter) => `NOT (${filter})`) },
      { weight: 1, arbitrary: tie('filter').map((filter) => `(${filter})`) },
    ),
  }))
  .filter.filter((text) => !text.includes('/(/'));
