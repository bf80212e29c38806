import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ProblemSet, type Occurrence } from '../../../../extension/core/errors/problemSet.ts';
import { oneBased } from '../../../../extension/shared/position.ts';

function occurrence(fields: Partial<Occurrence> = {}, line = 4): Occurrence {
  return {
    worker: 'chat',
    name: 'TypeError',
    message: 'boom',
    code: 'cf:1101',
    place: { file: '/p/src/a.ts', display: 'src/a.ts', position: oneBased(line, 3) },
    callers: [],
    lastSeen: 1,
    row: 0,
    ...fields,
  };
}

test('equal failures are one problem, with a count and the latest event', () => {
  const set = new ProblemSet();
  set.add(occurrence());
  set.add(occurrence({ lastSeen: 9, row: 5, message: 'boom of user 17' }));
  const [problem, ...others] = set.in('/p/src/a.ts');
  assert.deepEqual(others, []);
  assert.equal(problem?.count, 2);
  assert.equal(problem.lastSeen, 9);
  assert.equal(problem.row, 5);
  assert.equal(problem.message, 'boom of user 17');
});

test('another Worker, code, name or place is another problem', () => {
  const set = new ProblemSet();
  set.add(occurrence());
  set.add(occurrence({ worker: 'api' }));
  set.add(occurrence({ code: 'rt:hung' }));
  set.add(occurrence({ name: 'RangeError' }));
  set.add(occurrence({}, 5));
  assert.equal(set.in('/p/src/a.ts').length, 5);
  assert.deepEqual(set.in('/p/src/b.ts'), []);
});

test('markers are bounded, and what has none is counted; known ones go on counting', () => {
  const set = new ProblemSet(2);
  for (const line of [1, 2, 3, 4]) set.add(occurrence({}, line));
  set.add(occurrence({}, 1));
  assert.equal(set.in('/p/src/a.ts').length, 2);
  assert.equal(set.in('/p/src/a.ts')[0]?.count, 2);
  assert.equal(set.overflow, 2);
  set.clear();
  assert.deepEqual(set.files, []);
  assert.equal(set.overflow, 0);
});
