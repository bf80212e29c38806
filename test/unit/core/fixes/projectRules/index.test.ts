import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { it } from 'node:test';
import { projectRules } from '../../../../../extension/core/fixes/projectRules/index.ts';

const folder = new URL('../../../../../extension/core/fixes/projectRules/', import.meta.url);

it('lists every file of the folder, in the order of the alphabet', async () => {
  const names = readdirSync(folder)
    .filter((name) => name.endsWith('.ts') && name !== 'index.ts')
    .map((name) => name.replace('.ts', ''))
    .sort();
  const found: unknown[] = [];
  for (const name of names) {
    const module = (await import(new URL(`${name}.ts`, folder).href)) as Record<string, unknown>; // a module is a record of its exports
    found.push(module[name]);
  }
  assert.deepEqual(projectRules, found);
});

it('gives every rule an id and namespaced codes', () => {
  for (const { id, codes } of projectRules) {
    assert.match(id, /^QF-\d\d$/);
    assert.ok(codes.length > 0);
    for (const code of codes) assert.match(code, /^[a-z]+:[\w/-]+$/);
  }
});
