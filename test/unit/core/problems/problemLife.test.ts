import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  edited,
  failed,
  firstFailure,
  handled,
  isTooRare,
  reverted,
  saved,
  stageOf,
  versionSeen,
  type ProblemLife,
} from '../../../../extension/core/problems/problemLife.ts';
import type { Version } from '../../../../extension/core/problems/versionOrder.ts';

const [v1, v2, v3]: readonly [Version, Version, Version] = [
  { id: 'one', rank: 1 },
  { id: 'two', rank: 2 },
  { id: 'three', rank: 3 },
];

/** Fails at each of four events of `v1`: 3 of 3 after the first, thus N = 12. */
function always(version = v1): ProblemLife {
  let life = firstFailure(version);
  for (let i = 0; i < 3; i++) life = failed(life, version);
  return life;
}

function cleared(): ProblemLife {
  return handled(always(), v2, 12);
}

test('a problem is active, edited, waiting, watched and cleared', () => {
  const stages = [];
  let life = always();
  stages.push(stageOf(life));
  life = edited(life);
  stages.push(stageOf(life));
  life = saved(life);
  stages.push(stageOf(life));
  life = versionSeen(life, v2);
  stages.push(stageOf(life));
  assert.deepEqual(life.watch, { since: v2, quiet: 0, needed: 12, old: 0 });
  life = handled(life, v2, 11);
  stages.push(stageOf(life));
  life = handled(life, v2, 1);
  stages.push(stageOf(life));
  assert.deepEqual(stages, ['active', 'edited', 'waiting', 'watching', 'watching', 'cleared']);
});

test('it is cleared by a new version without an edit here too', () => {
  assert.equal(stageOf(cleared()), 'cleared');
});

test('an edit that is taken back was none', () => {
  assert.equal(stageOf(reverted(edited(always()))), 'active');
  assert.equal(stageOf(reverted(saved(edited(always())))), 'active');
  assert.equal(stageOf(edited(saved(edited(always())))), 'edited');
  assert.equal(stageOf(saved(always())), 'active');
});

test('events of the failing version and of older ones clear nothing', () => {
  let life = always(v2);
  life = handled(life, v1, 100_000);
  life = handled(life, v2, 100_000);
  assert.equal(stageOf(life), 'active');
});

test('a version of unknown order clears nothing', () => {
  const life = handled(always(), { id: 'other', rank: 1 }, 100_000);
  assert.equal(stageOf(life), 'active');
});

test('an old version that a rollout still serves goes on failing and takes nothing back', () => {
  let life = handled(always(), v2, 6);
  life = failed(life, v1);
  life = failed(life, v1);
  assert.equal(life.watch?.quiet, 6);
  assert.equal(life.watch.old, 2);
  life = handled(life, v2, 6);
  assert.equal(stageOf(life), 'cleared');
  life = failed(life, v1);
  assert.equal(stageOf(life), 'cleared');
  assert.equal(life.watch?.old, 3);
});

test('what is needed is settled when the new version is seen, and luck with the old one changes nothing', () => {
  let life = versionSeen(always(), v2);
  for (let i = 0; i < 50; i++) life = failed(life, v1);
  assert.equal(life.watch?.needed, 12);
});

test('a failure in the new version begins the counting again', () => {
  let life = saved(edited(always()));
  life = handled(life, v2, 11);
  life = failed(life, v2);
  assert.equal(stageOf(life), 'active');
  assert.equal(life.failing?.id, 'two');
  assert.equal(life.regression, undefined);
  assert.deepEqual(life.sample, { failures: 1, events: 12 });
  life = handled(life, v2, 100_000);
  assert.equal(stageOf(life), 'active');
  assert.equal(stageOf(versionSeen(life, v3)), 'watching');
});

test('an edit that is not saved is not in the version that fails', () => {
  assert.equal(stageOf(failed(edited(always()), v2)), 'edited');
  assert.equal(stageOf(failed(saved(edited(always())), v2)), 'active');
});

test('a failure after it was cleared is a regression, with both versions', () => {
  const back = failed(cleared(), v3);
  assert.equal(stageOf(back), 'active');
  assert.deepEqual(back.regression, { lastFailing: 'one', cameBack: 'three' });
  // It says so until it is cleared again.
  const again = failed(edited(back), v3);
  assert.deepEqual(again.regression, { lastFailing: 'one', cameBack: 'three' });
});

test('a regression in the very version that had cleared it names that version', () => {
  assert.deepEqual(failed(cleared(), v2).regression, { lastFailing: 'one', cameBack: 'two' });
});

test('a regression that is cleared is none any more', () => {
  let life = failed(cleared(), v2);
  for (let i = 0; i < 3; i++) life = failed(life, v2);
  life = handled(life, v3, 12);
  assert.equal(stageOf(life), 'cleared');
  assert.equal(life.regression, undefined);
});

test('one failure is no rate: it is not cleared by counting, until an old version gives one', () => {
  let life = handled(firstFailure(v1), v2, 1_000_000);
  assert.equal(stageOf(life), 'watching');
  assert.ok(isTooRare(life));
  life = failed(life, v1);
  assert.equal(life.watch?.needed, 113);
  assert.equal(stageOf(handled(life, v2, 1)), 'cleared');
});

test('a failure too rare to wait for stays, and says how many events were needed', () => {
  let life = handled(firstFailure(v1), v1, 50_000);
  life = failed(life, v1);
  life = handled(life, v2, 1_000_000);
  assert.equal(stageOf(life), 'watching');
  assert.ok(isTooRare(life));
  assert.ok((life.watch?.needed ?? 0) > 1_000_000);
});

test('without versions a problem stays, and fails again after it was cleared', () => {
  let life = firstFailure(undefined);
  life = handled(failed(life, undefined), undefined, 10_000);
  assert.equal(stageOf(life), 'active');
  assert.equal(stageOf(failed(cleared(), undefined)), 'cleared');
});

type Step = (life: ProblemLife) => ProblemLife;

test('in any order of events: never cleared by a version that is not newer, and nothing is changed in place', () => {
  const version = fc.constantFrom(v1, v2, v3, undefined);
  const step = fc.oneof(
    version.map(
      (v): Step =>
        (life) =>
          failed(life, v),
    ),
    fc.tuple(version, fc.nat(200)).map(
      ([v, n]): Step =>
        (life) =>
          handled(life, v, n),
    ),
    version.map(
      (v): Step =>
        (life) =>
          versionSeen(life, v),
    ),
    fc.constantFrom<Step>(edited, saved, reverted),
  );
  fc.assert(
    fc.property(version, fc.array(step, { maxLength: 40 }), (first, steps) => {
      let life = firstFailure(first);
      for (const each of steps) {
        const before = JSON.stringify(life);
        const next = each(life);
        assert.equal(JSON.stringify(life), before);
        assert.ok(next.sample.failures <= next.sample.events);
        assert.ok((next.failing?.rank ?? 0) >= (life.failing?.rank ?? 0));
        if (stageOf(next) === 'cleared') {
          assert.ok(next.watch !== undefined && next.failing !== undefined);
          assert.ok(next.watch.since.rank > next.failing.rank);
          assert.ok(next.watch.quiet >= (next.watch.needed ?? Infinity));
        }
        life = next;
      }
    }),
    { numRuns: 1000 },
  );
});

/** mulberry32: the same numbers in each run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A handler that fails at this rate in every version, however often it is deployed: nothing is fixed. */
function falselyFixed(rate: number, random: () => number, deployAfterFailure: boolean): boolean {
  let life = firstFailure(v1);
  const before = Math.ceil(random() * (3 / rate));
  for (let i = 0; i < before; i++) {
    const fails = random() < rate;
    life = fails ? failed(life, v1) : handled(life, v1, 1);
    if (fails && deployAfterFailure) break;
  }
  life = saved(edited(life));
  for (let i = 0; i < 400 / rate; i++) {
    // Half of the traffic is still served by the old version.
    const version = random() < 0.5 ? v1 : v2;
    life = random() < rate ? failed(life, version) : handled(life, version, 1);
    if (stageOf(life) === 'cleared') return true;
    if (life.failing?.id === 'two') return false;
  }
  return false;
}

test('a problem that nobody fixed is called fixed in less than 1 % of the cases', () => {
  const random = seeded(20_261_121);
  const runs = 2000;
  for (const deployAfterFailure of [false, true]) {
    for (const rate of [0.02, 0.1, 0.3, 0.6, 0.95]) {
      let wrong = 0;
      for (let i = 0; i < runs; i++) {
        if (falselyFixed(rate, random, deployAfterFailure)) wrong++;
      }
      assert.ok(wrong / runs < 0.01, `rate ${rate}: ${wrong} of ${runs}`);
    }
  }
});

test('a problem that was fixed is cleared', () => {
  const random = seeded(7);
  for (const rate of [0.05, 0.3, 1]) {
    let life = firstFailure(v1);
    for (let i = 0; i < 20 / rate; i++) {
      life = random() < rate ? failed(life, v1) : handled(life, v1, 1);
    }
    life = handled(life, v2, 10 / rate + 150 / rate);
    assert.equal(stageOf(life), 'cleared', `rate ${rate}: ${JSON.stringify(life.watch)}`);
  }
});
