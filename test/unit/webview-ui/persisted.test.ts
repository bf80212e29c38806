import assert from 'node:assert/strict';
import { test } from 'node:test';
import { FIRST_TIME, rememberRow, restore, type Persisted } from '../../../webview-ui/persisted.ts';

test('what was saved comes back', () => {
  const saved: Persisted = {
    selected: { id: 7, time: 1000 },
    open: false,
    follow: false,
    split: 0.5,
    history: [{ text: 'status:failing', time: 1000 }],
  };
  assert.deepEqual(restore(JSON.parse(JSON.stringify(saved))), saved);
});

for (const saved of [undefined, null, 'state', 7, {}, { selected: 3, follow: 'yes', split: '1' }]) {
  test(`${JSON.stringify(saved)} is no saved state`, () => {
    assert.deepEqual(restore(saved), FIRST_TIME);
  });
}

test('neither side can be saved away', () => {
  assert.equal(restore({ split: 0 }).split, 0.2);
  assert.equal(restore({ split: 5 }).split, 0.75);
});

test('a row without a time is remembered by its id', () => {
  const row = rememberRow({ id: 3, time: NaN });
  assert.deepEqual(restore(JSON.parse(JSON.stringify({ selected: row }))).selected, {
    id: 3,
    time: null,
  });
});
