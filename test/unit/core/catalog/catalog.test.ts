import assert from 'node:assert/strict';
import { readFile, readdir } from 'node:fs/promises';
import * as path from 'node:path';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import {
  ENTRIES,
  meaningOf,
  meaningsOfNumber,
  NAMESPACES,
  translateCatalog,
} from '../../../../extension/core/catalog/catalog.ts';
import { COMPARISONS } from '../../../../extension/core/catalog/comparison.ts';
import { projectRules } from '../../../../extension/core/fixes/projectRules/index.ts';
import { rules } from '../../../../extension/core/fixes/rules/index.ts';
import { fieldsOf } from '../../../../extension/shared/fieldsOf.ts';
import { repository } from '../../../support/repository.ts';
import { ALL_KEYS } from './allKeys.ts';

const folder = path.join(repository, 'extension/catalog');

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

async function json(name: string): Promise<unknown> {
  return JSON.parse(await readFile(path.join(folder, name), 'utf8'));
}

test('the catalog has every code, and no other', () => {
  for (const { namespace, entries } of NAMESPACES) {
    const wanted = (ALL_KEYS[namespace] ?? '').split(/\s+/).map((name) => `${namespace}:${name}`);
    assert.deepEqual(entries.map(({ key }) => key).sort(), wanted.sort());
  }
  assert.deepEqual(
    NAMESPACES.map(({ namespace }) => namespace).sort(),
    Object.keys(ALL_KEYS).sort(),
  );
});

test('every data file is of its schema, and is part of the catalog', async () => {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false });
  const isCatalog = ajv.compile(Object(await json('catalog.schema.json')));
  const isComparisons = ajv.compile(Object(await json('comparisons.schema.json')));
  const files = (await readdir(folder)).filter((name) => !name.endsWith('.schema.json'));
  for (const name of files) {
    const check = name === 'comparisons.json' ? isComparisons : isCatalog;
    assert.ok(check(await json(name)), `${name}: ${ajv.errorsText(check.errors)}`);
  }
  const inFiles = new Set<string>();
  for (const name of files) {
    const { entries } = fieldsOf(await json(name));
    for (const entry of listOf(entries)) {
      const { key, cases } = fieldsOf(entry);
      inFiles.add(String(key));
      for (const each of listOf(cases)) {
        inFiles.add(`${String(key)}/${String(fieldsOf(each).name)}`);
      }
    }
  }
  assert.deepEqual([...inFiles].sort(), ENTRIES.map(({ key }) => key).sort());
});

test('the schema refuses an entry that lacks its source, or has a field that nobody reads', async () => {
  const ajv = new Ajv2020({ strictTypes: false });
  const isCatalog = ajv.compile(Object(await json('catalog.schema.json')));
  const [namespace] = NAMESPACES;
  const [entry] = namespace?.entries ?? [];
  assert.ok(isCatalog({ ...namespace, entries: [entry] }));
  assert.ok(!isCatalog({ ...namespace, entries: [{ ...entry, sources: [] }] }));
  assert.ok(!isCatalog({ ...namespace, entries: [{ ...entry, colour: 'red' }] }));
});

test('each link is of an official host', () => {
  const hosts = new Set([
    'developers.cloudflare.com',
    'www.cloudflarestatus.com',
    'www.rfc-editor.org',
    'www.iana.org',
    'dev.mysql.com',
  ]);
  for (const { key, link, sources } of ENTRIES) {
    const { protocol, hostname } = new URL(link);
    assert.equal(protocol, 'https:', key);
    assert.ok(hosts.has(hostname), `${key}: ${link}`);
    for (const { kind, where } of sources) {
      if (kind === 'docs') assert.ok(hosts.has(new URL(where).hostname), `${key}: ${where}`);
    }
  }
});

test('related codes and the codes of comparisons are in the catalog', () => {
  for (const { key, related } of ENTRIES) {
    for (const other of related) {
      assert.ok(meaningOf(other) !== undefined && other !== key, `${key} names ${other}`);
    }
  }
  for (const { keys } of COMPARISONS) {
    for (const key of keys) assert.equal(meaningOf(key)?.entry.key, key);
  }
});

test('a back-ticked code in a text is a code of the catalog', () => {
  const text = JSON.stringify([NAMESPACES, COMPARISONS]);
  const named = [
    ...text.matchAll(/`((?:cf|ws|rt|api|outcome|failure|http|r2|kv|d1|ai|mysql):[\w/-]+)`/g),
  ];
  assert.ok(named.length > 5);
  for (const [, code = ''] of named) assert.ok(meaningOf(code) !== undefined, code);
});

test('each fix of an entry is a rule, and each rule is named by the entries of its codes', () => {
  const named = ENTRIES.flatMap(({ key, fixes }) => fixes.map((fix) => `${fix} ${key}`));
  const answered = [...rules, ...projectRules].flatMap(({ id, codes }) =>
    codes.map((code) => `${id} ${code}`),
  );
  assert.deepEqual([...new Set(named)].sort(), [...new Set(answered)].sort());
});

test('a code in a range has the meaning of the range, one beside it its own or none', () => {
  assert.equal(meaningOf('ws:4321')?.entry.key, 'ws:4000-4999');
  assert.equal(meaningOf('ws:4321')?.code, 'ws:4321');
  assert.equal(meaningOf('ws:3003')?.entry.key, 'ws:3003');
  assert.equal(meaningOf('ws:3004')?.entry.key, 'ws:3001-3999');
  assert.equal(meaningOf('cf:1150')?.entry.key, 'cf:1104-1199');
  assert.equal(meaningOf('cf:1207'), undefined);
  assert.equal(meaningOf('nothing:1'), undefined);
});

test('a bare number has all its meanings', () => {
  const codes = (number: number): string[] => meaningsOfNumber(number).map(({ code }) => code);
  assert.deepEqual(codes(1015), ['cf:1015', 'ws:1015', 'cache:1015']);
  assert.deepEqual(codes(1042), ['cf:1042', 'mysql:1042']);
  assert.deepEqual(codes(10006), ['api:10006', 'r2:10006', 'pipelines:10006']);
  assert.deepEqual(codes(1104), ['cf:1104', 'account:1104']);
  assert.deepEqual(codes(1012), ['cf:1012', 'ws:1012']);
  assert.deepEqual(codes(1206), ['cf:1206']);
  assert.deepEqual(codes(10058), ['api:10058', 'r2:10058', 'lists:10058']);
  assert.deepEqual(codes(10043), ['r2:10043', 'lists:10043']);
  assert.deepEqual(codes(10014), ['api:10014', 'r2:10014', 'kv:10014']);
  assert.deepEqual(codes(100100), ['r2:100100']);
  assert.deepEqual(codes(3003), ['ws:3003', 'ai:3003']);
  assert.deepEqual(codes(5007), ['ai:5007']);
  assert.deepEqual(codes(777), ['ws:777']);
  assert.deepEqual(codes(3036), ['ws:3036', 'ai:3036']);
});

test('a language gives the texts it has; the rest is English', (t) => {
  t.after(() => translateCatalog({ namespaces: {}, entries: {} }));
  translateCatalog({ namespaces: {}, entries: { 'ws:1006': { title: 'Аварийное закрытие' } } });
  const entry = meaningOf('ws:1006')?.entry;
  assert.equal(entry?.title, 'Аварийное закрытие');
  assert.match(entry.meaning, /close frame/);
  assert.notEqual(meaningOf('ws:1000')?.entry.title, undefined);
});
