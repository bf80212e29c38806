import assert from 'node:assert/strict';
import { test } from 'node:test';
import { positionIn, textOf } from '../../../../extension/core/errors/entrySource.ts';

test('an offset is a line and a column from 1, whatever ends the lines', () => {
  const text = 'a\nbc\r\n𝕎d\re';
  const positions = Array.from(text.matchAll(/./gsu), ({ 0: character, index }) => {
    const { line, column } = positionIn(text, index);
    return `${JSON.stringify(character)} ${line}:${column}`;
  });
  assert.deepEqual(positions, [
    '"a" 1:1',
    '"\\n" 1:2',
    '"b" 2:1',
    '"c" 2:2',
    '"\\r" 2:3',
    '"\\n" 2:4',
    '"𝕎" 3:1',
    '"d" 3:3',
    '"\\r" 3:4',
    '"e" 4:1',
  ]);
  assert.deepEqual(positionIn('', 0), { base: 'one', line: 1, column: 1 });
});

test('a byte order mark is no part of the text', () => {
  const source = { file: '/a.ts', display: 'a.ts' };
  assert.equal(textOf({ ...source, text: '\uFEFFa' }), 'a');
  assert.equal(textOf({ ...source, text: 'a\uFEFF' }), 'a\uFEFF');
});
