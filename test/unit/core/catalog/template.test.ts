import assert from 'node:assert/strict';
import { test } from 'node:test';
import { matchesTemplate, parseTemplate } from '../../../../extension/core/catalog/template.ts';

function matches(text: string, message: string): boolean {
  return matchesTemplate(parseTemplate(text), message);
}

test('a gap stands for any text, also none', () => {
  const text = 'Invalid code: {code}. Use {other}';
  assert.ok(matches(text, 'Invalid code: 1005. Use 1011'));
  assert.ok(matches(text, 'Error: Invalid code: . Use \n and so on'));
  assert.ok(!matches(text, 'Use 1011. Invalid code: 1005'));
  assert.ok(!matches(text, 'invalid code: 1005. Use 1011'));
});

test('a text stands alone: it is no part of another word', () => {
  assert.ok(matches('daemonDown', 'outcome daemonDown.'));
  assert.ok(!matches('daemonDown', 'mydaemonDown'));
  assert.ok(!matches('daemonDown', 'daemonDowner'));
  assert.ok(matches('daemonDown', 'mydaemonDown and daemonDown'));
});

test('what is matched by a pattern language elsewhere is plain text here', () => {
  assert.ok(matches('call accept() (a|b)* [x]', 'please call accept() (a|b)* [x] now'));
  assert.ok(!matches('call accept() (a|b)* [x]', 'please call accept() aaa x'));
});

test('the word of a template stands whole in every message that matches', () => {
  assert.equal(parseTemplate('No such module "{name}".').word, 'module');
  // "prefix" touches the gap: a message may have "prefixed" there.
  assert.equal(parseTemplate('has prefix{rest}').word, 'has');
});

test('a text without a whole word is refused: nothing would find it', () => {
  for (const text of ['', '{all}', '1006: {x}', '{a}word{b}']) {
    assert.throws(() => parseTemplate(text), /no whole word/, text);
  }
});
