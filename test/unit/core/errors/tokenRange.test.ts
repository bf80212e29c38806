import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokenRange } from '../../../../extension/core/errors/tokenRange.ts';

const CASES: readonly (readonly [line: string, column: number, underlined: string])[] = [
  ['  waitUntil(log());', 2, 'waitUntil'],
  ['  response.headers.set("a", "b");', 19, 'set'],
  ['  response.headers.set("a", "b");', 2, 'response.headers.set'],
  ['  throw new TypeError("x");', 2, 'throw new TypeError("x");'.slice(0, 9)],
  ['  new TypeError("x")', 2, 'new TypeError'],
  ['  (a + b)();  ', 2, '(a + b)();'],
  ['  async fetch(request) {', 2, 'async fetch'],
  ['  async (request) => {', 2, 'async'],
  ['export default app;', 0, 'export default app'],
  ['export default {', 0, 'export default'],
  ['export class Room extends Server {', 7, 'class Room'],
  ['  "main": "src/index.ts", "name": "a"', 10, '"src/index.ts"'],
  ["main = 'src/index.ts' # x", 7, "'src/index.ts'"],
  ["  short'", 7, "'"],
  ['  short', 40, 'short'],
];

for (const [line, column, underlined] of CASES) {
  test(`column ${column} of "${line}" underlines "${underlined}"`, () => {
    const [start, end] = tokenRange(line, column);
    assert.equal(line.slice(start, end), underlined);
  });
}

test('an empty line gives an empty range that lies in it', () => {
  assert.deepEqual(tokenRange('', 5), [0, 0]);
});
