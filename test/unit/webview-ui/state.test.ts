import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Counts, EventDetail, StateMessage } from '../../../extension/shared/protocol.ts';
import { wholeList } from '../../support/rows.ts';
import type { FilterView } from '../../../extension/shared/viewer.ts';
import { INITIAL, received, selected } from '../../../webview-ui/state.ts';

const filter: FilterView = {
  text: '',
  matched: 3,
  events: 3,
  progress: 1,
  aside: undefined,
  saved: [],
};
const counts: Counts = { events: 3, failing: 1, logged: 0, gaps: 0, dropped: 0, rejected: 0 };
const told: StateMessage = {
  type: 'state',
  sessions: [],
  workers: ['api'],
  empty: { sentence: 'Nothing yet.', action: undefined },
  rows: wholeList([]),
  counts,
  filter,
};

function detail(id: number): EventDetail {
  return {
    id,
    title: 'GET /',
    worker: 'api',
    time: 0,
    outcome: 'ok',
    version: undefined,
    explain: undefined,
    errors: [],
    logs: [],
    request: undefined,
    hasTwin: false,
    facts: [],
    related: [],
  };
}

test('the first message is the whole state', () => {
  const state = received(selected(INITIAL, 7), told);
  assert.deepEqual(state, {
    sessions: [],
    workers: ['api'],
    empty: told.empty,
    counts,
    selected: undefined,
    aside: undefined,
    detail: undefined,
  });
});

test('each later message changes its own part', () => {
  const state = received(INITIAL, told);
  const more = { ...counts, events: 4 };
  assert.deepEqual(received(state, { type: 'rows', rows: wholeList([]), counts: more }), {
    ...state,
    counts: more,
  });
  assert.deepEqual(received(state, { type: 'workers', workers: ['a', 'b'] }), {
    ...state,
    workers: ['a', 'b'],
  });
  assert.deepEqual(received(state, { type: 'sessions', sessions: [] }), { ...state, sessions: [] });
  assert.deepEqual(received(state, { type: 'empty', empty: undefined }), {
    ...state,
    empty: undefined,
  });
});

test('a selected row waits for its detail, and has it then', () => {
  const waiting = selected(INITIAL, 7);
  assert.deepEqual([waiting.selected, waiting.detail], [7, 'waiting']);
  const shown = received(waiting, { type: 'detail', id: 7, detail: detail(7) });
  assert.deepEqual(shown.detail, detail(7));
  assert.equal(selected(shown, 7), shown);
});

test('a late answer to an earlier selection is left out', () => {
  const state = selected(selected(INITIAL, 7), 8);
  assert.equal(received(state, { type: 'detail', id: 7, detail: detail(7) }), state);
});

test('an event that the host no longer has is gone', () => {
  const state = received(selected(INITIAL, 7), { type: 'detail', id: 7, detail: undefined });
  assert.equal(state.detail, 'gone');
});

test('the row that the editor reveals is selected', () => {
  assert.equal(received(INITIAL, { type: 'reveal', id: 4, position: 4 }).selected, 4);
});
