import assert from 'node:assert/strict';
import { test } from 'node:test';
import { duration, elapsed, timeOfDay } from '../../../../webview-ui/view/formats.ts';

test('a time is local, to the millisecond', () => {
  const local = new Date(2026, 10, 21, 9, 4, 5, 7).getTime();
  assert.equal(timeOfDay(local), '09:04:05.007');
  assert.equal(timeOfDay(NaN), '');
  assert.equal(timeOfDay(undefined), '');
});

test('elapsed time has hours, and is never less than nothing', () => {
  assert.equal(elapsed(842_999), '00:14:02');
  assert.equal(elapsed(100 * 3_600_000), '100:00:00');
  assert.equal(elapsed(-5), '00:00:00');
});

test('a duration is in ms, and in seconds where those would be many', () => {
  assert.deepEqual([0, 1.4, 9999, 134_000, NaN].map(duration), ['0', '1', '9999', '134 s', '']);
});
