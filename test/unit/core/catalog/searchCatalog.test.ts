import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES } from '../../../../extension/core/catalog/catalog.ts';
import { meaningsOf, searchCatalog } from '../../../../extension/core/catalog/searchCatalog.ts';

function found(query: string): readonly string[] {
  return searchCatalog(query).finding?.meanings.map(({ code }) => code) ?? [];
}

function others(query: string): readonly string[] {
  return searchCatalog(query).entries.map(({ code }) => code);
}

test('nothing typed: every code', () => {
  assert.equal(others('').length, ENTRIES.length);
  assert.deepEqual(found(''), []);
});

test('a number finds all its meanings, then codes that begin with it', () => {
  assert.deepEqual(found('1042'), ['cf:1042', 'mysql:1042']);
  assert.ok(others('100').includes('ws:1006'));
});

test('words find titles and texts, the code first', () => {
  assert.equal(others('hung')[0], 'rt:hung');
  assert.ok(others('immutable headers').includes('rt:immutable-headers'));
  assert.deepEqual(others('immutable zebra'), []);
});

test('a whole message finds its entry', () => {
  assert.deepEqual(
    found("Uncaught TypeError: Can't modify immutable headers.\n    at fetch (x.js:1:2)"),
    ['rt:immutable-headers'],
  );
});

test('the output of curl finds the edge code', () => {
  assert.deepEqual(found('HTTP/2 404  content-length: 16  error code: 1042'), ['cf:1042']);
});

test('what was found is not listed twice', () => {
  assert.ok(!others('1042').includes('cf:1042'));
});

test('a command is given a number, a code or a text', () => {
  assert.equal(meaningsOf(1006)?.meanings.length, 2);
  assert.equal(meaningsOf('ws:1006')?.meanings[0]?.code, 'ws:1006');
  assert.deepEqual(meaningsOf('error code: 1999')?.meanings, []);
  assert.equal(meaningsOf('nothing of the kind'), undefined);
});
