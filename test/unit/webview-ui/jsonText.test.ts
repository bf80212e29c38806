import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { jsonPreview, jsonTokens, parseJson } from '../../../webview-ui/jsonText.ts';

function preview(value: object): string {
  return jsonPreview(value)
    .map(({ text }) => text)
    .join('');
}

function whole(value: unknown): string {
  return [...jsonTokens(value)].map(({ text }) => text).join('');
}

test('only an object or array is taken for JSON', () => {
  assert.deepEqual(parseJson(' {"a": 1}'), { a: 1 });
  assert.deepEqual(parseJson('[1]'), [1]);
  for (const text of ['', '7', 'null', '"text"', '{not json}', '[Object]', 'cart {}']) {
    assert.equal(parseJson(text), undefined, text);
  }
});

test('a preview shows the first level', () => {
  const value = { id: 'c_812', items: [1, 2, 3], who: { name: 'x' }, none: {}, ok: true, no: null };
  assert.equal(
    preview(value),
    '{ id: "c_812", items: Array(3), who: {…}, none: {}, ok: true, no: null }',
  );
  assert.equal(preview([1, 'two']), '[ 1, "two" ]');
  assert.equal(preview({}), '{}');
});

test('a preview stays short and says that there is more', () => {
  const long = Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`key${index}`, index]));
  assert.match(preview(long), /^\{ key0: 0, .* … \}$/);
  assert.ok(preview(long).length <= 110);
  assert.equal(preview({ text: 'x'.repeat(1000) }), '{ … }');
});

test('each piece says what it is', () => {
  assert.deepEqual(
    jsonPreview({ a: 'x', b: 1, c: false }).map(({ kind }) => kind),
    [
      'plain',
      'plain',
      'name',
      'plain',
      'string',
      'plain',
      'name',
      'plain',
      'number',
      'plain',
      'name',
      'plain',
      'boolean',
      'plain',
    ],
  );
});

test('an array’s text is JSON with two spaces a level', () => {
  const scalar = fc.oneof(fc.integer(), fc.string(), fc.boolean(), fc.constant(null));
  const { value } = fc.letrec((tie) => ({
    value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie('value'), { maxLength: 4 })),
  }));
  fc.assert(
    fc.property(value, (each) => assert.equal(whole(each), JSON.stringify(each, undefined, 2))),
  );
});

test('a text nested without end is cut, not followed', () => {
  const deep: unknown = JSON.parse(`${'['.repeat(20_000)}1${']'.repeat(20_000)}`);
  assert.match(whole(deep), /…/);
});

test('the caller may stop early', () => {
  const [first, second] = jsonTokens(Array.from({ length: 1_000_000 }, () => 0));
  assert.deepEqual([first?.text, second?.text], ['[', '\n  ']);
});
