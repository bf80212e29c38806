import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packRows, type RowPack } from '../../../extension/shared/row.ts';
import { RowColumns } from '../../../webview-ui/rowColumns.ts';
import { someRow } from '../../support/rows.ts';

function pack(first: number, count: number): RowPack {
  const rows = Array.from({ length: count }, (_, index) =>
    someRow({ id: first + index, title: `row ${first + index}`, text: 'x'.repeat(index % 3) }),
  );
  return { ...packRows(rows), first };
}

test('rows come out by id, whatever the packs they came in and however many were trimmed', () => {
  const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 60 });
  fc.assert(
    fc.property(sizes, fc.nat(500), fc.nat(2000), (packs, first, trimmed) => {
      const rows = new RowColumns();
      rows.reset(first);
      let next = first;
      for (const size of packs) {
        rows.append(pack(next, size));
        next += size;
      }
      rows.trim(trimmed);
      const oldest = Math.max(first, Math.min(trimmed, next));
      assert.deepEqual([rows.oldest, rows.next, rows.count], [oldest, next, next - oldest]);
      for (let id = oldest; id < next; id++) {
        assert.deepEqual([rows.get(id)?.id, rows.get(id)?.title], [id, `row ${id}`]);
      }
      assert.equal(rows.get(oldest - 1), undefined);
      assert.equal(rows.get(next), undefined);
    }),
  );
});

test('trimming never brings a row back', () => {
  const rows = new RowColumns();
  rows.append(pack(0, 10));
  rows.trim(6);
  rows.trim(2);
  assert.equal(rows.oldest, 6);
  assert.equal(rows.get(5), undefined);
});

test('a pack that leaves rows out starts the list anew', () => {
  const rows = new RowColumns();
  rows.append(pack(0, 10));
  rows.append(pack(30, 5));
  assert.deepEqual([rows.oldest, rows.next], [30, 35]);
  assert.equal(rows.get(9), undefined);
});

test('after a reset the next row has the id that was told', () => {
  const rows = new RowColumns();
  rows.append(pack(0, 10));
  rows.reset(10);
  assert.equal(rows.count, 0);
  rows.append(pack(10, 1));
  assert.equal(rows.get(10)?.title, 'row 10');
});

test('a hundred thousand rows that came one by one are found in little time', () => {
  const rows = new RowColumns();
  const one = pack(0, 1);
  for (let id = 0; id < 100_000; id++) rows.append({ ...one, first: id });
  // A walk over all packs for each row would take minutes.
  for (let id = 0; id < 100_000; id++) assert.equal(rows.get(id)?.id, id);
});
