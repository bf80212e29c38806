import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Echoes } from '../../../../webview-ui/filter/echoes.ts';

test('what was sent comes back and is no news', () => {
  const echoes = new Echoes();
  assert.equal(echoes.send('a', 0), true);
  assert.equal(echoes.send('ab', 10), true);
  assert.equal(echoes.hear('a', 20), false);
  assert.equal(echoes.hear('ab', 30), false);
  assert.equal(echoes.inForce, 'ab');
});

test('what the host knows, or will know, is not sent again', () => {
  const echoes = new Echoes();
  assert.equal(echoes.send('', 0), false);
  assert.equal(echoes.send('a', 0), true);
  assert.equal(echoes.send('a', 0), false);
  echoes.hear('a', 1);
  assert.equal(echoes.send('a', 2), false);
  assert.equal(echoes.send('', 3), true);
});

test('counts of the same filter are no news', () => {
  const echoes = new Echoes();
  echoes.send('a', 0);
  assert.equal(echoes.hear('', 1), false);
  echoes.hear('a', 2);
  assert.equal(echoes.hear('a', 3), false);
});

test('a filter that was not sent comes from elsewhere', () => {
  const echoes = new Echoes();
  assert.equal(echoes.hear('worker:api', 0), true);
  echoes.send('a', 1);
  assert.equal(echoes.hear('worker:cron', 2), true);
});

test('the host may leave out those that others followed at once', () => {
  const echoes = new Echoes();
  for (const text of ['a', 'ab', 'abc']) echoes.send(text, 0);
  assert.equal(echoes.hear('abc', 10), false);
  assert.equal(echoes.hear('ab', 20), true);
});

test('an echo that never came is not waited for', () => {
  const echoes = new Echoes();
  for (const text of ['a', '', 'a']) echoes.send(text, 0);
  echoes.hear('a', 10);
  assert.equal(echoes.hear('', 60_000), true);
});
