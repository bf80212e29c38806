import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isToPage, parseFromPage } from '../../../extension/shared/protocol.ts';

const VALID = [
  { type: 'ready', utcOffset: 120 },
  { type: 'follow' },
  { type: 'show', position: 7, anchor: 3 },
  { type: 'show', position: 7, anchor: undefined },
  { type: 'setFilter', text: 'status:failing' },
  { type: 'suggest', text: 'sta', offset: 3 },
  { type: 'saveFilter', text: 'x' },
  { type: 'forgetFilter', text: 'x' },
  { type: 'find', query: { text: 'a', matchCase: true, wholeWord: false, regex: false } },
  { type: 'find', query: undefined },
  { type: 'findStep', forward: true },
  { type: 'fieldStatistic', id: 3, term: 'http:500' },
  { type: 'openDetail', id: 3 },
  { type: 'openPlace', id: 3 },
  { type: 'openLink', id: 3 },
  { type: 'openRaw', id: 3 },
  { type: 'openTwin', id: 3 },
  { type: 'openFrame', id: 3, error: 0, frame: 2 },
  { type: 'applyFix', id: 3, key: 'x' },
  { type: 'command', command: 'start' },
  { type: 'command', command: 'stop', session: 'x' },
];

for (const message of VALID) {
  test(`${JSON.stringify(message)} is understood`, () => {
    assert.deepEqual(parseFromPage(message), message);
    assert.deepEqual(parseFromPage({ ...message, extra: 1 }), message);
  });
}

const INVALID = [
  undefined,
  null,
  'ready',
  {},
  { type: 'eval' },
  { type: 'show', position: -1 },
  { type: 'setFilter' },
  { type: 'suggest', text: 'a', offset: 'x' },
  { type: 'fieldStatistic', id: 3 },
  { type: 'openDetail' },
  { type: 'openDetail', id: -1 },
  { type: 'openDetail', id: 1.5 },
  { type: 'openDetail', id: '1' },
  { type: 'openFrame', id: 1, error: 0 },
  { type: 'applyFix', id: 1 },
  { type: 'command', command: 'workbench.action.quit' },
];

for (const message of INVALID) {
  test(`${JSON.stringify(message)} is not`, () => {
    assert.equal(parseFromPage(message), undefined);
  });
}

test('messages of others are told from the host’s', () => {
  assert.ok(isToPage({ type: 'filter' }));
  assert.ok(!isToPage({ type: 'vscode-something' }));
  assert.ok(!isToPage(null));
});
