import assert from 'node:assert/strict';
import { test } from 'node:test';
import { JsonFramer } from '../../../../extension/core/tail/jsonFramer.ts';
import { sessionSink } from '../../../../extension/core/tail/sessionSink.ts';
import { MemorySpill } from '../../../../extension/core/kept/spill.ts';
import { Timeline, type Added, type Break } from '../../../../extension/core/tail/timeline.ts';
import { nodeBytes } from '../../../../extension/host/platform.ts';
import type { TailNotice } from '../../../../extension/shared/tailEvent.ts';
import { answered, loggedError, rawEvent, rawException } from '../../../support/events.ts';
import { rowsOf } from '../../../support/rowsOf.ts';
import { memoryLog } from '../../../support/memoryLog.ts';

function pipe(retention = 100): {
  timeline: Timeline;
  added: Added[];
  breaks: Break[];
  notices: TailNotice[];
  noise: string[];
  send: (...objects: unknown[]) => void;
} {
  const timeline = new Timeline(
    () => retention,
    new MemorySpill(),
    (error) => assert.fail(String(error)),
  );
  const added: Added[] = [];
  const breaks: Break[] = [];
  const notices: TailNotice[] = [];
  const noise: string[] = [];
  timeline.onDidAdd((event) => void added.push(event));
  timeline.onDidBreak((gap) => void breaks.push(gap));
  const listener = {
    event: () => undefined,
    notice: (notice: TailNotice) => void notices.push(notice),
    noise: (line: string) => void noise.push(line),
  };
  const framer = new JsonFramer(
    nodeBytes,
    sessionSink(timeline, 'of-session', listener, memoryLog()),
  );
  const send = (...objects: unknown[]): void => {
    for (const object of objects) framer.push(Buffer.from(`${JSON.stringify(object, null, 4)}\n`));
  };
  return { timeline, added, breaks, notices, noise, send };
}

test('events become rows under the Worker that they name, else under the session', () => {
  const { timeline, send } = pipe();
  send(rawEvent(), rawEvent({ scriptName: null }), rawEvent());
  assert.deepEqual(timeline.workers, ['chat', 'of-session']);
  assert.deepEqual(
    rowsOf(timeline).map(({ id, worker }) => ({ id, worker })),
    [
      { id: 0, worker: 0 },
      { id: 1, worker: 1 },
      { id: 2, worker: 0 },
    ],
  );
});

test('events are told with their row', () => {
  const { added, send } = pipe();
  send(rawEvent(), rawEvent({ outcome: 'exception', exceptions: [rawException('boom')] }));
  assert.deepEqual(
    added.map(({ row, worker, event }) => [row, worker, event.outcome]),
    [
      [0, 'chat', 'ok'],
      [1, 'chat', 'exception'],
    ],
  );
});

test('what is kept, failing, dropped and rejected is counted', () => {
  const { timeline, send, noise } = pipe(2);
  send(rawEvent(), rawEvent({ outcome: 'exceededCpu' }), rawEvent(), { not: 'an event' }, 'text');
  assert.deepEqual(timeline.counts, {
    events: 3,
    failing: 1,
    logged: 0,
    gaps: 0,
    dropped: 1,
    rejected: 1,
  });
  assert.deepEqual(noise, ['"text"']);
  assert.equal(timeline.kept.has(0), false);
});

test('a logged error of an event that did not fail is counted apart', () => {
  const { timeline, send } = pipe();
  const logs = [loggedError('no room')];
  send(rawEvent({ logs }), rawEvent({ logs, ...answered(500) }), rawEvent(answered(503)));
  assert.deepEqual(
    [timeline.counts.events, timeline.counts.failing, timeline.counts.logged],
    [3, 2, 1],
  );
});

test('a notice is no row by itself', () => {
  const { timeline, notices, send } = pipe();
  send({ event: { type: 'overload', message: 'sampling' } });
  assert.deepEqual(notices, [{ type: 'overload', message: 'sampling' }]);
  assert.equal(timeline.kept.count, 0);
});

test('a gap is a row, and is counted', async () => {
  const { timeline, breaks } = pipe();
  timeline.addGap('chat', 'Connection lost', 5);
  assert.deepEqual(breaks, [{ worker: 'chat', time: 5 }]);
  assert.equal(timeline.counts.gaps, 1);
  assert.equal(rowsOf(timeline)[0]?.kind, 'notice');
  assert.equal(await timeline.kept.read(0), '');
});

test('clearing empties the list and the counts', () => {
  const { timeline, send } = pipe();
  send(rawEvent());
  timeline.clear();
  assert.deepEqual(rowsOf(timeline), []);
  assert.equal(timeline.counts.events, 0);
  send(rawEvent());
  assert.equal(rowsOf(timeline)[0]?.id, 1);
});

test('Worker names from the stream are bounded', () => {
  const { timeline } = pipe();
  for (let i = 0; i < 5000; i++) timeline.workerIndex(`w${i}`);
  assert.equal(timeline.workers.length, 1000);
});
