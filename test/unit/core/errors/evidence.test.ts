import assert from 'node:assert/strict';
import { test } from 'node:test';
import { areOneFile, contradicts } from '../../../../extension/core/errors/evidence.ts';
import { zeroBased } from '../../../../extension/shared/position.ts';

/** `¦` stands at the place. */
const PLACES: readonly (readonly [source: string, contradicted: boolean])[] = [
  ['function deep() {\r\n  throw ¦new Error();\r\n}', false],
  ['\uFEFFconst deep = () => ¦boom();', false],
  ['const deep = () => {\n  const ¦boom = 1;\n};', true],
  ['function deep() {\n  const s = "🙂"; ¦boom();\n}', false],
  ['function deep() {\n  throw n¦ew Error();\n}', true],
  ['function deep() {\n  throw¦ new Error();\n}', true],
  ['function deep() {\n¦  throw new Error();\n}', true],
  ['function other() {\n  throw ¦new Error();\n}', true],
  ['deep();¦', true],
  ['deep();¦\n', true],
];

for (const [marked, contradicted] of PLACES) {
  const says = contradicted ? 'contradicts' : 'fits';
  test(`${JSON.stringify(marked)} ${says} a frame of deep`, () => {
    const before = marked.replace('\uFEFF', '').split('¦')[0]?.split('\n') ?? [];
    const place = zeroBased(before.length - 1, before.at(-1)?.length ?? 0);
    assert.equal(contradicts(marked.replace('¦', ''), place, 'deep'), contradicted);
  });
}

test('a line that is not there contradicts', () => {
  assert.equal(contradicts('deep();\n', zeroBased(2, 0), ''), true);
  assert.equal(contradicts('', zeroBased(0, 0), ''), true);
});

test('states of one file share lines, other files do not', () => {
  const before = 'import a from "a";\nexport function f() {\n  return a.b;\n}\n';
  assert.equal(areOneFile(before, before.replace('a.b', 'a.c').replaceAll('\n', '\r\n')), true);
  assert.equal(areOneFile(before, `${'// more\n'.repeat(100)}${before}`), true);
  assert.equal(areOneFile(before, 'const x = new Y();\n\nif (x) {\n  x.run();\n}\n'), false);
});
