import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Echoes, type Heard } from '../../../../extension/core/problems/echoes.ts';

function heard(row: number, fields: Partial<Heard> = {}): Heard {
  const { ownFrames = true } = fields;
  const some = { worker: 'chat', message: 'boom', time: 1000, row, problem: 'p' };
  return { ...some, ownFrames, isCalled: ownFrames, ...fields };
}

test('the event with frames and the one without are a pair, whichever comes first', () => {
  for (const first of [true, false]) {
    const echoes = new Echoes();
    assert.equal(echoes.hear(heard(1, { ownFrames: first })), undefined);
    assert.equal(echoes.hear(heard(2, { ownFrames: !first, time: 2900 }))?.row, 1);
    assert.equal(echoes.linked(1), 2);
    assert.equal(echoes.linked(2), 1);
  }
});

test('each event is in one pair', () => {
  const echoes = new Echoes();
  echoes.hear(heard(1));
  assert.equal(echoes.hear(heard(2, { ownFrames: false }))?.row, 1);
  assert.equal(echoes.hear(heard(3, { ownFrames: false })), undefined);
});

test('what differs, comes later, says nothing or has frames as well is another failure', () => {
  for (const other of [
    heard(2, { ownFrames: false, message: 'bang' }),
    heard(2, { ownFrames: false, time: 3001 }),
    heard(2),
    heard(1, { ownFrames: false }),
    heard(2, { ownFrames: false, worker: 'billing' }),
  ]) {
    const echoes = new Echoes();
    echoes.hear(heard(1));
    assert.equal(echoes.hear(other), undefined);
  }
  const echoes = new Echoes();
  echoes.hear(heard(1, { message: '' }));
  assert.equal(echoes.hear(heard(2, { message: '', ownFrames: false })), undefined);
});

test('only what can be called is heard in its caller', () => {
  for (const isFirst of [true, false]) {
    const echoes = new Echoes();
    // A scheduled event has frames, and an object fails alike without any: no caller saw them.
    const events = [heard(1, { isCalled: false }), heard(2, { ownFrames: false, isCalled: true })];
    for (const event of isFirst ? events : events.reverse()) {
      assert.equal(echoes.hear(event), undefined);
    }
    assert.equal(echoes.linked(1), undefined);
  }
});

test('an event that arrives minutes late is told by its own time', () => {
  const echoes = new Echoes();
  echoes.hear(heard(1, { ownFrames: false, time: 1000 }));
  for (let i = 2; i < 20; i++) echoes.hear(heard(i, { ownFrames: false, time: i * 10_000 }));
  assert.equal(echoes.hear(heard(99, { time: 900 }))?.row, 1);
});

test('what waits is bounded: the oldest messages are forgotten', () => {
  const echoes = new Echoes();
  for (let i = 0; i < 1000; i++) echoes.hear(heard(i, { message: `m${i}` }));
  assert.equal(echoes.hear(heard(2000, { message: 'm0', ownFrames: false })), undefined);
  assert.equal(echoes.hear(heard(2001, { message: 'm999', ownFrames: false }))?.row, 999);
});
