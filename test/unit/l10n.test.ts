import assert from 'node:assert/strict';
import { glob, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { test } from 'node:test';
import { messageUses, readSources, untranslated } from '../support/messages.ts';
import { repository } from '../support/repository.ts';

const sources = await readSources();
const uses = sources.flatMap(messageUses);
const messages = new Set(uses.map(({ text }) => text ?? ''));

/** Translations by the language's tag, for each file that a pattern with one `*` finds. */
async function languages(pattern: string): Promise<Map<string, Record<string, string>>> {
  const found = new Map<string, Record<string, string>>();
  const [before = '', after = ''] = path.basename(pattern).split('*');
  for await (const file of glob(pattern, { cwd: repository })) {
    const texts = await readTexts(file);
    found.set(path.basename(file).slice(before.length, -after.length), texts);
  }
  return found;
}

async function readTexts(file: string): Promise<Record<string, string>> {
  const text = await readFile(path.join(repository, file), 'utf8');
  return JSON.parse(text) as Record<string, string>; // this repository's own
}

const inBundles = await languages('l10n/bundle.l10n.*.json');
const inManifests = await languages('package.nls.*.json');
const english = await readTexts('package.nls.json');

function placeholders(text: string): string[] {
  return [...new Set(text.match(/\{\d+\}/g))].sort();
}

/** @param originals the English texts by their keys. */
function assertComplete(texts: Record<string, string>, originals: Map<string, string>): void {
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
