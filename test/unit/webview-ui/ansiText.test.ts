import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ansiPieces } from '../../../webview-ui/ansiText.ts';

const E = '\u001b';

test('colours and marks become classes, from where they begin to where they end', () => {
  assert.deepEqual(ansiPieces(`a ${E}[1;31mred${E}[22m still${E}[0m b ${E}[97;44mc${E}[39md`), [
    { text: 'a ', classes: [] },
    { text: 'red', classes: ['ansi-red', 'ansi-bold'] },
    { text: ' still', classes: ['ansi-red'] },
    { text: ' b ', classes: [] },
    { text: 'c', classes: ['ansi-bright-white', 'ansi-on-blue'] },
    { text: 'd', classes: ['ansi-on-blue'] },
  ]);
});

test('colours that no theme has are left out with their parameters', () => {
  assert.deepEqual(ansiPieces(`${E}[38;5;31mx${E}[48;2;1;31;4my${E}[32mz`), [
    { text: 'x', classes: [] },
    { text: 'y', classes: [] },
    { text: 'z', classes: ['ansi-green'] },
  ]);
});

test('other sequences are left out: moves, titles, links', () => {
  const text = `a${E}[2Jb${E}]0;title\u0007c${E}]8;;https://x\u001b\\d${E}cE`;
  assert.equal(
    ansiPieces(text)
      .map((piece) => piece.text)
      .join(''),
    'abcdE',
  );
});

test('no escape is left, and a text without one is as it was', () => {
  const any = fc.string({
    unit: fc.constantFrom(E, '[', 'm', ';', '3', '1', '8', 'a', ']', '\u0007', '\\'),
  });
  fc.assert(
    fc.property(any, (text) => {
      const shown = ansiPieces(text)
        .map((piece) => piece.text)
        .join('');
      assert.ok(!shown.includes(E));
      if (!text.includes(E)) assert.equal(shown, text);
    }),
  );
});
