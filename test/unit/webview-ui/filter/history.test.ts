import assert from 'node:assert/strict';
import { test } from 'node:test';
import { restoreHistory, used, type FilterUse } from '../../../../webview-ui/filter/history.ts';

test('the latest comes first, each filter once', () => {
  let history: readonly FilterUse[] = [];
  for (const [time, text] of ['a', 'b', 'a', ''].entries()) history = used(history, text, time);
  assert.deepEqual(history, [
    { text: 'a', time: 2 },
    { text: 'b', time: 1 },
  ]);
});

test('twenty are kept', () => {
  let history: readonly FilterUse[] = [];
  for (let time = 0; time < 30; time++) history = used(history, `cpu:>${time}`, time);
  assert.equal(history.length, 20);
  assert.equal(history.at(-1)?.text, 'cpu:>10');
});

test('what was saved comes back, and nothing else', () => {
  const history = [{ text: 'a', time: 1 }];
  assert.deepEqual(restoreHistory(JSON.parse(JSON.stringify(history))), history);
  for (const saved of [undefined, null, 'a', { text: 'a' }, [{ text: 1, time: 1 }, 'a', null]]) {
    assert.deepEqual(restoreHistory(saved), []);
  }
});
