import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { packRows, ROW_KINDS, rowAt, rowCount, TONES } from '../../../extension/shared/row.ts';
import { someRow } from '../../support/rows.ts';

const row = fc.record({
  time: fc.oneof(fc.integer(), fc.constant(NaN)),
  worker: fc.integer({ min: 0, max: 999 }),
  kind: fc.constantFrom(...ROW_KINDS),
  tone: fc.constantFrom(...TONES),
  status: fc.integer({ min: 0, max: 999 }),
  cpu: fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constant(NaN)),
  wall: fc.oneof(fc.integer({ min: 0, max: 1_000_000 }), fc.constant(NaN)),
  title: fc.string({ unit: 'grapheme' }),
  code: fc.string(),
  text: fc.string({ unit: 'binary' }),
});

test('packed rows come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), fc.nat(1_000_000), (rows, first) => {
      const numbered = rows.map((each, index) => ({ ...each, id: first + index }));
      const pack = packRows(numbered);
      assert.equal(rowCount(pack), rows.length);
      assert.deepEqual(
        rows.map((_, index) => rowAt(pack, index)),
        numbered,
      );
    }),
  );
});

test('there is no row outside the pack', () => {
  const pack = packRows([someRow()]);
  assert.equal(rowAt(pack, 1), undefined);
  assert.equal(rowAt(pack, -1), undefined);
});
