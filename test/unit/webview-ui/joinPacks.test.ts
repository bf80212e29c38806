import assert from 'node:assert/strict';
import { test } from 'node:test';
import { packRows } from '../../../extension/shared/row.ts';
import { joinPacks } from '../../../webview-ui/joinPacks.ts';
import { someRow } from '../../support/rows.ts';

test('two packs become the one that all their rows would have made', () => {
  const rows = [
    someRow({ id: 7, title: 'GET /ü', code: 'cf:1101', text: 'first', cpu: NaN }),
    someRow({ id: 8, kind: 'queue', tone: 'error', worker: 3, status: 0, wall: 70_000 }),
    someRow({ id: 9, time: NaN, title: '', text: '🎈' }),
  ];
  const [first, second] = [packRows(rows.slice(0, 1)), packRows(rows.slice(1))];
  assert.deepEqual(joinPacks(first, second), packRows(rows));
});
