import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetOfKey } from '../../../webview-ui/listKeys.ts';

const rows = { oldest: 100, next: 200 };

test('keys move by one, by a page, and to the ends', () => {
  const to = (key: string): number | undefined => targetOfKey(key, 150, rows, 10);
  assert.deepEqual(
    ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].map(to),
    [149, 151, 140, 160, 100, 199],
  );
});

test('no key leaves the list', () => {
  assert.equal(targetOfKey('ArrowUp', 100, rows, 10), 100);
  assert.equal(targetOfKey('PageDown', 195, rows, 10), 199);
  // The selected row may have been dropped since.
  assert.equal(targetOfKey('ArrowDown', 3, rows, 10), 100);
});

test('without a selection one begins at the latest row', () => {
  assert.equal(targetOfKey('ArrowUp', undefined, rows, 10), 199);
  assert.equal(targetOfKey('ArrowDown', undefined, rows, 10), 199);
});

test('other keys and an empty list lead nowhere', () => {
  assert.equal(targetOfKey('a', 150, rows, 10), undefined);
  assert.equal(targetOfKey('constructor', 150, rows, 10), undefined);
  assert.equal(targetOfKey('End', undefined, { oldest: 5, next: 5 }, 10), undefined);
});
