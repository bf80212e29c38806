import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Rate } from '../../../../extension/host/sessions/rate.ts';

test('events per second are those of the last five seconds', () => {
  const rate = new Rate();
  for (let ms = 0; ms < 10_000; ms += 100) rate.count(ms);
  assert.equal(rate.perSecond(9_999), 10);
  assert.equal(rate.perSecond(12_000), 4);
  assert.equal(rate.perSecond(60_000), 0);
});
