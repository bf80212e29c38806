import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { visibleText } from '../../../webview-ui/visibleText.ts';

const CASES: readonly (readonly [what: string, text: string, seen: string])[] = [
  ['a direction override', 'exe.\u202Egpj', 'exe.⟨U+202E⟩gpj'],
  ['an isolate', 'a\u2066b\u2069', 'a⟨U+2066⟩b⟨U+2069⟩'],
  ['a C0 control', 'a\u0007b\u001b[31m', 'a⟨U+0007⟩b⟨U+001B⟩[31m'],
  ['a C1 control', 'a\u0085b\u009b', 'a⟨U+0085⟩b⟨U+009B⟩'],
  ['a zero width space', 'pay\u200Bpal', 'pay⟨U+200B⟩pal'],
  ['a byte order mark', '\uFEFFa', '⟨U+FEFF⟩a'],
  ['a line separator', 'a\u2028b', 'a⟨U+2028⟩b'],
  ['a tag character', 'a\u{E0041}', 'a⟨U+E0041⟩'],
  ['a Hangul filler, which is a letter', 'a\u3164', 'a⟨U+3164⟩'],
  ['a lone surrogate', 'a\ud800', 'a⟨U+D800⟩'],
  ['a carriage return on its own', 'safe\revil', 'safe⟨U+000D⟩evil'],
  ['a joiner between letters', 'a\u200Db', 'a⟨U+200D⟩b'],
];

for (const [what, text, seen] of CASES) {
  test(`${what} is seen`, () => assert.equal(visibleText(text), seen));
}

for (const text of ['plain', 'tab\tand\nline\r\nends', 'Grüße, 世界, مرحبا, 👩‍🚀 🏳️‍🌈', '']) {
  test(`${JSON.stringify(text)} stays as it is`, () => assert.equal(visibleText(text), text));
}

test('what is seen has nothing more to be made visible', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const seen = visibleText(text);
      assert.equal(visibleText(seen), seen);
    }),
  );
});
