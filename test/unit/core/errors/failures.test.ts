import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  failuresOf,
  mainFailure,
  separateFailures,
  type Failure,
} from '../../../../extension/core/errors/failures.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { isFailing, type TailEvent } from '../../../../extension/shared/tailEvent.ts';
import {
  answered,
  loggedError,
  rawEvent,
  rawException,
  type RawEvent,
} from '../../../support/events.ts';

const FRAMES = '    at join (src/room.ts:12:34)';

function eventOf(fields: RawEvent): TailEvent {
  const decoded = decodeTailEvent(rawEvent(fields));
  assert.ok(decoded.kind === 'event');
  return decoded.event;
}

function failures(fields: RawEvent): readonly Failure[] {
  return failuresOf(eventOf(fields));
}

function told(fields: RawEvent): string[] {
  return failures(fields).map(({ kind, name, message }) => `${kind} ${name}: ${message ?? '-'}`);
}

describe('the failures of an event', () => {
  it('are none where it ran well', () => {
    const logs = [{ level: 'error', message: ['TypeError: no room'], timestamp: 1 }];
    for (const fields of [{}, answered(404), { logs }, { outcome: 'canceled' }]) {
      assert.deepEqual(failures(fields), []);
    }
  });

  it('are what was thrown, the cause first', () => {
    const exceptions = [rawException('no room'), rawException('hung', undefined, 'Error')];
    const event = eventOf({ outcome: 'exception', exceptions });
    assert.deepEqual(
      failuresOf(event).map(({ message }) => message),
      ['no room', 'hung'],
    );
    assert.deepEqual(
      separateFailures(failuresOf(event)).map(({ message }) => message),
      ['no room'],
    );
  });

  it('are the outcome where nothing was thrown', () => {
    assert.deepEqual(told({ outcome: 'exceededCpu' }), ['thrown exceededCpu: -']);
    assert.deepEqual(told({ outcome: 'exceededCpu', logs: [loggedError('no room')] }), [
      'thrown exceededCpu: -',
      'logged TypeError: no room',
    ]);
  });

  it('are an Error that the app gave to the console, with its stack and its level', () => {
    const logs = [loggedError('no room', FRAMES, 'warn')];
    assert.deepEqual(failures({ logs, ...answered(500) }), [
      { kind: 'logged', name: 'TypeError', message: 'no room', stack: FRAMES, level: 'warn' },
    ]);
    assert.equal(isFailing(eventOf({ logs })), false);
    assert.equal(mainFailure(eventOf({ logs }))?.kind, 'logged');
  });

  it('are a logged stack where the runtime does not tell of the Error', () => {
    const logs = [{ level: 'error', message: [`TypeError: no room\n${FRAMES}`], timestamp: 1 }];
    assert.deepEqual(told({ logs }), ['logged TypeError: no room']);
  });

  it('are an Error as the console prints it, in an event that answered 5xx', () => {
    const message = ['failed', 'InvalidCharacterError: atob() called with invalid data'];
    const logs = [{ level: 'error', message, timestamp: 1 }];
    assert.deepEqual(told({ logs, ...answered(500) }), [
      'logged InvalidCharacterError: atob() called with invalid data',
    ]);
    assert.deepEqual(told({ logs, ...answered(400) }), []);
  });

  it('are status 5xx where nothing says why', () => {
    const logs = [{ level: 'error', message: ['failed', { error: {} }], timestamp: 1 }];
    const event = eventOf({ logs, ...answered(503) });
    assert.deepEqual(told({ logs, ...answered(503) }), ['answered HTTP 503: -']);
    assert.ok(isFailing(event));
    assert.deepEqual(told({ outcome: 'canceled', ...answered(500) }), ['answered HTTP 500: -']);
  });
});

describe('an error counts once', () => {
  it('if it is logged and thrown', () => {
    const exceptions = [rawException('no room', FRAMES)];
    const logs = [loggedError('no room', FRAMES), loggedError('no door', FRAMES)];
    assert.deepEqual(told({ outcome: 'exception', exceptions, logs }), [
      'thrown TypeError: no room',
      'logged TypeError: no door',
    ]);
  });

  it('if it is logged again, as an Error or in words', () => {
    const text = { level: 'error', message: ['TypeError: no room'], timestamp: 1 };
    const logs = [text, loggedError('no room', FRAMES), loggedError('no room', FRAMES)];
    const [found, ...more] = failures({ logs, ...answered(500) });
    assert.deepEqual(more, []);
    assert.equal(found?.stack, FRAMES);
  });

  it('but twice if it failed at two places', () => {
    const logs = [
      loggedError('no room', FRAMES),
      loggedError('no room', '    at leave (src/room.ts:40:2)'),
    ];
    assert.equal(failures({ logs }).length, 2);
  });

  it('and a loop of them stays bounded', () => {
    const logs = Array.from({ length: 500 }, (_, n) => loggedError(`no room ${n}`));
    assert.equal(failures({ logs }).length, 10);
  });
});

it('what the app calls an error comes before what it mentions', () => {
  const logs = [loggedError('retried', FRAMES, 'debug'), loggedError('gave up', FRAMES)];
  assert.deepEqual(
    failures({ logs, ...answered(500) }).map(({ message }) => message),
    ['gave up', 'retried'],
  );
});
