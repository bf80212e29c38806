import assert from 'node:assert/strict';
import { it } from 'node:test';
import { mainFailure } from '../../../../extension/core/errors/failures.ts';
import { causeOf } from '../../../../extension/core/problems/causeOf.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { rawEvent, rawException, type RawEvent } from '../../../support/events.ts';

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
