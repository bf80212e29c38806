import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RowSelection } from '../../../webview-ui/rowSelection.ts';
import { someRow } from '../../support/rows.ts';

/** Ten rows a second apart; an event that came last stands third. */
const rows = Array.from({ length: 10 }, (_, id) =>
  someRow({ id, time: id === 9 ? 2500 : 1000 * id }),
);
const row = (id: number) => rows[id] ?? someRow();

function selected(selection: RowSelection): number[] {
  return rows.filter((each) => selection.has(each)).map(({ id }) => id);
}

test('one row is chosen at a time', () => {
  const selection = new RowSelection();
  selection.choose(row(3));
  selection.choose(row(5));
  assert.deepEqual(selected(selection), [5]);
  assert.deepEqual(selection.rows, [{ from: 5, to: 5 }]);
  assert.equal(selection.isMany, false);
});

test('a range has what stands between its ends, in either direction', () => {
  const selection = new RowSelection();
  selection.choose(row(4));
  selection.extend(row(2));
  assert.deepEqual(selected(selection), [2, 3, 4, 9]);
  selection.extend(row(6));
  assert.deepEqual(selected(selection), [4, 5, 6]);
  assert.equal(selection.current?.id, 6);
  assert.equal(selection.isMany, true);
});

test('rows are added and taken away one by one', () => {
  const selection = new RowSelection();
  selection.choose(row(1));
  selection.toggle(row(7));
  selection.toggle(row(4));
  selection.toggle(row(7));
  assert.deepEqual(selected(selection), [1, 4]);
});

test('all are all, also those that come', () => {
  const selection = new RowSelection();
  selection.chooseAll();
  assert.equal(selection.rows, 'all');
  assert.ok(selection.has(someRow({ id: 99, time: 1e9 })));
  selection.choose(undefined);
  assert.deepEqual([selection.rows, selected(selection)], [[], []]);
});
