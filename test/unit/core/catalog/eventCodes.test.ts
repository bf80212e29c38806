import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  codesOf,
  errorPage,
  failureCode,
  type EventCodes,
} from '../../../../extension/core/catalog/eventCodes.ts';
import { mainFailure } from '../../../../extension/core/errors/failures.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import type { TailEvent } from '../../../../extension/shared/tailEvent.ts';
import { rawEvent, rawException, type RawEvent } from '../../../support/events.ts';

function eventOf(fields: RawEvent): TailEvent {
  const decoded = decodeTailEvent(rawEvent(fields));
  assert.ok(decoded.kind === 'event');
  return decoded.event;
}

function codes(fields: RawEvent): EventCodes {
  const event = eventOf(fields);
  return codesOf(event, mainFailure(event));
}

const request = { url: 'https://a.example/', method: 'GET', headers: {}, cf: {} };
const boom = [rawException('boom')];

test('an edge code follows from the outcome of a request that got no answer', () => {
  const edge = (fields: RawEvent): string | undefined =>
    codes({ event: { request }, ...fields }).edge;
  assert.equal(edge({ outcome: 'exception', exceptions: boom }), 'cf:1101');
  assert.equal(edge({ outcome: 'exceededCpu' }), 'cf:1102');
  assert.equal(edge({ outcome: 'exceededMemory' }), 'cf:1102');
  assert.equal(edge({ outcome: 'internalError' }), 'cf:1104-1199');
  assert.equal(edge({ outcome: 'ok', exceptions: boom }), undefined);
  assert.equal(edge({ outcome: 'canceled' }), undefined);
  assert.equal(edge({ outcome: 'something new' }), undefined);
});

test('a visitor who got the Worker’s own answer saw no error page', () => {
  const answered = (outcome: string, status: number): string | undefined =>
    codes({ outcome, exceptions: boom, event: { request, response: { status } } }).edge;
  assert.equal(answered('ok', 500), undefined);
  assert.equal(answered('exception', 200), undefined);
  assert.equal(answered('exception', 500), 'cf:1101');
});

test('who is no visitor sees no error page', () => {
  const none = (event: RawEvent): string | undefined =>
    codes({ outcome: 'exception', exceptions: boom, event }).edge;
  assert.equal(none({ cron: '* * * * *', scheduledTime: 1 }), undefined);
  assert.equal(none({ queue: 'q', batchSize: 1 }), undefined);
  assert.equal(
    none({ request: { ...request, headers: { upgrade: 'websocket' } } }),
    undefined,
    'an upgrade fails without a page',
  );
});

test('the code of a failure is what its message says, else what the visitor saw', () => {
  const event = eventOf({ outcome: 'exception', exceptions: boom, event: { request } });
  const code = (message: string): string =>
    failureCode(
      { kind: 'thrown', name: 'Error', message, stack: undefined, level: undefined },
      event,
    );
  assert.equal(code("Can't modify immutable headers."), 'rt:immutable-headers');
  assert.equal(code(`Unexpected token 'e', "error code: 1042" is not valid JSON`), 'cf:1042');
  assert.equal(code('mine'), 'cf:1101');
  // Two meanings are none: the wrong one is never shown.
  assert.equal(code('failed with code 1006'), 'cf:1101');
});

test('an error page is named as the visitor sees it', () => {
  assert.equal(errorPage('cf:1101'), 'Error 1101');
  assert.equal(errorPage('cf:1104-1199'), 'Error 1104–1199');
});
