import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES } from '../../../../extension/core/catalog/catalog.ts';
import type { CatalogEntry, MessageText } from '../../../../extension/core/catalog/catalogEntry.ts';
import { MessageIndex } from '../../../../extension/core/catalog/messageIndex.ts';

const [model] = ENTRIES;
assert.ok(model !== undefined);

function entry(key: string, ...texts: readonly (string | MessageText)[]): CatalogEntry {
  const messages = texts.map((text) => (typeof text === 'string' ? { text } : text));
  return { ...model, key, messages } as CatalogEntry; // every field of the model
}

const index = new MessageIndex([
  entry('rt:any', 'Cannot read properties of null (reading {name})'),
  entry('rt:one', "Cannot read properties of null (reading 'accept')"),
  entry('rt:old', 'The old text', 'A newer text of {it}'),
  entry('rt:whole', { text: 'Invalid {kind} value.', whole: true }),
  entry('lib:query', { text: 'The query that failed was a very long one: {sql}', wraps: true }),
]);

function keyOf(message: string): string | undefined {
  return index.find(message)?.entry.key;
}

test('the longest text decides, whatever the order', () => {
  assert.equal(keyOf("Cannot read properties of null (reading 'accept')"), 'rt:one');
  assert.equal(keyOf("Cannot read properties of null (reading 'x')"), 'rt:any');
});

test('each text of an entry finds it', () => {
  assert.equal(keyOf('Error: The old text'), 'rt:old');
  assert.equal(keyOf('A newer text of {it}'), 'rt:old');
  assert.equal(keyOf('The new text'), undefined);
});

test('of a long message the start and the end are read', () => {
  const long = 'x '.repeat(10_000);
  assert.equal(keyOf(`The old text ${long}`), 'rt:old');
  assert.equal(keyOf(`${long} The old text`), 'rt:old');
  assert.equal(keyOf(`${long} The old text ${long}`), undefined);
  const sql = `Failed query: ${long}\nparams: 1\nThe old text`;
  assert.equal(keyOf(sql), 'rt:old');
});

test('a whole text is a message of its own, however it was printed', () => {
  for (const message of [
    'Invalid header value.',
    'Invalid header value',
    ' Invalid header value. \n',
    'TypeError: Invalid header value.',
    '[TypeError: Invalid header value.]',
    '[TypeError: Invalid header value]',
    'Uncaught (in promise) TypeError: Invalid header value.',
    'DOMException [SyntaxError]: Invalid header value.',
    'request failed: TypeError: Invalid header value.',
    'Error: mine\n  [cause]: TypeError: Invalid header value.',
    'mine\nInvalid header value.\nmore',
  ]) {
    assert.equal(keyOf(message), 'rt:whole', message);
  }
  for (const message of [
    'Invalid header value for x',
    'An Invalid header value.',
    'config: Invalid header value.',
    'MyErrors: Invalid header value.',
  ]) {
    assert.equal(keyOf(message), undefined, message);
  }
});

test('what is put around another message is the answer only when nothing else is', () => {
  const wrapped = 'The query that failed was a very long one: select 1';
  assert.equal(keyOf(wrapped), 'lib:query');
  assert.equal(keyOf(`${wrapped}\nError: The old text`), 'rt:old');
  assert.equal(keyOf(`${wrapped} (The old text)`), 'rt:old');
});

test('the first line that says something decides, whatever its length', () => {
  const long = "Cannot read properties of null (reading 'accept')";
  assert.equal(keyOf(`mine\nThe old text\n${long}`), 'rt:old');
  assert.equal(keyOf(`The old text: ${long}`), 'rt:one');
});

test('a text is found whatever words it shares with others', () => {
  const shared = Array.from({ length: 500 }, (_, number) => {
    const name = String.fromCharCode(97 + (number % 26), 97 + Math.floor(number / 26));
    return entry(`rt:${number}`, `Invalid value of the option ${name}x.`);
  });
  const many = new MessageIndex(shared);
  for (const { key, messages = [] } of shared) {
    assert.equal(many.find(messages[0]?.text ?? '')?.entry.key, key);
  }
  assert.equal(many.find('Invalid value of the option .'), undefined);
});
