import assert from 'node:assert/strict';
import { test } from 'node:test';
import { failuresOf } from '../../../../extension/core/errors/failures.ts';
import { KeptEvents } from '../../../../extension/core/kept/keptEvents.ts';
import { recordOf } from '../../../../extension/core/kept/recordOf.ts';
import { rowOf } from '../../../../extension/core/kept/rows.ts';
import { MemorySpill } from '../../../../extension/core/kept/spill.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import type { Row } from '../../../../extension/shared/row.ts';
import {
  answered,
  loggedError,
  rawEvent,
  rawException,
  type RawEvent,
} from '../../../support/events.ts';

function row(fields: RawEvent): Row {
  const decoded = decodeTailEvent(rawEvent(fields));
  assert.ok(decoded.kind === 'event');
  const { event } = decoded;
  const kept = new KeptEvents(() => 10, new MemorySpill());
  return rowOf(kept, kept.add(recordOf(event, failuresOf(event), 2, 1000), ''));
}

const OBJECT = { durableObjectId: 'ab12'.padEnd(62, '0') + '9f', entrypoint: 'Room' };
const close = (code: number): RawEvent => ({
  ...OBJECT,
  event: { getWebSocketEvent: { webSocketEventType: 'close', code, wasClean: code !== 1006 } },
});

test('a healthy request', () => {
  assert.deepEqual(row({ logs: [{ level: 'log', message: ['hi', { a: 1 }], timestamp: 1 }] }), {
    id: 0,
    worker: 2,
    time: 1_767_200_000_000,
    kind: 'fetch',
    tone: 'normal',
    status: 200,
    cpu: 4,
    wall: 31,
    title: 'GET /rooms/lobby?token=REDACTED',
    code: '',
    text: 'log hi {"a":1}',
  });
});

test('an uncaught exception of a request shows what the visitor saw', () => {
  const failed = row({
    outcome: 'exception',
    exceptions: [rawException("Can't modify immutable headers."), rawException('hung')],
  });
  assert.equal(failed.code, 'cf:1101');
  assert.equal(failed.tone, 'error');
  assert.equal(failed.text, "TypeError: Can't modify immutable headers.");
});

test('the later lines of a message are in its row: they often hold the answer', () => {
  const message = 'Failed query: select 1\nparams: 2\n  D1_ERROR: no such table: users';
  assert.equal(
    row({ outcome: 'exception', exceptions: [rawException(message, undefined, 'Error')] }).text,
    'Error: Failed query: select 1 params: 2 D1_ERROR: no such table: users',
  );
  const long = row({ outcome: 'exception', exceptions: [rawException('a\n'.repeat(100_000))] });
  assert.equal(long.text.length, 301);
});

test('an exception that the visitor did not see has its own code', () => {
  const late = row({
    exceptions: [rawException('Illegal invocation: function called with incorrect `this`')],
  });
  assert.equal(late.code, 'rt:illegal-invocation');
  const unknown = row({ ...close(1000), exceptions: [rawException('boom')] });
  assert.equal(unknown.code, 'outcome:exception');
});

test('a logged error is what an event failed with that answered 5xx', () => {
  const failed = row({ logs: [loggedError('no room')], ...answered(500) });
  assert.equal(failed.code, 'failure:logged');
  assert.equal(failed.tone, 'error');
  assert.equal(failed.status, 500);
  assert.equal(failed.text, 'TypeError: no room');
});

test('a logged error is a warning where the event did not fail', () => {
  for (const fields of [{}, answered(401)]) {
    const logged = row({ logs: [loggedError('no room', undefined, 'log')], ...fields });
    assert.equal(logged.code, 'failure:logged');
    assert.equal(logged.tone, 'warning');
    assert.equal(logged.text, 'TypeError: no room');
  }
});

test('status 5xx with nothing logged has a tone of its own, and shows what else there is', () => {
  const bare = row(answered(503));
  assert.equal(bare.code, 'http:503');
  assert.equal(bare.tone, 'answered');
  assert.equal(bare.text, 'Answered with an error status, and nothing says why');
  const logs = [
    { level: 'log', message: ['begin'], timestamp: 1 },
    { level: 'error', message: ['upstream', { error: {} }], timestamp: 2 },
  ];
  assert.equal(row({ logs, ...answered(500) }).text, 'error upstream {"error":{}}');
});

test('a limit shows 1102 for a request, and the outcome elsewhere', () => {
  assert.equal(row({ outcome: 'exceededCpu' }).code, 'cf:1102');
  const cron = row({ outcome: 'exceededCpu', event: { cron: '* * * * *', scheduledTime: 1 } });
  assert.equal(cron.code, 'outcome:exceededCpu');
  assert.equal(cron.text, 'exceededCpu: CPU time limit exceeded');
});

test('a WebSocket that ended abnormally is a warning with its code; a normal close is none', () => {
  const lost = row(close(1006));
  assert.equal(lost.title, 'Room.webSocketClose ab12…9f');
  assert.equal(lost.code, 'ws:1006');
  assert.equal(lost.tone, 'warning');
  assert.equal(lost.text, 'Abnormal closure');
  assert.equal(row(close(4001)).code, 'ws:4001');
  for (const code of [1000, 1001, 1005]) assert.equal(row(close(code)).code, '', String(code));
});

test('a visitor who left is muted', () => {
  const left = row({ outcome: 'canceled' });
  assert.equal(left.tone, 'muted');
  assert.equal(left.code, '');
  assert.equal(left.text, 'canceled: Client left before the answer');
});

const TITLES: readonly (readonly [RawEvent, string, string])[] = [
  [
    {
      event: { request: { url: 'https://a.b', method: 'GET', headers: { upgrade: 'websocket' } } },
    },
    'upgrade',
    'WS GET /',
  ],
  [{ event: { rpcMethod: 'getUser' }, entrypoint: 'Api' }, 'rpc', 'Api.getUser()'],
  [{ event: { cron: '*/5 * * * *', scheduledTime: 1 } }, 'scheduled', 'cron */5 * * * *'],
  [{ ...OBJECT, event: { scheduledTime: 'x' } }, 'alarm', 'Room.alarm ab12…9f'],
  [{ event: { queue: 'orders', batchSize: 10 } }, 'queue', 'queue orders (10)'],
  [{ event: { mailFrom: 'a', rcptTo: 'b@c.d' } }, 'email', 'email to b@c.d'],
  [{ event: { consumedEvents: [{ scriptName: 'api' }] } }, 'tail', 'tail of api'],
  [{ event: null }, 'other', 'event'],
  [{ event: { quantum: 1 } }, 'other', 'event (quantum)'],
];

for (const [fields, kind, title] of TITLES) {
  test(`the title of ${kind} is ${title}`, () => {
    const { kind: shown, title: text } = row(fields);
    assert.deepEqual({ kind: shown, title: text }, { kind, title });
  });
}

test('long texts are cut to one line', () => {
  const long = row({ exceptions: [rawException(`${'x'.repeat(5000)}\nsecond`)] });
  assert.ok(long.text.length < 320);
  assert.ok(long.text.endsWith('…'));
});
