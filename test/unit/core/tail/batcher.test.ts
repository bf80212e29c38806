import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Batcher } from '../../../../extension/core/tail/batcher.ts';
import { FakeTimers } from '../../../support/fakeTimers.ts';

function started(): { timers: FakeTimers; batcher: Batcher; flushed: () => number } {
  const timers = new FakeTimers();
  let count = 0;
  const batcher = new Batcher(timers, () => {
    count++;
  });
  return { timers, batcher, flushed: () => count };
}

test('the first change after a quiet time goes out at once', () => {
  const { timers, batcher, flushed } = started();
  batcher.changed();
  timers.move(0);
  assert.equal(flushed(), 1);
});

test('a flood costs one call a frame, and its last change is not lost', () => {
  const { timers, batcher, flushed } = started();
  for (let ms = 0; ms < 160; ms++) {
    batcher.changed();
    timers.move(1);
  }
  assert.ok(flushed() >= 9 && flushed() <= 11, `${flushed()} calls in 160 ms`);
  const before = flushed();
  batcher.changed();
  timers.move(16);
  assert.equal(flushed(), before + 1);
});

test('nothing is called after dispose', () => {
  const { timers, batcher, flushed } = started();
  batcher.changed();
  batcher.dispose();
  timers.move(100);
  assert.equal(flushed(), 0);
});
