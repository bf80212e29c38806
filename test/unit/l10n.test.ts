import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Texts } from '../../extension/shared/l10n.ts';
import { messageUses, readSources, untranslated } from '../support/messages.ts';
import { bundles, manifests, readTexts } from '../support/translations.ts';

const sources = await readSources();
const uses = sources.flatMap(messageUses);
const messages = new Set(uses.map(({ text }) => text ?? ''));

const inBundles = await bundles();
const inManifests = await manifests();
const english = await readTexts('package.nls.json');

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

/** @param originals the English texts by their keys. */
function assertComplete(texts: Texts, originals: Map<string, string>): void {
  const keys = Object.keys(texts);
  assert.deepEqual(
    [...originals.keys()].filter((key) => !keys.includes(key)),
    [],
    'translations are missing',
  );
  assert.deepEqual(
    keys.filter((key) => !originals.has(key)),
    [],
    'translations are not used',
  );
  for (const [key, original] of originals) {
    const translated = texts[key] ?? '';
    assert.notEqual(translated.trim(), '', `“${original}” has an empty translation`);
    assert.deepEqual(placeholders(translated), placeholders(original), `placeholders: ${original}`);
    // Code is not translated.
    const code = (text: string): string[] => text.match(/`[^`]*`/g) ?? [];
    assert.deepEqual(code(translated).sort(), code(original).sort(), `code: ${original}`);
  }
}

test('every text is given to t as a literal', () => {
  assert.ok(uses.length > 100, `only ${uses.length} texts were found`);
  assert.deepEqual(
    uses.filter(({ text }) => text === undefined).map(({ at }) => at),
    [],
  );
});

test('every text has as many placeholders as values', () => {
  for (const { at, text = '', values } of uses) {
    // Without values the place is left for an element of the page.
    if (values === 0) continue;
    const expected = Array.from({ length: values }, (_, index) => `{${index}}`);
    assert.deepEqual(placeholders(text), expected, `${at}: ${text}`);
  }
});

test('the extension makes no text before the editor has told the language', () => {
  const early = uses.filter(({ at, onLoad }) => onLoad && at.startsWith('extension/'));
  assert.deepEqual(
    early.map(({ at }) => at),
    [],
  );
});

test('no text that people read goes past t', () => {
  assert.deepEqual(sources.flatMap(untranslated), []);
});

test('a language is translated in the interface and in the manifest', () => {
  assert.ok(inBundles.has('ru'));
  assert.deepEqual([...inBundles.keys()].sort(), [...inManifests.keys()].sort());
});

for (const [language, texts] of inBundles) {
  test(`the texts in ${language} are those that are used, all of them`, () => {
    assertComplete(texts, new Map([...messages].map((text) => [text, text])));
  });
}

for (const [language, texts] of inManifests) {
  test(`the manifest is complete in ${language}`, () => {
    assertComplete(texts, new Map(Object.entries(english)));
  });
}
