import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Suggestion } from '../../../../extension/shared/viewer.ts';
import { Suggesting } from '../../../../webview-ui/filter/suggesting.ts';
import type { Sources } from '../../../../webview-ui/filter/lines.ts';

function sources(text: string, ...inserts: readonly string[]): Sources {
  const suggestions = inserts.map((insert): Suggestion => ({
    kind: 'value',
    insert,
    from: 0,
    to: text.length,
    note: '',
    count: 1,
  }));
  const ago = (): string => '';
  return { text, caret: text.length, suggestions, saved: [], history: [], ago };
}

function opened(text: string, ...inserts: readonly string[]): Suggesting {
  const list = new Suggesting(() => undefined);
  list.open();
  list.fill(sources(text, ...inserts));
  return list;
}

test('the first line is active once something is typed', () => {
  assert.equal(opened('c', 'code:1', 'code:2').line?.insert, 'code:1');
  assert.equal(opened('', 'code:1').line, undefined);
});

test('the arrows go through the lines and the text', () => {
  const list = opened('c', 'code:1', 'code:2');
  const seen = [1, 1, 1, -1, -1].map((step) => {
    list.go(step);
    return list.line?.insert;
  });
  assert.deepEqual(seen, ['code:2', undefined, 'code:1', undefined, 'code:2']);
});

test('a line that was chosen stays when the lines come again', () => {
  const list = opened('c', 'code:1', 'code:2');
  list.go(1);
  list.fill(sources('c', 'code:0', 'code:1', 'code:2'));
  assert.equal(list.line?.insert, 'code:2');
  list.typed();
  list.fill(sources('co', 'code:0', 'code:2'));
  assert.equal(list.line.insert, 'code:0');
});

test('what is wanted of lines that are late is done when they are there, unless more is typed', () => {
  const list = opened('c', 'code:1');
  assert.equal(list.isFor('c', 'plain'), true);
  assert.equal(list.isFor('co', 'exclude'), false);
  assert.equal(list.fill(sources('co', 'code:1')), 'exclude');
  assert.equal(list.fill(sources('co', 'code:1')), undefined);
  list.isFor('col', 'plain');
  list.typed();
  assert.equal(list.fill(sources('colo', 'colo:AMS')), undefined);
});

test('a closed list has no lines', () => {
  const list = opened('c', 'code:1');
  list.close();
  assert.deepEqual([list.lines, list.active, list.line], [[], -1, undefined]);
});
