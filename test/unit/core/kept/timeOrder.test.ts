import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { TimeOrder } from '../../../../extension/core/kept/timeOrder.ts';

/** Times by id, a few of them the same. */
const times = fc.array(fc.nat(30), { maxLength: 200 });

function sorted(all: readonly number[], ids: readonly number[]): number[] {
  return [...ids].sort((a, b) => (all[a] ?? 0) - (all[b] ?? 0) || a - b);
}

function idsOf(order: TimeOrder): number[] {
  return [...order.slice(0, order.length)];
}

test('ids stand by time, and equal times in the order of arrival', () => {
  fc.assert(
    fc.property(times, (all) => {
      const order = new TimeOrder((id) => all[id] ?? NaN);
      const seen: number[] = [];
      for (const id of all.keys()) {
        const position = order.insert(id);
        seen.push(id);
        assert.equal(order.at(position), id);
        assert.deepEqual(idsOf(order), sorted(all, seen));
      }
    }),
  );
});

test('what is removed is gone, and the others keep their order', () => {
  fc.assert(
    fc.property(times, fc.nat(250), (all, gone) => {
      const order = new TimeOrder((id) => all[id] ?? NaN);
      for (const id of all.keys()) order.insert(id);
      const before = idsOf(order);
      for (let id = 0; id < Math.min(gone, all.length); id++) {
        const position = before.indexOf(id);
        assert.equal(order.remove(id), position);
        before.splice(position, 1);
        assert.deepEqual(idsOf(order), before);
        assert.equal(order.positionOf(id), -1);
        assert.equal(order.remove(id), -1);
      }
    }),
  );
});

test('a place is found by time', () => {
  fc.assert(
    fc.property(times, fc.nat(31), (all, time) => {
      const order = new TimeOrder((id) => all[id] ?? NaN);
      for (const id of all.keys()) order.insert(id);
      const expected = idsOf(order).findIndex((id) => (all[id] ?? 0) >= time);
      assert.equal(order.firstSince(time), expected < 0 ? order.length : expected);
    }),
  );
});
