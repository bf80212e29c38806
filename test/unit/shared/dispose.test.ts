import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Owner } from '../../../extension/shared/dispose.ts';
import { Emitter } from '../../../extension/shared/emitter.ts';

test('an owner disposes the latest first, each once', () => {
  const disposed: number[] = [];
  const owner = new Owner();
  for (const n of [1, 2, 3]) owner.add({ dispose: () => void disposed.push(n) });
  owner.dispose();
  owner.dispose();
  assert.deepEqual(disposed, [3, 2, 1]);
});

test('one that fails does not keep the others, and the failure is told', () => {
  const disposed: number[] = [];
  const owner = new Owner();
  owner.add({ dispose: () => void disposed.push(1) });
  owner.add({
    dispose: () => {
      throw new Error('stuck');
    },
  });
  assert.throws(() => owner.dispose(), /stuck/);
  assert.deepEqual(disposed, [1]);
});

test('what is added to a closed owner is disposed at once', () => {
  const owner = new Owner();
  owner.dispose();
  let disposed = false;
  owner.add({ dispose: () => (disposed = true) });
  assert.ok(disposed);
});

test('a listener that throws does not keep the others from hearing', () => {
  const errors: unknown[] = [];
  const heard: number[] = [];
  const emitter = new Emitter<number>((error) => void errors.push(error));
  emitter.event(() => {
    throw new Error('deaf');
  });
  const second = emitter.event((value) => void heard.push(value));
  emitter.fire(1);
  second.dispose();
  emitter.fire(2);
  assert.deepEqual(heard, [1]);
  assert.equal(errors.length, 2);
});
