import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Failure } from '../../../../extension/core/errors/failures.ts';
import { firstPlace, type PlacedFrame } from '../../../../extension/core/errors/locate.ts';
import { parseStack } from '../../../../extension/core/errors/parseStack.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import { MemorySpill } from '../../../../extension/core/kept/spill.ts';
import { Timeline } from '../../../../extension/core/tail/timeline.ts';
import { ProblemTracker } from '../../../../extension/host/problems/problemTracker.ts';
import type { PlacedFailure, PlaceReach } from '../../../../extension/core/errors/placedFailure.ts';
import { oneBased } from '../../../../extension/shared/position.ts';
import type { TailEvent } from '../../../../extension/shared/tailEvent.ts';
import {
  answered,
  loggedError,
  rawEvent,
  rawException,
  type RawEvent,
} from '../../../support/events.ts';
import { memoryLog } from '../../../support/memoryLog.ts';
import { waitFor } from '../../../support/waitFor.ts';

/** A tracker whose places are not known before `found`. */
function tracked(): {
  timeline: Timeline;
  fail: (times: number) => void;
  found: () => void;
  count: () => number;
  log: ReturnType<typeof memoryLog>;
  dispose: () => void;
} {
  const log = memoryLog();
  const timeline = new Timeline(
    () => 100,
    new MemorySpill(),
    (error) => assert.fail(String(error)),
  );
  const { promise, resolve } = Promise.withResolvers<readonly PlacedFrame[]>();
  const place = {
    file: '/api/src/index.ts',
    display: 'src/index.ts',
    position: oneBased(3, 7),
    certainty: 'handler',
  } as const;
  const sources = {
    placed: async (_: string, __: TailEvent, failure: Failure): Promise<PlacedFailure> => ({
      failure,
      frames: await promise,
      place,
      thrownIn: undefined,
      couldBeMapped: false,
    }),
  };
  let count = 0;
  const tracker = new ProblemTracker(
    timeline,
    sources,
    (_file, problems) => {
      count = problems.reduce((sum, problem) => sum + problem.count, 0);
    },
    { get: () => undefined, set: () => Promise.resolve() },
    log,
  );
  const decoded = decodeTailEvent(
    rawEvent({ outcome: 'exception', exceptions: [rawException('boom')] }),
  );
  assert.ok(decoded.kind === 'event');
  const fail = (times: number): void => {
    for (let n = 0; n < times; n++) timeline.addEvent('api', decoded.event, '{}');
  };
  return {
    timeline,
    fail,
    found: () => resolve([]),
    count: () => count,
    log,
    dispose: () => tracker.dispose(),
  };
}

test('failures that come while their place is looked for are counted, up to a bound that is told', async () => {
  const { fail, found, count, log, dispose } = tracked();
  fail(10_003);
  found();
  await waitFor('the failures are counted', () => count() === 10_000);
  assert.deepEqual(log.lines, [
    'warn: 3 failing events are in the panel, but not counted in Problems: 10000 others waited for their place.',
  ]);
  fail(1);
  await waitFor('room is made again', () => count() === 10_001);
  dispose();
});

test('what was cleared while its place was looked for makes no problem', async () => {
  const { timeline, fail, found, count, dispose } = tracked();
  fail(5);
  timeline.clear();
  fail(2);
  found();
  await waitFor('the later failures are counted', () => count() === 2);
  timeline.clear();
  assert.equal(count(), 0, 'at once');
  dispose();
});

test('each failure of an event that is no consequence of another has a problem', async () => {
  const exceptions = [rawException('thrown', OWN), rawException('hung', OWN)];
  const logs = [loggedError('logged', OWN), loggedError('thrown', OWN)];
  assert.deepEqual(await problemsOf({ outcome: 'exception', exceptions, logs }), [
    '/a.ts thrown: thrown',
    '/a.ts logged: logged',
  ]);
});

test('a failing event without an own frame is at its handler', async () => {
  assert.deepEqual(await problemsOf({ logs: [loggedError('logged')], ...answered(500) }), [
    '/handler.ts logged: logged',
  ]);
  assert.deepEqual(await problemsOf(answered(503)), [
    '/handler.ts answered: Answered with an error status, and nothing says why',
  ]);
});

test('of several failures only the main one may be at the handler', async () => {
  const exceptions = [rawException('thrown', OWN)];
  const logs = [loggedError('logged')];
  assert.deepEqual(await problemsOf({ outcome: 'exception', exceptions, logs }), [
    '/a.ts thrown: thrown',
  ]);
});

test('a logged error has its own line or none where the event did not fail', async () => {
  const logs = [loggedError('elsewhere'), loggedError('here', OWN)];
  assert.deepEqual(await problemsOf({ logs }), ['/a.ts logged: here']);
});

const OWN = '    at f (a.ts:3:7)';

/** File, kind and message of the problems that one event makes, which has a problem. */
async function problemsOf(fields: RawEvent): Promise<string[]> {
  const timeline = new Timeline(
    () => 100,
    new MemorySpill(),
    (error) => assert.fail(String(error)),
  );
  const shown = new Map<string, string[]>();
  const tracker = new ProblemTracker(
    timeline,
    {
      placed: placedAt('/handler.ts'),
    },
    (file, problems) => {
      shown.set(
        file,
        problems.map(({ seen, message }) => `${file} ${seen.kind}: ${message}`),
      );
    },
    { get: () => undefined, set: () => Promise.resolve() },
    memoryLog(),
  );
  const decoded = decodeTailEvent(rawEvent(fields));
  assert.ok(decoded.kind === 'event');
  timeline.addEvent('chat', decoded.event, '{}');
  await waitFor('a problem is shown', () => shown.size > 0);
  tracker.dispose();
  return [...shown.values()].flat();
}

const PLACE = {
  file: '/a.ts',
  display: 'a.ts',
  position: oneBased(3, 7),
  certainty: 'mapped',
} as const;

/** What has a stack is at its line, the rest at a handler in this file. */
function placedAt(handler: string) {
  return (
    _worker: string,
    _event: TailEvent,
    failure: Failure,
    reach: PlaceReach,
  ): Promise<PlacedFailure> => {
    const frames = failure.stack === undefined ? [] : ownFrames();
    const elsewhere = reach === 'handler' ? { ...PLACE, file: handler } : undefined;
    return Promise.resolve({
      failure,
      frames,
      place: firstPlace(frames) ?? elsewhere,
      thrownIn: undefined,
      couldBeMapped: false,
    });
  };
}

function ownFrames(): PlacedFrame[] {
  return parseStack(OWN).map((frame) => ({ frame, origin: frame.origin, place: PLACE }));
}

test('a failure that its caller saw too is linked; one that nobody waited for is not', async () => {
  for (const [event, isLinked] of [
    [{ entrypoint: 'Room' }, true],
    [{ entrypoint: 'Room', event: { rpcMethod: 'join' } }, true],
    [{ entrypoint: 'Room', event: { scheduledTime: '2026-01-01T00:00:00.000Z' } }, false],
    [{}, false],
  ] as const) {
    const timeline = new Timeline(
      () => 100,
      new MemorySpill(),
      (error) => assert.fail(String(error)),
    );
    let seen = 0;
    const tracker = new ProblemTracker(
      timeline,
      {
        placed: placedAt('/b.ts'),
      },
      (_file, problems) => {
        seen += problems.length;
      },
      { get: () => undefined, set: () => Promise.resolve() },
      memoryLog(),
    );
    const add = (fields: object, stack?: string): void => {
      const exceptions = [rawException('boom', stack)];
      const decoded = decodeTailEvent({
        ...rawEvent({ outcome: 'exception', exceptions }),
        ...fields,
      });
      assert.ok(decoded.kind === 'event');
      timeline.addEvent('chat', decoded.event, '{}');
    };
    add(event, OWN);
    add({});
    await waitFor('both are counted', () => seen > 0);
    const rows = Array.from({ length: 5 }, (_, row) => tracker.linked(row) !== undefined);
    assert.equal(rows.includes(true), isLinked, JSON.stringify(event));
    tracker.dispose();
  }
});
