import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { ProblemSet } from '../../../../extension/core/problems/problemSet.ts';
import { readSnapshot } from '../../../../extension/core/problems/problemSnapshot.ts';
import { fieldsOf } from '../../../../extension/shared/fieldsOf.ts';
import { someOccurrence } from '../../../support/occurrences.ts';

function kept(): unknown {
  const set = new ProblemSet();
  set.add(someOccurrence());
  return JSON.parse(JSON.stringify(set.snapshot()));
}

test('a snapshot is at most 200 kB, with the latest problems', () => {
  for (const text of ['x', '漢', '😀', '"', '\u0001']) {
    const set = new ProblemSet();
    for (let n = 0; n < 900; n++) {
      const signature = `${n} ${text.repeat(300)}`;
      const worker = `worker ${n % 100} ${text.repeat(50)}`;
      set.add(
        someOccurrence({
          signature,
          worker,
          row: n,
          message: text.repeat(300),
          time: 1_767_200_000_000 + n,
        }),
      );
    }
    const json = JSON.stringify(set.snapshot());
    assert.ok(Buffer.byteLength(json) <= 200_000, `${Buffer.byteLength(json)} bytes`);
    const { problems } = readSnapshot(JSON.parse(json));
    assert.ok(problems.length > 50);
    assert.ok(problems[0]?.signature.startsWith('899 '));
  }
});

test('values of messages are not kept', () => {
  const set = new ProblemSet();
  set.add(someOccurrence({ message: 'token "hunter2" of user 17 is bad' }));
  const json = JSON.stringify(set.snapshot());
  assert.doesNotMatch(json, /hunter2|user 17/);
  assert.equal(
    readSnapshot(JSON.parse(json)).problems[0]?.message,
    'token <text> of user <n> is bad',
  );
});

test('how a failure was seen is kept; what an older program kept was thrown', () => {
  const seen = { kind: 'logged', failing: false, status: 401, loud: false } as const;
  const set = new ProblemSet();
  set.add(someOccurrence({ seen }));
  const json = JSON.stringify(set.snapshot());
  assert.deepEqual(readSnapshot(JSON.parse(json)).problems[0]?.seen, seen);
  const old = json.replace(/"seen":\{[^}]*\},/, '');
  assert.notEqual(old, json);
  const thrown = { kind: 'thrown', failing: true, status: undefined, loud: true };
  assert.deepEqual(readSnapshot(JSON.parse(old)).problems[0]?.seen, thrown);
});

test('another format restores nothing', () => {
  const snapshot = { ...fieldsOf(kept()), format: 2 };
  assert.deepEqual(readSnapshot(snapshot), { problems: [], orders: [] });
});

test('rubbish is left out, whatever it is', () => {
  fc.assert(
    fc.property(fc.anything(), (rubbish) => {
      const set = new ProblemSet();
      set.restore(rubbish);
      set.restore({ format: 1, versions: rubbish, problems: [rubbish] });
      assert.deepEqual(set.all, []);
    }),
  );
});

test('a snapshot with one thing spoilt restores a sound problem or none', () => {
  const value = fc.oneof(
    fc.jsonValue(),
    fc.constantFrom(-1, 1e308, '', 'x'.repeat(5000), null, [], {}),
  );
  fc.assert(
    fc.property(fc.nat(60), value, (at, spoilt) => {
      let index = 0;
      const text = JSON.stringify(kept(), (_, each: unknown) => (index++ === at ? spoilt : each));
      const set = new ProblemSet();
      set.restore(JSON.parse(text));
      for (const problem of set.all) {
        assert.equal(typeof problem.place.file, 'string');
        assert.ok(problem.count >= 0);
      }
      set.add(someOccurrence());
      set.settle();
      JSON.stringify(set.snapshot());
    }),
    { numRuns: 500 },
  );
});

test('versions go on counting where the order of versions was lost', () => {
  const set = new ProblemSet();
  set.restore({ ...fieldsOf(kept()), versions: {} });
  const [before] = set.all;
  const { kind } = set.add(someOccurrence({ version: 'two', time: 1_767_300_000_000 }));
  assert.equal(kind, 'counted');
  assert.ok((set.all[0]?.life.failing?.rank ?? 0) > (before?.life.failing?.rank ?? Infinity));
});

test('a Worker named as a part of every object harms nothing', () => {
  const set = new ProblemSet();
  set.add(someOccurrence({ worker: '__proto__' }));
  const again = new ProblemSet();
  again.restore(JSON.parse(JSON.stringify(set.snapshot())));
  assert.equal(again.all[0]?.worker, '__proto__');
});
