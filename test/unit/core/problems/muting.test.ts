import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesPath } from '../../../../extension/core/problems/muting.ts';

const CASES: readonly (readonly [pattern: string, path: string, matches: boolean])[] = [
  ['src/a.ts', 'src/a.ts', true],
  ['src/a.ts', 'src/ab.ts', false],
  ['src', 'src/deep/a.ts', true],
  ['src/', 'src/a.ts', true],
  ['./src', 'src/a.ts', true],
  ['rc', 'src/a.ts', false],
  ['a.ts', 'src/a.ts', false],
  ['**/a.ts', 'src/deep/a.ts', true],
  ['**/a.ts', 'a.ts', true],
  ['src/*.gen.ts', 'src/api.gen.ts', true],
  ['src/*.gen.ts', 'src/deep/api.gen.ts', false],
  ['src/**/x/*.ts', 'src/a/x/b/x/c.ts', true],
  ['src/?.ts', 'src/a.ts', true],
  ['src/?.ts', 'src/ab.ts', false],
  ['src\\a.ts', 'src/a.ts', true],
  ['a.b', 'aXb', false],
  ['', 'src/a.ts', false],
  ['**', 'src/a.ts', true],
];

for (const [pattern, path, matches] of CASES) {
  test(`the pattern "${pattern}" ${matches ? 'matches' : 'does not match'} ${path}`, () => {
    assert.equal(matchesPath(pattern, path), matches);
  });
}

test('a hostile pattern ends', () => {
  assert.equal(matchesPath(`${'*a'.repeat(200)}b`, 'a'.repeat(2000)), false);
  assert.equal(matchesPath(`${'**/a/'.repeat(200)}b`, 'a/'.repeat(1000)), false);
});
