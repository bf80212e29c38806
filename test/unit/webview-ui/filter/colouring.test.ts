import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colouring } from '../../../../webview-ui/filter/colouring.ts';

const TEXT = 'status:failng co';
const TOKENS = [
  { kind: 'key', from: 0, to: 7 },
  { kind: 'value', from: 7, to: 13 },
  { kind: 'text', from: 14, to: 16 },
] as const;

test('the pieces are the text, each with what it is', () => {
  const pieces = colouring(TEXT, TOKENS, undefined);
  assert.equal(pieces.map(({ text }) => text).join(''), TEXT);
  assert.deepEqual(
    pieces.map(({ text, kind }) => [text, kind]),
    [
      ['status:', 'key'],
      ['failng', 'value'],
      [' ', undefined],
      ['co', 'text'],
    ],
  );
});

test('the error is under its characters alone', () => {
  const pieces = colouring(TEXT, TOKENS, { from: 9, to: 13 });
  assert.deepEqual(
    pieces.filter(({ wrong }) => wrong).map(({ text, kind }) => [text, kind]),
    [['ilng', 'value']],
  );
});

test('what is missing at the end is shown after the text', () => {
  assert.deepEqual(colouring('cpu:', [{ kind: 'key', from: 0, to: 4 }], { from: 4, to: 4 }), [
    { text: 'cpu:', kind: 'key', wrong: false },
    { text: '\u00a0', kind: undefined, wrong: true },
  ]);
});

test('an empty text has no pieces', () => {
  assert.deepEqual(colouring('', [], undefined), []);
});
