import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { KeptEvents } from '../../../../extension/core/kept/keptEvents.ts';
import { packRows, rowOf } from '../../../../extension/core/kept/rows.ts';
import { MemorySpill } from '../../../../extension/core/kept/spill.ts';
import { unpackRows } from '../../../../extension/shared/row.ts';
import { record } from '../../../webview/listHost.ts';

test('rows come out of full blocks and open ones as they went in', async () => {
  const kept = new KeptEvents(() => 5000, new MemorySpill());
  for (let id = 0; id < 2500; id++) {
    const { facets } = record('');
    const status = 200 + (id % 3);
    kept.add(
      {
        ...record(`GET /Item/${id}`),
        facets: { ...facets, status },
        time: id,
        cpu: id / 4,
        text: `Error: No ${id}`,
      },
      `{"id":${id}}`,
    );
  }
  const ids = Uint32Array.of(0, 1023, 1024, 2047, 2048, 2499);
  const rows = unpackRows(packRows(kept, ids));
  assert.deepEqual(
    rows,
    Array.from(ids, (id) => rowOf(kept, id)),
  );
  assert.deepEqual(
    rows.map(({ title, text, status, cpu }) => [title, text, status, cpu]),
    Array.from(ids, (id) => [`GET /Item/${id}`, `Error: No ${id}`, 200 + (id % 3), id / 4]),
  );
  assert.equal(await kept.read(1024), '{"id":1024}');
});

test('the oldest make room, are counted, and can no longer be read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 3000 }), fc.nat(4000), async (most, count) => {
      const kept = new KeptEvents(() => most, new MemorySpill());
      for (let id = 0; id < count; id++) kept.add({ ...record(`${id}`), time: -id }, `${id}`);
      const left = Math.min(most, count);
      assert.deepEqual(
        [kept.count, kept.events, kept.dropped, kept.order.length],
        [left, left, count - left, left],
      );
      assert.equal(await kept.read(kept.oldest - 1), undefined);
      assert.equal(await kept.read(kept.next - 1), count === 0 ? undefined : `${count - 1}`);
    }),
    { numRuns: 30 },
  );
});

test('after clearing, rows are numbered on', () => {
  const kept = new KeptEvents(() => 10, new MemorySpill());
  kept.add(record('a'), '');
  kept.clear();
  assert.deepEqual([kept.count, kept.order.length, kept.dropped], [0, 0, 0]);
  assert.equal(kept.add(record('b'), ''), 1);
  assert.equal(rowOf(kept, 1).title, 'b');
});

test('an event without a time stands where it came, and says none', () => {
  const kept = new KeptEvents(() => 10, new MemorySpill());
  kept.add({ ...record('a'), time: 50 }, '');
  const { facets } = record('');
  kept.add({ ...record('b'), facets: { ...facets, timed: false }, time: NaN }, '');
  kept.add({ ...record('c'), time: 60 }, '');
  assert.deepEqual([...kept.order.slice(0, 3)], [0, 1, 2]);
  assert.ok(Number.isNaN(rowOf(kept, 1).time));
});

test('past their bound, combinations keep what a row shows first', () => {
  const kept = new KeptEvents(() => 100_000, new MemorySpill());
  const { facets } = record('');
  for (let id = 0; id < 65_000; id++) {
    kept.add({ ...record('x'), facets: { ...facets, method: `M${id}`, tone: 'error' } }, '');
  }
  assert.equal(kept.facetsOf(0).method, 'M0');
  const last = kept.facetsOf(64_999);
  assert.deepEqual([last.method, last.tone, last.partial], ['', 'error', true]);
});
