import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ROW_KINDS, TONES, unpackRows } from '../../../extension/shared/row.ts';
import { packOf } from '../../support/rows.ts';

const row = fc.record(
  {
    id: fc.nat(),
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
  },
  { noNullPrototype: true },
);

test('packed rows come out as they went in', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
      assert.deepEqual(unpackRows(packOf(rows)), rows);
    }),
  );
});
