import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { it } from 'node:test';
import { rules } from '../../../../../extension/core/fixes/rules/index.ts';

const folder = new URL('../../../../../extension/core/fixes/rules/', import.meta.url);

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
  assert.deepEqual(rules, found);
});

it('gives every rule an id and namespaced codes; a rule for a silent mistake has none', () => {
  for (const { id, codes } of rules) {
    assert.match(id, /^QF-\d\d$/);
    for (const code of codes) assert.match(code, /^[a-z]+:[a-zA-Z0-9-]+(\/[a-z0-9-]+)?$/);
  }
});
