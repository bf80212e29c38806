import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { csvLines } from '../../../../extension/core/export/csv.ts';

/** A reader of RFC 4180. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;
  for (let match = field.exec(text); match !== null; match = field.exec(text)) {
    row.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '');
    if (match[3] === ',') continue;
    rows.push(row);
    row = [];
  }
  assert.equal(rows.map((each) => each.length).reduce((a, b) => a + b, 0) > 0, text !== '');
  return rows;
}

test('what is written is read again, whatever it holds', () => {
  const unit = fc.oneof(
    fc.constantFrom(...Array.from('",\r\n\t;=+-@\' a')),
    fc.string({ maxLength: 1 }),
  );
  const table = fc.array(fc.array(fc.string({ unit }), { minLength: 3, maxLength: 3 }), {
    maxLength: 5,
  });
  fc.assert(
    fc.property(table, (rows) => {
      const read = readCsv(csvLines(rows));
      const restored = read.map((row, y) =>
        row.map((text, x) => (text === rows[y]?.[x] ? text : text.slice(1))),
      );
      assert.deepEqual(restored, rows);
    }),
    { numRuns: 1000 },
  );
});

test('no text is a formula, and a number stays one', () => {
  const formulas = [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    ' =1',
    '＝1',
    "=cmd|' /C calc'!A0",
  ];
  for (const formula of formulas) {
    assert.equal(readCsv(csvLines([[formula]]))[0]?.[0], `'${formula}`);
  }
  assert.equal(csvLines([[-1, 0.5, NaN, undefined, 'a-b']]), '-1,0.5,,,a-b\r\n');
});
