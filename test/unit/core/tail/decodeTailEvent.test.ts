import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { headersOf } from '../../../../extension/core/tail/headersOf.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { isFailing, type TailEvent } from '../../../../extension/shared/tailEvent.ts';
import { answered, rawEvent, rawException, type RawEvent } from '../../../support/events.ts';

function decoded(fields: RawEvent): TailEvent {
  const result = decodeTailEvent(rawEvent(fields));
  assert.equal(result.kind, 'event');
  return result.event;
}

const KINDS: readonly (readonly [name: string, event: unknown, trigger: RawEvent])[] = [
  ['rpc', { rpcMethod: 'getUser' }, { kind: 'rpc', method: 'getUser' }],
  ['an rpc call without a name', { rpcMethod: '' }, { kind: 'rpc', method: '' }],
  [
    'a WebSocket message',
    { getWebSocketEvent: { webSocketEventType: 'message' } },
    { kind: 'webSocket', type: 'message', code: undefined, wasClean: undefined },
  ],
  [
    'a WebSocket close',
    { getWebSocketEvent: { webSocketEventType: 'close', code: 1006, wasClean: false } },
    { kind: 'webSocket', type: 'close', code: 1006, wasClean: false },
  ],
  [
    'a WebSocket error',
    { getWebSocketEvent: { webSocketEventType: 'error' } },
    { kind: 'webSocket', type: 'error', code: undefined, wasClean: undefined },
  ],
  [
    'a cron',
    { cron: '*/5 * * * *', scheduledTime: 1_767_200_000_000 },
    { kind: 'scheduled', cron: '*/5 * * * *', scheduledTime: 1_767_200_000_000 },
  ],
  [
    'an alarm',
    { scheduledTime: '2026-01-01T00:00:00.000Z' },
    { kind: 'alarm', scheduledTime: '2026-01-01T00:00:00.000Z' },
  ],
  [
    'a queue',
    { queue: 'orders', batchSize: 10 },
    { kind: 'queue', queue: 'orders', batchSize: 10 },
  ],
  [
    'an e-mail',
    { mailFrom: 'a@example.com', rcptTo: 'b@example.com', rawSize: 42 },
    { kind: 'email', from: 'a@example.com', to: 'b@example.com', size: 42 },
  ],
  [
    'a tail',
    { consumedEvents: [{ scriptName: 'api' }, { scriptName: null }] },
    { kind: 'tail', scripts: ['api'] },
  ],
  ['no event', null, { kind: 'other', keys: [] }],
  ['connect', {}, { kind: 'other', keys: [] }],
  ['a kind of the future', { quantum: 1, spin: 2 }, { kind: 'other', keys: ['quantum', 'spin'] }],
];

for (const [name, event, trigger] of KINDS) {
  test(`${name} is told by the keys of the event`, () => {
    assert.deepEqual(decoded({ event }).trigger, trigger);
  });
}

test('a request is read, and header names can be had in lower case', () => {
  const { trigger } = decoded({
    event: {
      request: { url: 'https://a.example/x', method: 'POST', headers: { 'CF-Ray': 'r' }, cf: {} },
      response: { status: 503 },
    },
  });
  assert.ok(trigger.kind === 'fetch');
  assert.equal(trigger.status, 503);
  assert.equal(headersOf(trigger)['cf-ray'], 'r');
  assert.equal(trigger.webSocketUpgrade, false);
});

test('a WebSocket upgrade is told by its header, in any case, and has no status', () => {
  const { trigger } = decoded({
    event: { request: { url: 'https://a/', method: 'GET', headers: { Upgrade: 'WebSocket' } } },
  });
  assert.ok(trigger.kind === 'fetch');
  assert.equal(trigger.webSocketUpgrade, true);
  assert.equal(trigger.status, undefined);
});

test('a header may have the name of an object property', () => {
  const { trigger } = decoded({
    event: { request: { headers: JSON.parse('{"__proto__":"x","constructor":"y"}') as unknown } },
  });
  assert.ok(trigger.kind === 'fetch');
  assert.deepEqual(Object.entries(trigger.headers), [
    ['__proto__', 'x'],
    ['constructor', 'y'],
  ]);
});

const OUTCOMES = {
  harmless: ['ok', 'canceled', 'responseStreamDisconnected'],
  failing: [
    'exception',
    'exceededCpu',
    'exceededMemory',
    'unknown',
    'scriptNotFound',
    'killSwitch',
    'daemonDown',
    'loadShed',
    'internalError',
    'exceededWallTime',
    'aborted',
    'an outcome of the future',
  ],
};

test('an outcome is an open string, and only three of them are no failure', () => {
  for (const outcome of OUTCOMES.harmless) {
    assert.equal(isFailing(decoded({ outcome })), false, outcome);
  }
  for (const outcome of OUTCOMES.failing) {
    const event = decoded({ outcome });
    assert.equal(event.outcome, outcome);
    assert.equal(isFailing(event), true, outcome);
  }
});

test('status 5xx is a failure also with outcome ok: an app that catches what fails answers so', () => {
  for (const status of [500, 503, 599]) assert.ok(isFailing(decoded(answered(status))));
  for (const status of [200, 304, 404, 499]) assert.ok(!isFailing(decoded(answered(status))));
});

test('an Error that was logged is kept with its stack, by argument', () => {
  const error = { name: 'TypeError', message: 'no room', stack: '    at join (index.js:1:2)' };
  const line = (errorInfo: unknown): unknown =>
    decoded({ logs: [{ level: 'error', message: ['a', 'b'], errorInfo, timestamp: 1 }] }).logs[0]
      ?.errors;
  assert.deepEqual(line([null, error]), [undefined, error]);
  assert.deepEqual(line([{ name: 'Error', message: 7 }]), [
    { name: 'Error', message: '7', stack: undefined },
  ]);
  for (const none of [undefined, null, 'x', {}]) assert.deepEqual(line(none), []);
});

test('an exception is a failure also with outcome ok', () => {
  const event = decoded({ outcome: 'ok', exceptions: [rawException('late')] });
  assert.equal(isFailing(event), true);
  assert.deepEqual(event.exceptions[0], {
    name: 'TypeError',
    message: 'late',
    stack: undefined,
    timestamp: 1_767_200_000_010,
  });
});

test('a message that is no string is kept as JSON', () => {
  const event = decoded({ exceptions: [{ name: 'Error', message: { deep: 1 } }] });
  assert.equal(event.exceptions[0]?.message, '{"deep":1}');
});

test('the notices of the tail are no events', () => {
  const event = { type: 'overload', message: 'Tail is currently in sampling mode' };
  assert.deepEqual(decodeTailEvent({ event }), { kind: 'notice', notice: event });
});

test('an object without an outcome is rejected with a reason', () => {
  const result = decodeTailEvent({ hello: 'world' });
  assert.ok(result.kind === 'rejected');
  assert.match(result.reason, /outcome/);
});

test('nothing that JSON can hold makes it throw', () => {
  const keys = ['event', 'exceptions', 'logs', 'request', 'headers', 'scriptVersion', 'outcome'];
  const value = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      fc.jsonValue(),
      fc.dictionary(fc.constantFrom(...keys), tie('any')),
      fc.array(tie('any'), { maxLength: 3 }),
    ),
  })).any;
  fc.assert(
    fc.property(fc.dictionary(fc.constantFrom(...keys), value), (object) => {
      const result = decodeTailEvent({ outcome: 'ok', ...object });
      assert.ok(['event', 'notice', 'rejected'].includes(result.kind));
    }),
  );
});
