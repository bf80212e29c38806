import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Query } from '../../../../extension/shared/filter/query.ts';
import type { FindQuery } from '../../../../extension/shared/viewer.ts';
import {
  beginBefore,
  filterPatterns,
  findPatterns,
  matchesOf,
} from '../../../../webview-ui/find/highlight.ts';

function found(text: string, query: Partial<FindQuery>): string[] {
  const patterns = findPatterns({
    text: '',
    matchCase: false,
    wholeWord: false,
    regex: false,
    ...query,
  });
  return matchesOf(text, patterns).map(({ from, to }) => text.slice(from, to));
}

const at = { from: 0, to: 0 } as const;

test('text is found in any case, unless it matters', () => {
  assert.deepEqual(found('Undefined is undefined', { text: 'undefined' }), [
    'Undefined',
    'undefined',
  ]);
  assert.deepEqual(found('Undefined is undefined', { text: 'undefined', matchCase: true }), [
    'undefined',
  ]);
});

test('what looks like a pattern is text, until it is asked for as a pattern', () => {
  const text = 'GET /a+b?x=[1] (2) {3} a|b $5 ^ \\ - /';
  for (const part of text.split(' ')) assert.ok(found(text, { text: part }).includes(part), part);
  assert.deepEqual(found('cf:1101 cf:1102', { text: 'cf:110\\d', regex: true }), [
    'cf:1101',
    'cf:1102',
  ]);
});

test('a whole word ends at what is no letter, in every script', () => {
  assert.deepEqual(found('room rooms room-1 bathroom', { text: 'room', wholeWord: true }), [
    'room',
    'room',
  ]);
  assert.deepEqual(found('ошибка ошибкаX', { text: 'ошибка', wholeWord: true }), ['ошибка']);
  assert.deepEqual(found('a ab b', { text: 'a|b', regex: true, wholeWord: true }), ['a', 'b']);
});

test('a wrong pattern, an empty text and an empty match mark nothing', () => {
  assert.deepEqual(found('(', { text: '(', regex: true }), []);
  assert.deepEqual(found('abc', { text: '' }), []);
  assert.deepEqual(found('abc', { text: 'x*', regex: true }), []);
});

test('a long text is not looked through to its end', () => {
  assert.equal(found('a'.repeat(5000), { text: 'a' }).length, 20);
  assert.deepEqual(found(`${' '.repeat(5000)}a`, { text: 'a' }), []);
});

test('of a filter, what must or may be in the text is marked', () => {
  const query: Query = {
    kind: 'and',
    parts: [
      { kind: 'text', text: 'reset', exact: false, ...at },
      { kind: 'not', part: { kind: 'text', text: 'client', exact: false, ...at } },
      { kind: 'key', key: 'status', values: [], ...at },
      {
        kind: 'or',
        parts: [
          { kind: 'regex', regex: /by \w+/iu, ...at },
          { kind: 'text', text: 'By', exact: true, ...at },
        ],
      },
    ],
  };
  const text = 'Reset By Peer';
  assert.deepEqual(
    matchesOf(text, filterPatterns(query)).map(({ from, to }) => text.slice(from, to)),
    ['Reset', 'By Peer'],
  );
});

test('a text that is cut begins with a word before its match', () => {
  const text = 'TypeError: Cannot read properties of undefined';
  assert.equal(text.slice(beginBefore(text, text.indexOf('undefined'))), 'of undefined');
  assert.equal(text.slice(beginBefore(text, text.indexOf('perties'))), 'properties of undefined');
  assert.equal(beginBefore(text, 3), 0);
  assert.equal(beginBefore('a💥aaaa!', 8), 3);
});
