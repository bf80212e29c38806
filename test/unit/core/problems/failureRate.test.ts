import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  FEWEST,
  lowerBound,
  MOST,
  quietEventsNeeded,
} from '../../../../extension/core/problems/failureRate.ts';

test('the bound is the rate at which so many failures or more are 4 % likely', () => {
  // 1 − (1 − p)^10 = 0.04; p^3 = 0.04; 1 − (1 − p)² = 0.04.
  assert.ok(Math.abs(lowerBound({ failures: 1, events: 10 }) - 0.0040739) < 1e-6);
  assert.ok(Math.abs(lowerBound({ failures: 3, events: 3 }) - 0.3419952) < 1e-6);
  assert.ok(Math.abs(lowerBound({ failures: 1, events: 2 }) - 0.0202041) < 1e-6);
  assert.equal(lowerBound({ failures: 0, events: 100 }), 0);
});

test('the bound is below the rate that was seen, and comes near to it with many events', () => {
  const sample = fc.integer({ min: 1, max: 100_000 }).chain((events) =>
    fc.record({
      events: fc.constant(events),
      failures: fc.integer({ min: 1, max: events }),
    }),
  );
  fc.assert(
    fc.property(sample, ({ failures, events }) => {
      const bound = lowerBound({ failures, events });
      assert.ok(bound > 0 && bound < failures / events);
    }),
  );
  assert.ok(lowerBound({ failures: 500, events: 1000 }) > 0.46);
  // From the exact bound to the score there is no jump.
  const [exact, score] = [20, 21].map((failures) => lowerBound({ failures, events: 1000 }));
  assert.ok(exact !== undefined && score !== undefined && score > exact && score < exact * 1.1);
});

test('more quiet events are needed the rarer the failure, and never fewer than the minimum', () => {
  const needed = (failures: number, events: number): number | undefined =>
    quietEventsNeeded({ failures, events });
  assert.equal(needed(3, 3), 12);
  assert.equal(needed(5, 50), 120);
  assert.equal(needed(10, 1000), 881);
  assert.equal(needed(500, 500), FEWEST);
  assert.equal(needed(0, 50), undefined);
  assert.ok((needed(1, 10_000) ?? 0) > MOST);
});

test('N is the smallest with a chance below 1 %', () => {
  const n = quietEventsNeeded({ failures: 5, events: 50 }) ?? NaN;
  const rate = lowerBound({ failures: 5, events: 50 });
  assert.ok((1 - rate) ** n < 0.01);
  assert.ok((1 - rate) ** (n - 1) >= 0.01);
});

const RATES = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.7, 0.9, 0.99];

test('a deploy at any time: the false "fixed" are below 1 %, summed exactly for each rate', () => {
  for (const rate of RATES) {
    for (const events of [1, 2, 3, 5, 10, 20, 50, 150, 400]) {
      let wrong = 0;
      let chance = (1 - rate) ** events;
      for (let failures = 1; failures <= events; failures++) {
        chance *= ((events - failures + 1) / failures) * (rate / (1 - rate));
        if (chance < 1e-9) continue;
        wrong += chance * (1 - rate) ** (quietEventsNeeded({ failures, events }) ?? Infinity);
      }
      assert.ok(wrong < 0.01, `rate ${rate}, ${events} events: ${wrong}`);
    }
  }
});

test('a deploy right after a failure: the false "fixed" are below 1 % too', () => {
  for (const rate of RATES) {
    for (const failures of [1, 2, 3]) {
      let wrong = 0;
      let chance = rate ** failures;
      for (let events = failures; events < (12 * failures) / rate; events++) {
        wrong += chance * (1 - rate) ** (quietEventsNeeded({ failures, events }) ?? Infinity);
        chance *= (events / (events - failures + 1)) * (1 - rate);
      }
      assert.ok(wrong < 0.01, `rate ${rate}, ${failures} failures: ${wrong}`);
    }
  }
});
