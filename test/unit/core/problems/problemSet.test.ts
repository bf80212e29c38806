import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutedBy } from '../../../../extension/core/problems/muting.ts';
import { keyOf, type Occurrence } from '../../../../extension/core/problems/problem.ts';
import { stageOf } from '../../../../extension/core/problems/problemLife.ts';
import { ProblemSet } from '../../../../extension/core/problems/problemSet.ts';
import { oneBased } from '../../../../extension/shared/position.ts';
import { someOccurrence } from '../../../support/occurrences.ts';

const FILE = '/p/src/a.ts';
const START = someOccurrence().time;
const KEY = keyOf(someOccurrence());
const DEPLOYED = START + 3_600_000;

function placed(file: string, line = 4): Occurrence['place'] {
  return { file: `/p/${file}`, display: file, position: oneBased(line, 3), certainty: 'mapped' };
}

/** A set in which `fetch` failed at each of four events. */
function failing(): ProblemSet {
  const set = new ProblemSet();
  for (let row = 0; row < 4; row++) set.add(someOccurrence({ row, time: START + row }));
  return set;
}

function pass(set: ProblemSet, times: number, version = 'two', handler = 'fetch'): void {
  for (let i = 0; i < times; i++) set.passed('chat', handler, version, DEPLOYED + i);
}

test('equal failures are one problem: a count, the first and the latest of all', () => {
  const set = new ProblemSet();
  const kinds = [
    set.add(someOccurrence({ message: 'boom of user 1', row: 1 })).kind,
    set.add(
      someOccurrence({ message: 'boom of user 2', row: 2, time: START + 60_000, version: 'two' }),
    ).kind,
  ];
  const [problem, ...others] = set.in(FILE);
  assert.deepEqual(kinds, ['new', 'counted']);
  assert.deepEqual(others, []);
  assert.equal(problem?.count, 2);
  assert.equal(problem.message, 'boom of user 2');
  assert.equal(problem.row, 2);
  assert.equal(problem.firstSeen, START);
  assert.equal(problem.lastSeen, START + 60_000);
  assert.deepEqual(problem.versions, { first: 'one', last: 'two' });
});

const LOGGED = { kind: 'logged', failing: true, status: 500, loud: true } as const;

test('an event with several failures is told once: each problem sees it as failing, no other as quiet', () => {
  const set = new ProblemSet();
  const logged = someOccurrence({ signature: 'Error: late @ src/a.ts#log', seen: LOGGED });
  const both = (row: number) => set.add(someOccurrence({ row }), { ...logged, row });
  assert.deepEqual(both(0), { kind: 'new', files: [FILE, FILE] });
  both(1);
  set.add(someOccurrence({ row: 2 }));
  set.settle();
  const lives = set.in(FILE).map(({ count, life: { sample } }) => ({ count, ...sample }));
  assert.deepEqual(lives, [
    { count: 3, failures: 2, events: 2 },
    { count: 2, failures: 1, events: 2 },
  ]);
});

test('an event counts once for a problem, however many of its failures are equal', () => {
  const set = new ProblemSet();
  set.add(someOccurrence({ message: 'boom 1' }), someOccurrence({ message: 'boom 2' }));
  set.add(someOccurrence({ message: 'boom 1' }), someOccurrence({ message: 'boom 2' }));
  const [problem, ...others] = set.in(FILE);
  assert.deepEqual(others, []);
  assert.equal(problem?.count, 2);
  assert.deepEqual(problem.life.sample, { failures: 1, events: 1 });
});

test('what is thrown in one handler and logged in another is one mistake, told as it was last seen', () => {
  const set = failing();
  set.add(someOccurrence({ handler: 'Room.alarm', seen: LOGGED }));
  const [problem, ...others] = set.in(FILE);
  assert.deepEqual(others, []);
  assert.equal(problem?.count, 5);
  assert.equal(problem.seen.kind, 'logged');
  set.add(someOccurrence());
  assert.equal(set.in(FILE)[0]?.seen.kind, 'thrown');
});

test('a logged failure is cleared by events without it, as a thrown one is', () => {
  const set = new ProblemSet();
  for (let row = 0; row < 4; row++) set.add(someOccurrence({ row, seen: LOGGED }));
  pass(set, 12);
  assert.deepEqual(set.settle(), [FILE]);
  assert.deepEqual(set.in(FILE), []);
});

test('another Worker or signature is another problem', () => {
  const set = failing();
  set.add(someOccurrence({ worker: 'api' }));
  set.add(someOccurrence({ signature: 'RangeError: boom @ src/a.ts#join' }));
  assert.equal(set.in(FILE).length, 3);
});

test('a problem whose place moves to another file leaves the first', () => {
  const set = failing();
  const { files } = set.add(someOccurrence({ place: placed('src/b.ts') }));
  assert.deepEqual([...files].sort(), ['/p/src/a.ts', '/p/src/b.ts']);
  assert.deepEqual(set.in(FILE), []);
  assert.equal(set.in('/p/src/b.ts')[0]?.count, 5);
  assert.deepEqual(set.files, ['/p/src/b.ts']);
});

test('it is cleared after enough events of its handler in a new version, and says where', () => {
  const set = failing();
  pass(set, 11);
  assert.deepEqual(set.settle(), [FILE], 'it is watched now');
  assert.deepEqual(set.get(KEY)?.life.watch?.needed, 12);
  assert.equal(set.in(FILE).length, 1);
  pass(set, 1);
  assert.deepEqual(set.settle(), [FILE]);
  assert.deepEqual(set.in(FILE), []);
  assert.equal(set.all.length, 1);
});

test('events of other handlers, Workers and of the failing version do not clear it', () => {
  const set = failing();
  pass(set, 1000, 'two', 'scheduled');
  pass(set, 1000, 'one');
  for (let i = 0; i < 1000; i++) set.passed('api', 'fetch', 'two', DEPLOYED);
  set.settle();
  assert.equal(set.get(KEY)?.life.watch?.quiet, 0);
});

test('other failures of the handler are events in which it did not fail', () => {
  const set = failing();
  const other = { signature: 'Error: other @ src/b.ts#x', message: 'other', version: 'two' };
  for (let i = 0; i < 12; i++) {
    set.add(
      someOccurrence({ ...other, place: placed('src/b.ts'), time: DEPLOYED + i, row: 100 + i }),
    );
  }
  set.settle();
  assert.deepEqual(set.in(FILE), []);
});

test('a failure that comes back is a regression, with both versions', () => {
  const set = failing();
  pass(set, 12);
  set.settle();
  const added = set.add(someOccurrence({ version: 'three', time: DEPLOYED + 60_000 }));
  assert.deepEqual(added, { kind: 'back', files: [FILE] });
  assert.deepEqual(set.in(FILE)[0]?.life.regression, { lastFailing: 'one', cameBack: 'three' });
});

test('a failure that comes back with a rollback is a regression too', () => {
  const set = failing();
  pass(set, 12);
  set.settle();
  const kinds: string[] = [];
  for (let row = 10; row < 31; row++) {
    const time = DEPLOYED + row * 10_000;
    kinds.push(set.add(someOccurrence({ version: 'one', time, row })).kind);
  }
  assert.equal(
    kinds.indexOf('back'),
    19,
    'an old version that a rollout still serves says nothing',
  );
  assert.deepEqual(set.in(FILE)[0]?.life.regression, { lastFailing: 'one', cameBack: 'one' });
});

test('an edit, a save and a deploy right after it lead to a watched version', () => {
  const set = failing();
  assert.ok(set.edit(KEY, 'edited'));
  assert.ok(!set.edit(KEY, 'edited'));
  assert.equal(stageOf(set.in(FILE)[0]?.life ?? assert.fail()), 'edited');
  assert.ok(set.save(FILE));
  assert.ok(!set.save(FILE));
  assert.ok(!set.save('/p/src/other.ts'));
  assert.equal(stageOf(set.in(FILE)[0]?.life ?? assert.fail()), 'waiting');
  set.passed('chat', 'scheduled', 'two', START + 1000);
  assert.deepEqual(set.settle(), [FILE]);
  assert.equal(stageOf(set.in(FILE)[0]?.life ?? assert.fail()), 'watching');
});

test('an exception of a Durable Object and its echo in the caller are one problem, linked both ways', () => {
  const object = someOccurrence({ handler: 'Room.fetch', isCalled: true, row: 7 });
  const caller = someOccurrence({
    signature: 'TypeError: boom @ fetch',
    ownFrames: false,
    place: placed('src/index.ts'),
    row: 8,
    time: START + 5,
  });
  for (const [first, second] of [
    [object, caller],
    [caller, object],
  ] as const) {
    const set = new ProblemSet();
    set.add(first);
    set.add(second);
    assert.equal(set.all.length, 1);
    const problem = set.in(FILE)[0];
    assert.equal(problem?.count, 1);
    assert.equal(problem.row, 7);
    assert.equal(problem.also, 8);
    assert.equal(set.linked(7), 8);
    assert.equal(set.linked(8), 7);
    assert.deepEqual(set.in('/p/src/index.ts'), []);
  }
});

test('a caller without any place is linked as well', () => {
  const set = new ProblemSet();
  assert.equal(
    set.add(someOccurrence({ ownFrames: false, place: undefined, row: 8 })).kind,
    'placeless',
  );
  set.add(someOccurrence({ isCalled: true, row: 7 }));
  assert.equal(set.in(FILE)[0]?.also, 8);
});

test('Workers that fail with one text at one time have a problem each', () => {
  const set = new ProblemSet();
  const message = 'Network connection lost.';
  for (let i = 0; i < 20; i++) {
    const time = START + i * 1000;
    set.add(someOccurrence({ worker: 'billing', message, row: 2 * i, time }));
    const masked = { handler: 'Room.webSocketMessage', ownFrames: false, row: 2 * i + 1 };
    set.add(someOccurrence({ ...masked, message, time: time + 300, place: placed('src/room.ts') }));
    assert.equal(set.linked(2 * i), undefined);
  }
  assert.deepEqual(
    set.all.map(({ worker, count }) => [worker, count]),
    [
      ['billing', 20],
      ['chat', 20],
    ],
  );
});

test('a caller that also failed alone keeps its own count', () => {
  const set = new ProblemSet();
  const caller = {
    signature: 'TypeError: boom @ fetch',
    ownFrames: false,
    place: placed('src/index.ts'),
  };
  set.add(someOccurrence({ ...caller, row: 1, time: START - 60_000 }));
  set.add(someOccurrence({ ...caller, row: 2 }));
  set.add(someOccurrence({ handler: 'Room.fetch', isCalled: true, row: 3 }));
  assert.equal(set.in('/p/src/index.ts')[0]?.count, 1);
  assert.equal(set.in(FILE)[0]?.count, 1);
});

test('markers are bounded in a file and overall, and what has none is counted', () => {
  const set = new ProblemSet({ inFile: 2, overall: 3 });
  const at = (file: string, n: number): string =>
    set.add(someOccurrence({ signature: `E ${n} @ ${file}`, place: placed(file), message: `${n}` }))
      .kind;
  assert.deepEqual(
    [at('a', 1), at('a', 2), at('a', 3), at('b', 4), at('b', 5), at('a', 1)],
    ['new', 'new', 'full', 'new', 'full', 'counted'],
  );
  assert.deepEqual([set.overflow('/p/a'), set.overflow('/p/b')], [1, 1]);
  set.clear();
  assert.deepEqual([set.files, set.all, set.overflow('/p/a')], [[], [], 0]);
});

test('what is hidden makes room, and then nothing is without a marker', () => {
  const set = new ProblemSet({ inFile: 1, overall: 2 });
  const add = (signature: string) => set.add(someOccurrence({ signature })).kind;
  assert.deepEqual([add('A'), add('B')], ['new', 'full']);
  assert.equal(set.overflow(FILE), 1);
  set.hide(({ signature }) => signature === 'A');
  assert.equal(add('B'), 'new');
  assert.equal(set.overflow(FILE), 0);
  assert.equal(set.in(FILE)[0]?.signature, 'B');
});

test('what is cleared makes room', () => {
  const set = new ProblemSet({ inFile: 1, overall: 1 });
  for (let row = 0; row < 4; row++) set.add(someOccurrence({ row }));
  pass(set, 12);
  set.settle();
  assert.equal(set.add(someOccurrence({ signature: 'E @ b', place: placed('b') })).kind, 'new');
  assert.deepEqual(set.files, ['/p/b']);
});

test('what is muted has no marker and is counted on', () => {
  for (const rules of [
    { signatures: [someOccurrence().signature] },
    { paths: ['src/*.ts'] },
    { outcomes: ['exception'] },
    { kinds: ['thrown'] },
  ]) {
    const set = failing();
    set.hide(mutedBy({ signatures: [], paths: [], outcomes: [], kinds: [], ...rules }));
    set.add(someOccurrence());
    assert.deepEqual(set.in(FILE), []);
    set.hide(() => false);
    assert.equal(set.in(FILE)[0]?.count, 5);
  }
});

test('problems survive a restart and go on living', () => {
  const set = failing();
  set.edit(KEY, 'edited');
  pass(set, 6);
  const again = new ProblemSet();
  again.restore(JSON.parse(JSON.stringify(set.snapshot())));
  assert.equal(again.in(FILE)[0]?.count, 4);
  assert.equal(again.in(FILE)[0]?.row, undefined);
  assert.deepEqual(again.get(KEY)?.life, set.get(KEY)?.life);
  pass(again, 6);
  assert.deepEqual(again.settle(), [FILE]);
  assert.deepEqual(again.in(FILE), []);
  const { kind } = again.add(someOccurrence({ version: 'three', time: DEPLOYED + 60_000 }));
  assert.equal(kind, 'back');
});

test('10,000 events of a handler with 200 problems cost one look-up each', () => {
  const set = new ProblemSet();
  for (let n = 0; n < 200; n++)
    set.add(someOccurrence({ signature: `E ${n}`, row: n, message: `${n}` }));
  pass(set, 10_000, 'one');
  set.settle();
  assert.equal(set.all[0]?.life.sample.events, 10_199);
  assert.equal(set.all[199]?.life.sample.events, 10_000);
});
