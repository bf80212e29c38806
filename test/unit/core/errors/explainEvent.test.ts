import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainEvent } from '../../../../extension/core/errors/explainEvent.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { rawEvent, rawException, type RawEvent } from '../../../support/events.ts';

function explained(fields: RawEvent): { key: string | undefined; visitorSaw: string | undefined } {
  const decoded = decodeTailEvent(rawEvent(fields));
  assert.ok(decoded.kind === 'event');
  const found = explainEvent(decoded.event);
  return { key: found?.entry.key, visitorSaw: found?.visitorSaw };
}

test('the first exception decides, and the visitor saw 1101', () => {
  const exceptions = [
    rawException("Can't modify immutable headers."),
    rawException('The Workers runtime canceled this request … would never generate a response.'),
  ];
  assert.deepEqual(explained({ outcome: 'exception', exceptions }), {
    key: 'rt:immutable-headers',
    visitorSaw: 'Error 1101',
  });
});

test('an unknown message is explained by what the visitor saw', () => {
  assert.deepEqual(explained({ outcome: 'exception', exceptions: [rawException('mine')] }), {
    key: 'cf:1101',
    visitorSaw: 'Error 1101',
  });
});

test('a close code is explained', () => {
  const event = { getWebSocketEvent: { webSocketEventType: 'close', code: 1006, wasClean: false } };
  assert.deepEqual(explained({ event }), { key: 'ws:1006', visitorSaw: undefined });
});

test('a healthy event needs no explanation', () => {
  assert.deepEqual(explained({}), { key: undefined, visitorSaw: undefined });
});
