import assert from 'node:assert/strict';
import { test } from 'node:test';
import { HandlerCounts } from '../../../../extension/core/problems/handlerCounts.ts';

const [v1, v2] = [
  { id: 'one', rank: 1 },
  { id: 'two', rank: 2 },
];

test('a problem is told of the events of its handlers, by version, once', () => {
  const counts = new HandlerCounts();
  counts.count('chat', 'fetch', v1);
  counts.watch('p', 'chat', 'fetch');
  counts.watch('p', 'chat', 'scheduled');
  counts.watch('p', 'chat', 'fetch');
  counts.count('chat', 'fetch', v1);
  counts.count('chat', 'fetch', v2);
  counts.count('chat', 'scheduled', v2);
  counts.count('chat', 'queue', v2);
  counts.count('api', 'fetch', v2);
  assert.deepEqual(counts.take('p'), [
    { version: v1, times: 1 },
    { version: v2, times: 1 },
    { version: v2, times: 1 },
  ]);
  assert.deepEqual(counts.take('p'), []);
});

test('a failing event is none for its problem, and one for the others of the handler', () => {
  const counts = new HandlerCounts();
  counts.watch('p', 'chat', 'fetch');
  counts.watch('q', 'chat', 'fetch');
  counts.count('chat', 'fetch', v1, ['p']);
  assert.deepEqual(counts.take('p'), []);
  assert.deepEqual(counts.take('q'), [{ version: v1, times: 1 }]);
});

test('what nobody watches any more is forgotten', () => {
  const counts = new HandlerCounts();
  counts.watch('p', 'chat', 'fetch');
  counts.watch('q', 'chat', 'fetch');
  counts.count('chat', 'fetch', v1);
  counts.unwatch('p');
  assert.deepEqual(counts.take('p'), []);
  assert.deepEqual(counts.take('q'), [{ version: v1, times: 1 }]);
  counts.unwatch('q');
  counts.watch('r', 'chat', 'fetch');
  assert.deepEqual(counts.take('r'), []);
});

test('versions of a handler are bounded, and one that comes back is counted on', () => {
  const counts = new HandlerCounts();
  counts.watch('p', 'chat', 'fetch');
  for (let i = 0; i < 20; i++) counts.count('chat', 'fetch', { id: `v${i}`, rank: i });
  assert.equal(counts.take('p').length, 8);
  counts.count('chat', 'fetch', { id: 'v0', rank: 0 });
  assert.deepEqual(counts.take('p'), [{ version: { id: 'v0', rank: 0 }, times: 1 }]);
});

test('events without a version are counted as such', () => {
  const counts = new HandlerCounts();
  counts.watch('p', 'chat', 'fetch');
  counts.count('chat', 'fetch', undefined);
  assert.deepEqual(counts.take('p'), [{ version: undefined, times: 1 }]);
});
