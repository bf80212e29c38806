import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  findTemplate,
  isWholeTemplate,
  parseTemplate,
} from '../../../../extension/core/catalog/template.ts';

function matches(text: string, message: string): boolean {
  return findTemplate(parseTemplate(text), message) >= 0;
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

test('the words of a template stand whole in every message that matches', () => {
  assert.deepEqual(parseTemplate('No such module "{name}".').words, ['No', 'such', 'module']);
  // "prefix" touches the gap: a message may have "prefixed" there.
  assert.deepEqual(parseTemplate('has prefix{rest}').words, ['has']);
});

test('the final full stop may be missing, in the text and in the message', () => {
  assert.ok(matches('Body has already been used.', 'Body has already been used'));
  assert.ok(matches('Body has already been used', 'Body has already been used.'));
  assert.ok(!matches('Body has already been used.', 'Body has already been usedX'));
  assert.ok(matches('No such module "{name}".', 'No such module "a"'));
});

test('a message is found at its beginning', () => {
  assert.equal(findTemplate(parseTemplate('used {name} twice'), 'Error: used it twice'), 7);
});

test('a whole text has nothing before it and nothing behind it', () => {
  const whole = (text: string, message: string): boolean =>
    isWholeTemplate(parseTemplate(text), message);
  assert.ok(whole('Invalid {name} value.', 'Invalid header value'));
  assert.ok(!whole('Invalid {name} value.', 'An Invalid header value'));
  assert.ok(!whole('Invalid {name} value.', 'Invalid header value there'));
  assert.ok(whole('Invalid {name}', 'Invalid header value there'));
  assert.ok(whole('{name} value', 'a value'));
  assert.ok(!whole('{name} value', 'a value and a value'), 'an expression has no blanks');
  assert.ok(whole('{name} value', '(intermediate value).join value'));
  assert.ok(!whole('Invalid value', 'value'));
});

test('a text without a whole word is refused: nothing would find it', () => {
  for (const text of ['', '{all}', '1006: {x}', '{a}word{b}']) {
    assert.throws(() => parseTemplate(text), /no whole word/, text);
  }
});
