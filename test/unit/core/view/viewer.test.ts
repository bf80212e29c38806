import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { failuresOf } from '../../../../extension/core/errors/failures.ts';
import { eventFieldsOf } from '../../../../extension/core/filter/eventFieldsOf.ts';
import { matches } from '../../../../extension/core/filter/matches.ts';
import { KeptEvents } from '../../../../extension/core/kept/keptEvents.ts';
import { noticeRecord } from '../../../../extension/core/kept/noticeRecord.ts';
import { recordOf } from '../../../../extension/core/kept/recordOf.ts';
import { MemorySpill } from '../../../../extension/core/kept/spill.ts';
import { countValues } from '../../../../extension/core/view/countValues.ts';
import { fieldStatistic } from '../../../../extension/core/view/fieldStatistic.ts';
import { Finder } from '../../../../extension/core/view/finder.ts';
import { nextFailure } from '../../../../extension/core/view/nextFailure.ts';
import { relatedRows } from '../../../../extension/core/view/relatedRows.ts';
import { Slicer } from '../../../../extension/core/view/slicer.ts';
import { suggestionsAt } from '../../../../extension/core/view/suggestions.ts';
import { Viewer } from '../../../../extension/core/view/viewer.ts';
import { nodeTimers } from '../../../../extension/host/platform.ts';
import { parseFilter } from '../../../../extension/shared/filter/parseFilter.ts';
import type { TailEvent } from '../../../../extension/shared/tailEvent.ts';
import { someEvent, someFilter } from '../../../support/filterEvents.ts';
import { record } from '../../../webview/listHost.ts';

function fail(error: unknown): never {
  throw error;
}

/** A viewer of events that are kept with little room, so that some have to be read back. */
function viewerOf(most = Infinity, room = 30) {
  const kept = new KeptEvents(() => most, new MemorySpill());
  const events: TailEvent[] = [];
  const sources = {
    kept,
    workers: ['api', 'rooms'],
    slicer: new Slicer(nodeTimers),
    fields: (id: number) => {
      const event = events[id];
      return Promise.resolve(event && eventFieldsOf(event, 'api'));
    },
  };
  const viewer = new Viewer(sources, fail);
  const add = (event: TailEvent): void => {
    events.push(event);
    kept.add(recordOf(event, failuresOf(event), 0, room), '');
  };
  return { kept, events, sources, viewer, add };
}

async function settled(viewer: Viewer): Promise<void> {
  while (viewer.progress < 1) await new Promise((resolve) => setImmediate(resolve));
  // The last event that was read is judged after it was taken from the queue.
  await new Promise((resolve) => setImmediate(resolve));
}

test('a list shows what its filter says, of events before it and after, dropped ones left out', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(someEvent, { maxLength: 15 }),
      fc.array(someEvent, { maxLength: 15 }),
      someFilter,
      fc.integer({ min: 3, max: 40 }),
      async (before, after, text, most) => {
        const { kept, events, viewer, add } = viewerOf(most);
        before.forEach(add);
        const done = viewer.filter(text);
        after.forEach(add);
        await done;
        await settled(viewer);
        const parsed = parseFilter(text, { utcOffset: 0 });
        assert.ok('query' in parsed);
        const { query } = parsed;
        const expected = [...kept.order.slice(0, kept.order.length)].filter((id) => {
          const event = events[id];
          return event !== undefined && matches(query, eventFieldsOf(event, 'api'));
        });
        const { order } = viewer.view;
        assert.deepEqual([...order.slice(0, order.length)], expected, text);
        assert.equal(viewer.view.events, expected.length);
        viewer.dispose();
      },
    ),
    { numRuns: 150 },
  );
});

test('breaks in coverage pass every filter but one for another Worker', async () => {
  const { kept, viewer } = viewerOf();
  kept.add(record('GET /'), '');
  kept.add(noticeRecord(0, 'Connection lost', 1, 'warning'), '');
  const shown = async (text: string): Promise<[rows: number, events: number]> => {
    await viewer.filter(text);
    return [viewer.view.order.length, viewer.view.events];
  };
  assert.deepEqual(await shown('nothing like it'), [1, 0]);
  assert.deepEqual(await shown('worker:api'), [2, 1]);
  assert.deepEqual(await shown('worker:rooms'), [0, 0]);
  assert.deepEqual(await shown('-worker:api'), [0, 0]);
  assert.deepEqual(await shown('worker:rooms OR status:failing'), [1, 0]);
});

test('an invalid filter changes nothing, and context comes back to the filter', async () => {
  const { kept, viewer } = viewerOf();
  for (const title of ['a', 'b', 'c']) kept.add(record(title), '');
  await viewer.filter('b');
  await viewer.filter('status:failng');
  assert.equal(viewer.text, 'b');
  await viewer.showContext(1);
  assert.deepEqual([viewer.text, viewer.aside, viewer.view.order.length], ['', 'b', 3]);
  await viewer.leaveContext();
  assert.deepEqual([viewer.text, viewer.aside, viewer.view.order.length], ['b', undefined, 1]);
});

const NOTHING = { matchCase: false, wholeWord: false, regex: false };

test('Find goes round the rows that match, of those that are shown', async () => {
  const { kept, viewer } = viewerOf();
  for (const title of ['GET /Room', 'GET /x', 'GET /rooms', 'POST /room', 'GET /y']) {
    kept.add(record(title), '');
  }
  await viewer.filter('get');
  const finder = new Finder(viewer, kept, fail);
  await finder.find({ ...NOTHING, text: 'room' }, 1);
  assert.deepEqual([finder.found.count, finder.found.index, finder.found.row], [2, 1, 2]);
  await finder.step(true, undefined);
  assert.deepEqual([finder.found.index, finder.found.row, finder.found.position], [0, 0, 0]);
  await finder.step(false, undefined);
  assert.equal(finder.found.row, 2);
  // A step right behind a question waits for its answer.
  void finder.find({ ...NOTHING, text: 'room' }, 0);
  await finder.step(true, undefined);
  assert.equal(finder.found.row, 2);
  kept.add(record('GET /room/new'), '');
  assert.equal(finder.found.count, 3);
  await finder.find({ ...NOTHING, text: 'room', wholeWord: true, matchCase: true }, 0);
  assert.deepEqual([finder.found.count, finder.found.row], [1, 5]);
  await finder.find({ ...NOTHING, text: '(', regex: true }, 0);
  assert.match(finder.found.error ?? '', /regular expression/);
  await finder.find(undefined, 0);
  assert.deepEqual([finder.found.count, finder.found.error], [0, undefined]);
});

test('failures are found in both directions, from any row', () => {
  const { kept } = viewerOf();
  const { facets } = record('');
  for (let id = 0; id < 6; id++) {
    kept.add({ ...record('x'), facets: { ...facets, failing: id % 3 === 1 } }, '');
  }
  const next = (from: number | undefined, forward: boolean) =>
    nextFailure(kept, kept.order, from, forward);
  assert.deepEqual([next(0, true), next(1, true), next(4, true)], [1, 4, undefined]);
  assert.deepEqual([next(undefined, false), next(4, false), next(1, false)], [4, 1, undefined]);
});

test('values are counted within the rest of the filter, and suggested by their number', async () => {
  const { kept, sources } = viewerOf();
  const { facets } = record('');
  for (let id = 0; id < 6; id++) {
    const status = id < 4 ? 200 : 500;
    const code = status === 500 ? 'cf:1101' : '';
    const failing = status === 500;
    kept.add(
      { ...record('x'), facets: { ...facets, status, failing, codes: code }, colo: 'AMS' },
      '',
    );
  }
  const isOver = (): boolean => false;
  const suggest = async (text: string) =>
    (await suggestionsAt(text, text.length, { utcOffset: 0 }, sources, isOver)).map(
      ({ insert, count }) => [insert, count],
    );
  assert.deepEqual(await suggest('http:'), [
    ['200', 4],
    ['500', 2],
  ]);
  assert.deepEqual(await suggest('http:500 colo:'), [['AMS', 2]]);
  assert.deepEqual((await suggest('status:fail'))[0], ['failing', 2]);
  assert.deepEqual(await suggest('cod'), [
    ['code:cf:1101', 2],
    ['code:', undefined],
  ]);
  const statistic = await fieldStatistic(0, 'http:200', sources, isOver);
  assert.deepEqual(statistic, {
    events: 6,
    values: [
      { value: '200', term: 'http:200', count: 4 },
      { value: '500', term: 'http:500', count: 2 },
    ],
  });
  assert.equal(await fieldStatistic(0, 'header:x', sources, isOver), undefined);
  const given = await countValues(
    'colo',
    () => 1,
    sources,
    () => true,
  );
  assert.equal(given.events, 0);
});

test('related events are the nearest on both sides', async () => {
  const { kept, sources } = viewerOf();
  for (let id = 0; id < 30; id++) {
    kept.add({ ...record('x'), rest: `\n\u0004ray${id % 2}` }, '');
  }
  assert.deepEqual(
    await relatedRows(14, 'ray:ray0', sources),
    [4, 6, 8, 10, 12, 16, 18, 20, 22, 24],
  );
});
