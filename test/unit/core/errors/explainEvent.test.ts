import assert from 'node:assert/strict';
import { test } from 'node:test';
import { explainEvent, type Explanation } from '../../../../extension/core/errors/explainEvent.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import {
  answered,
  loggedError,
  rawEvent,
  rawException,
  type RawEvent,
} from '../../../support/events.ts';

const request = { url: 'https://a.example/', method: 'GET', headers: {}, cf: {} };

function explained(fields: RawEvent): Explanation | undefined {
  const decoded = decodeTailEvent(rawEvent({ event: { request }, ...fields }));
  assert.ok(decoded.kind === 'event');
  return explainEvent(decoded.event);
}

function log(...message: unknown[]): RawEvent {
  return { level: 'error', message, timestamp: 1 };
}

function codes(found: Explanation | undefined): readonly (string | undefined)[] {
  return [found?.meaning.code, ...(found?.also.map(({ code }) => code) ?? [])];
}

test('the first exception decides, and the visitor saw 1101', () => {
  const found = explained({
    outcome: 'exception',
    exceptions: [
      rawException("Can't modify immutable headers."),
      rawException('The Workers runtime canceled this request … would never generate a response.'),
    ],
  });
  assert.deepEqual(codes(found), ['rt:immutable-headers', 'cf:1101', 'outcome:exception']);
  assert.equal(found?.visitorSaw, 'Error 1101');
  assert.equal(found.evidence, 'The first exception says it.');
});

test('an unknown message is explained by what the visitor saw', () => {
  const found = explained({ outcome: 'exception', exceptions: [rawException('mine')] });
  assert.deepEqual(codes(found), ['cf:1101', 'outcome:exception']);
  assert.equal(found?.evidence, 'The outcome of the event is exception.');
});

test('a close code is explained', () => {
  const event = { getWebSocketEvent: { webSocketEventType: 'close', code: 1006, wasClean: false } };
  const found = explained({ event });
  assert.deepEqual(codes(found), ['ws:1006']);
  assert.equal(found?.visitorSaw, undefined);
});

test('a code of the edge in a parser’s error blames the fetch', () => {
  const message = `Unexpected token 'e', "error code: 1042" is not valid JSON`;
  const found = explained({
    outcome: 'exception',
    exceptions: [rawException(message, undefined, 'SyntaxError')],
  });
  assert.equal(found?.meaning.code, 'cf:1042');
  assert.match(found.evidence, /look at the fetch/);
  assert.equal(found.visitorSaw, 'Error 1101');
});

test('a log line explains an event that ended well', () => {
  const found = explained({ logs: [log('fetching'), log('upstream said', 'error code: 1042')] });
  assert.deepEqual(codes(found), ['cf:1042']);
  assert.equal(found?.evidence, 'A log line says it: error code: 1042');
});

test('a logged error is explained as an exception would be, and nobody saw an error page', () => {
  const text = "Cannot read properties of undefined (reading 'name')";
  const found = explained({ logs: [loggedError(text)], ...answered(500) });
  assert.deepEqual(codes(found), ['rt:undefined-property', 'failure:logged']);
  assert.equal(found?.evidence, 'The Worker logged this error and answered 500.');
  assert.equal(found.visitorSaw, undefined);
});

test('a logged error that no code says is explained by how it is known', () => {
  const cron = { event: { cron: '* * * * *', scheduledTime: 1 } };
  const found = explained({ logs: [loggedError('mine')], ...cron });
  assert.deepEqual(codes(found), ['failure:logged']);
  assert.equal(found?.evidence, 'The Worker logged this error; nothing was thrown.');
});

test('status 5xx is explained by what was logged, else by itself', () => {
  assert.deepEqual(codes(explained(answered(503))), ['http:503']);
  assert.equal(
    explained(answered(503))?.evidence,
    'The Worker answered 503; it threw nothing and logged no Error.',
  );
  const told = explained({ logs: [log('upstream said', 'error code: 1042')], ...answered(502) });
  assert.deepEqual(codes(told), ['cf:1042', 'http:502']);
  assert.equal(told?.visitorSaw, undefined);
});

test('an Error that was logged within an object is told to be lost', () => {
  const lost = [{ error: {} }, { level: 50, err: {} }, '{"msg":"x","error": {}}', { a: { e: {} } }];
  for (const part of lost) {
    const found = explained({ logs: [log('failed', part)], ...answered(500) });
    assert.match(found?.evidence ?? '', /an Error within an object shows so/);
  }
  for (const part of [{ error: { code: 1 } }, { errors: {} }, { headers: {} }, 'error: {}']) {
    const found = explained({ logs: [log('failed', part)], ...answered(500) });
    assert.match(found?.evidence ?? '', /logged no Error/);
  }
});

test('a number that may mean several things is shown with all of them', () => {
  const found = explained({
    outcome: 'exception',
    exceptions: [rawException('upstream failed with code 1006')],
  });
  assert.equal(found?.meaning.code, 'cf:1101');
  assert.equal(found.undecided?.said, 'code 1006');
  assert.deepEqual(
    found.undecided.meanings.map(({ code }) => code),
    ['cf:1006', 'ws:1006'],
  );
});

const OTHER_REQUEST =
  'A promise was resolved or rejected from a different request context than the one it was created in. However, the creating request has already been completed or canceled.';
const HUNG =
  "The Workers runtime canceled this request because it detected that your Worker's code had hung and would never generate a response.";

function warn(...message: unknown[]): RawEvent {
  return { level: 'warn', message, timestamp: 1 };
}

test('a warning of the runtime is the cause of a hang', () => {
  const exceptions = [rawException(HUNG)];
  const found = explained({ outcome: 'exception', exceptions, logs: [warn(OTHER_REQUEST)] });
  assert.equal(found?.meaning.code, 'rt:other-request-promise');
  assert.match(found.evidence, /^A warning in the logs names the cause: A promise was resolved/);
  assert.ok(found.also.some(({ code }) => code === 'rt:hung'));
});

test('the last lines of a long log are read, too', () => {
  const logs = [...Array.from({ length: 300 }, () => log('x')), warn(OTHER_REQUEST)];
  const found = explained({ outcome: 'exception', exceptions: [rawException(HUNG)], logs });
  assert.equal(found?.meaning.code, 'rt:other-request-promise');
});

test('a warning explains nothing that it has nothing to do with', () => {
  const main = (fields: RawEvent): string | undefined =>
    explained({ logs: [warn(OTHER_REQUEST)], ...fields })?.meaning.code;
  const thrown = (message: string): RawEvent => ({
    outcome: 'exception',
    exceptions: [rawException(message)],
  });
  assert.equal(main(thrown('Body has already been used.')), 'rt:body-used', 'names its own cause');
  assert.equal(main(thrown('mine')), 'cf:1101');
  assert.equal(main({ outcome: 'exceededCpu' }), 'cf:1102', 'not related');
  assert.equal(main({ ...thrown(HUNG), logs: [log(OTHER_REQUEST)] }), 'rt:hung', 'no warning');
  assert.equal(main({ ...thrown(HUNG), logs: [warn('x', OTHER_REQUEST)] }), 'rt:hung', 'not alone');
});

test('a name that is not a function is explained by the warning about it', () => {
  const old = (name: string): RawEvent =>
    warn(
      `WARNING: Tried to access method or property '${name}' on a Service Binding or Durable Object stub. Are you trying to use RPC? If so, please enable the 'rpc' compat flag or update your compat date to 2024-04-03 or later`,
    );
  const exceptions = [rawException('env.AUTH.whoami is not a function')];
  const found = explained({ outcome: 'exception', exceptions, logs: [old('whoami')] });
  assert.equal(found?.meaning.code, 'rt:rpc-old-date');
  assert.match(found.evidence, /^A warning in the logs names the cause: WARNING: Tried to access/);
  const other = explained({ outcome: 'exception', exceptions, logs: [old('who')] });
  assert.notEqual(other?.meaning.code, 'rt:rpc-old-date', 'another name');
});

test('a healthy event needs no explanation', () => {
  assert.equal(explained({ logs: [log('all is well', { items: 1042 })] }), undefined);
});
