import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mainFailure } from '../../../../extension/core/errors/failures.ts';
import { causeOf } from '../../../../extension/core/problems/causeOf.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import {
  answered,
  loggedError,
  rawEvent,
  rawException,
  type RawEvent,
} from '../../../support/events.ts';

function causeIn(fields: RawEvent): ReturnType<typeof causeOf> {
  const decoded = decodeTailEvent(rawEvent(fields));
  assert.ok(decoded.kind === 'event');
  const failure = mainFailure(decoded.event);
  assert.ok(failure);
  return causeOf(failure, decoded.event);
}

it('the first exception is the cause', () => {
  const exceptions = [rawException("Can't modify immutable headers."), rawException('later')];
  assert.deepEqual(causeIn({ outcome: 'exception', exceptions }), {
    name: 'TypeError',
    message: "Can't modify immutable headers.",
    code: 'rt:immutable-headers',
  });
});

it('without an exception it is the outcome, which says more than the page that the visitor saw', () => {
  assert.deepEqual(causeIn({ outcome: 'exceededCpu' }), {
    name: 'exceededCpu',
    message: 'CPU time limit exceeded',
    code: 'outcome:exceededCpu',
  });
  assert.equal(causeIn({ outcome: 'exceededMemory' }).code, 'outcome:exceededMemory');
});

it('an outcome that nobody knows is one all the same', () => {
  assert.equal(causeIn({ outcome: 'melted' }).name, 'melted');
});

it('a logged error has the code of its message, or that it was logged', () => {
  const text = "Cannot read properties of undefined (reading 'name')";
  assert.equal(causeIn({ logs: [loggedError(text)] }).code, 'rt:undefined-property');
  assert.deepEqual(causeIn({ logs: [loggedError('mine')], ...answered(500) }), {
    name: 'TypeError',
    message: 'mine',
    code: 'failure:logged',
  });
});

it('an answer with nothing logged is named by its status', () => {
  assert.deepEqual(causeIn(answered(503)), {
    name: 'HTTP 503',
    message: 'Answered with an error status, and nothing says why',
    code: 'http:503',
  });
});
