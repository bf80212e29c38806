import assert from 'node:assert/strict';
import { test } from 'node:test';
import { targetOfKey } from '../../../webview-ui/listKeys.ts';

test('keys move by one, by a page, and to the ends', () => {
  const to = (key: string): number | undefined => targetOfKey(key, 50, 100, 10);
  assert.deepEqual(
    ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End'].map(to),
    [49, 51, 40, 60, 0, 99],
  );
});

test('no key leaves the list', () => {
  assert.equal(targetOfKey('ArrowUp', 0, 100, 10), 0);
  assert.equal(targetOfKey('PageDown', 95, 100, 10), 99);
  assert.equal(targetOfKey('ArrowDown', 300, 100, 10), 99);
});

test('without a selection one begins at the latest row', () => {
  assert.equal(targetOfKey('ArrowUp', undefined, 100, 10), 99);
  assert.equal(targetOfKey('ArrowDown', undefined, 100, 10), 99);
});

test('other keys and an empty list lead nowhere', () => {
  assert.equal(targetOfKey('a', 50, 100, 10), undefined);
  assert.equal(targetOfKey('constructor', 50, 100, 10), undefined);
  assert.equal(targetOfKey('End', undefined, 0, 10), undefined);
});
