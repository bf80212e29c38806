import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isOutside } from '../../../../extension/core/errors/enclosing.ts';

/** `¦` stands at the place. */
const INSIDE: readonly (readonly [functionName: string, source: string])[] = [
  ['deep', 'function deep() {\n  ¦boom();\n}'],
  [
    'async Object.fetch',
    'export default {\n  async fetch(request) {\n    if (a) { b(); }\n    ¦boom();',
  ],
  ['Basket.total [as total]', 'class Basket {\n  get total() {\n    ¦boom();'],
  ['Basket.#hidden', 'class Basket {\n  #hidden(): never {\n    ¦boom();'],
  ['new Basket', 'class Basket extends (x) {\n  items = [];\n  constructor() {\n    ¦boom();'],
  ['deep', 'const deep = async (a, { b }) => ¦boom();'],
  ['deep', 'const deep = wrap(a, () => {\n  if (a) {}\n  ¦boom();'],
  [
    'deep',
    'function deep<T extends {\n  a: 1 }>(a: { b: string }): Promise<{ c: 1 }> {\n  ¦boom();',
  ],
  ['deep2', 'function deep() {\n  ¦boom();'],
  ['text', 'function text() {\n  const a = `${¦boom()}`;'],
  ['text', 'function text() {\n  const a = "}"; // }\n  /* } */ const b = /}/;\n  ¦boom();'],
  ['outer', 'function outer() {\n  return list.map((each) => {\n    ¦boom();'],
];

for (const [functionName, marked] of INSIDE) {
  test(`may be in ${functionName}: ${JSON.stringify(marked)}`, () => {
    assert.equal(isOutside(marked.replace('¦', ''), marked.indexOf('¦'), functionName), false);
  });
}

const OUTSIDE: readonly (readonly [functionName: string, source: string])[] = [
  ['deep', 'function other() {\n  ¦boom();\n}'],
  ['deep', 'function deep() {\n  boom();\n}\nfunction other() {\n  ¦boom();'],
  ['deep', 'export default {\n  deep() {\n    boom();\n  },\r\n  other() {\n    ¦boom();'],
  ['deep', 'const deep = () => boom();\nfunction other() {\n  ¦boom();'],
  ['Room.deep', 'class Room {\n  deep() {\n    boom();\n  }\n  other() {\n    ¦boom();'],
  ['deep', 'function other() {\n  // deep(\n  "deep"; ¦boom();'],
  ['deep', 'function deeper() {\n  ¦boom();'],
  ['deep', 'function other() {\n  ¦boom();\n  function deep() {}'],
];

for (const [functionName, marked] of OUTSIDE) {
  test(`is not in ${functionName}: ${JSON.stringify(marked)}`, () => {
    assert.equal(isOutside(marked.replace('¦', ''), marked.indexOf('¦'), functionName), true);
  });
}

test('names that are not the user’s say nothing', () => {
  for (const name of [
    '',
    'a',
    'Xyz',
    'src_default',
    'get <anonymous>',
    'bound [Symbol.iterator]',
  ]) {
    assert.equal(isOutside('boom()', 0, name), false, name);
  }
});
