import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { test } from 'node:test';
import { ENTRIES, NAMESPACES } from '../../../../extension/core/catalog/catalog.ts';
import { parseTranslation } from '../../../../extension/core/catalog/catalogTranslation.ts';
import { fieldsOf } from '../../../../extension/shared/fieldsOf.ts';
import { repository } from '../../../support/repository.ts';

test('what is no text is left out', () => {
  assert.deepEqual(
    parseTranslation({
      namespaces: { ws: { name: 'Имя', speaker: 1 } },
      entries: { 'ws:1': { title: '', tail: null, colour: 'red' } },
    }),
    { namespaces: { ws: { name: 'Имя' } }, entries: { 'ws:1': {} } },
  );
  assert.deepEqual(parseTranslation('no object'), { namespaces: {}, entries: {} });
});

const folder = path.join(repository, 'l10n');
const files = (await readdir(folder)).filter((name) => /^catalog\..+\.json$/.test(name));

test('there is a catalog in another language', () => {
  assert.ok(files.includes('catalog.ru.json'));
});

for (const name of files) {
  test(`${name} has the heading of every entry and namespace, and no other`, async () => {
    const data: unknown = JSON.parse(await readFile(path.join(folder, name), 'utf8'));
    const { namespaces, entries } = fieldsOf(data);
    const texts = parseTranslation(data);
    assert.deepEqual(Object.keys(fieldsOf(entries)).sort(), ENTRIES.map(({ key }) => key).sort());
    assert.deepEqual(
      Object.keys(fieldsOf(namespaces)).sort(),
      NAMESPACES.map(({ namespace }) => namespace).sort(),
    );
    for (const { key, title } of ENTRIES) {
      const translated = texts.entries[key]?.title ?? '';
      assert.notEqual(translated, '', key);
      // Code in back-ticks is the same in every language.
      const code = (text: string): string[] => (text.match(/`[^`]+`/g) ?? []).sort();
      assert.deepEqual(code(translated), code(title), key);
    }
    for (const { namespace } of NAMESPACES) {
      assert.notEqual(texts.namespaces[namespace]?.name ?? '', '', namespace);
    }
  });
}
