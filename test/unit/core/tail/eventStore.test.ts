import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EventStore } from '../../../../extension/core/tail/eventStore.ts';
import type { Row } from '../../../../extension/shared/row.ts';
import { someRow } from '../../../support/rows.ts';

function filled(
  count: number,
  most: number,
  maxChars?: number,
): { store: EventStore; dropped: number } {
  const store = new EventStore(() => most, maxChars);
  let dropped = 0;
  for (let i = 0; i < count; i++) dropped += store.add(make, `text ${i}`).dropped;
  return { store, dropped };
}

const make = (id: number): Row => someRow({ id, title: `row ${id}` });

test('rows are numbered from 0 and found by their number', () => {
  const { store } = filled(3, 10);
  assert.equal(store.get(1)?.row.title, 'row 1');
  assert.equal(store.get(1)?.text, 'text 1');
  assert.equal(store.get(3), undefined);
  assert.equal(store.next, 3);
});

test('the oldest are dropped beyond the bound, and counted', () => {
  const { store, dropped } = filled(5000, 100);
  assert.equal(dropped, 4900);
  assert.equal(store.oldest, 4900);
  assert.equal(store.get(4899), undefined);
  assert.equal(store.get(4900)?.row.title, 'row 4900');
  assert.equal(store.get(4999)?.row.title, 'row 4999');
  assert.equal(store.rows().length, 100);
  assert.deepEqual(
    store.rows(4998).map((row) => row.id),
    [4998, 4999],
  );
});

test('the size of the texts is bounded too, but the latest event is always kept', () => {
  const { store } = filled(100, 1000, 60);
  assert.ok(store.rows().length <= 10);
  store.add(make, 'x'.repeat(1000));
  assert.equal(store.rows().length, 1);
});

test('a smaller bound counts from the next event on', () => {
  let most = 100;
  const store = new EventStore(() => most);
  for (let i = 0; i < 100; i++) store.add(make, '');
  most = 10;
  assert.equal(store.add(make, '').dropped, 91);
});

test('clearing keeps the numbers going on', () => {
  const { store } = filled(5, 10);
  store.clear();
  assert.deepEqual(store.rows(), []);
  assert.equal(store.add(make, '').row.id, 5);
  assert.equal(store.get(4), undefined);
});
