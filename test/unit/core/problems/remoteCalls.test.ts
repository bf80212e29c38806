import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemSet } from '../../../../extension/core/problems/problemSet.ts';
import { RemoteCalls, type CallEnd } from '../../../../extension/core/problems/remoteCalls.ts';
import { someOccurrence } from '../../../support/occurrences.ts';

const START = someOccurrence().time;

function end(row: number, fields: Partial<CallEnd> = {}): CallEnd {
  return { worker: 'chat', method: 'Room.join', time: START, row, problem: undefined, ...fields };
}

test('the two ends of a call find each other in either order, once', () => {
  const calls = new RemoteCalls();
  assert.equal(calls.hear('method', end(1)), undefined);
  assert.equal(calls.hear('caller', end(2, { time: START + 100 }))?.row, 1);
  assert.equal(calls.hear('caller', end(3)), undefined);
  assert.equal(calls.hear('method', end(4))?.row, 3);
});

test('the nearest in time is meant; what is far away, another method or Worker is not', () => {
  const calls = new RemoteCalls();
  calls.hear('method', end(1, { time: START - 900 }));
  calls.hear('method', end(2, { time: START + 50 }));
  calls.hear('method', end(3, { time: START + 60_000 }));
  calls.hear('method', end(4, { method: 'Room.leave' }));
  calls.hear('method', end(5, { worker: 'other' }));
  assert.equal(calls.hear('caller', end(6))?.row, 2);
  assert.equal(calls.hear('caller', end(7))?.row, 1);
  assert.equal(calls.hear('caller', end(8)), undefined);
});

test('what is kept is bounded', () => {
  const calls = new RemoteCalls();
  for (let row = 0; row < 30; row++) calls.hear('method', end(row));
  const found = Array.from({ length: 30 }, () => calls.hear('caller', end(99))?.row);
  assert.equal(found.filter((row) => row !== undefined).length, 20);
  calls.hear('method', end(1, { method: 'first' }));
  for (let n = 0; n < 500; n++) calls.hear('method', end(n, { method: `m${n}` }));
  assert.equal(calls.hear('caller', end(2, { method: 'first' })), undefined);
});

test('a problem leads to the event of its method, whichever came first', () => {
  const thrownIn = { worker: 'chat', method: 'Room.join' };
  for (const order of ['method first', 'caller first'] as const) {
    const set = new ProblemSet();
    const fail = (): unknown => set.add(someOccurrence({ thrownIn, row: 7 }));
    const call = (): unknown => set.called('chat', 'Room.join', START + 20, 8);
    for (const step of order === 'method first' ? [call, fail] : [fail, call]) step();
    const [problem] = set.all;
    assert.equal(problem?.also, 8, order);
    assert.equal(problem.thrownIn, 'Room.join');
    assert.equal(set.linked(8), 7, order);
    assert.equal(set.linked(7), 8, order);
  }
});
