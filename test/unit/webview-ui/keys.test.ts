import assert from 'node:assert/strict';
import { test } from 'node:test';
import { KEYS, shortcut } from '../../../webview-ui/keys.ts';

test('keys are written as the system writes them', () => {
  assert.equal(shortcut('Mod+F', false), 'Ctrl+F');
  assert.equal(shortcut('Mod+F', true), '⌘F');
  assert.equal(shortcut('Shift+F3', true), '⇧F3');
  assert.equal(shortcut('Alt+Down', false), 'Alt+↓');
  assert.equal(shortcut('+', false), '+');
});

test('no key means two things in one place', () => {
  for (const { title, lines } of KEYS) {
    const keys = lines.flatMap((line) => line.keys);
    assert.equal(new Set(keys).size, keys.length, title);
  }
});
