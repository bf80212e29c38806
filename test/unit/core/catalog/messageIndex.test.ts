import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES } from '../../../../extension/core/catalog/catalog.ts';
import type { CatalogEntry } from '../../../../extension/core/catalog/catalogEntry.ts';
import { LONGEST_MESSAGE, MessageIndex } from '../../../../extension/core/catalog/messageIndex.ts';

const [model] = ENTRIES;
assert.ok(model !== undefined);

function entry(key: string, ...texts: readonly string[]): CatalogEntry {
  return { ...model, key, messages: texts.map((text) => ({ text })) } as CatalogEntry; // every field of the model
}

const index = new MessageIndex([
  entry('rt:any', 'Cannot read properties of null (reading {name})'),
  entry('rt:one', "Cannot read properties of null (reading 'accept')"),
  entry('rt:old', 'The old text', 'A newer text of {it}'),
]);

test('the longest text decides, whatever the order', () => {
  assert.equal(index.find("Cannot read properties of null (reading 'accept')")?.key, 'rt:one');
  assert.equal(index.find("Cannot read properties of null (reading 'x')")?.key, 'rt:any');
});

test('each text of an entry finds it', () => {
  assert.equal(index.find('Error: The old text')?.key, 'rt:old');
  assert.equal(index.find('A newer text of {it}')?.key, 'rt:old');
  assert.equal(index.find('The new text'), undefined);
});

test('a long message is read from its start', () => {
  assert.equal(index.find(`The old text ${'x '.repeat(LONGEST_MESSAGE)}`)?.key, 'rt:old');
  assert.equal(index.find(`${'x '.repeat(LONGEST_MESSAGE)} The old text`), undefined);
});
