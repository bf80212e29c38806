import assert from 'node:assert/strict';
import { test } from 'node:test';
import { namesWorker, toggleWorker } from '../../../../webview-ui/filter/workers.ts';

for (const [before, name, after] of [
  ['', 'api', 'worker:api'],
  ['status:failing', 'api', 'status:failing worker:api'],
  ['worker:api', 'rooms', 'worker:api,rooms'],
  ['worker:api,rooms status:failing', 'cron', 'worker:api,rooms,cron status:failing'],
  ['a worker:api b', 'my worker', 'a worker:api,"my worker" b'],
  ['-worker:api', 'api', 'worker:api'],
] as const) {
  test(`${name} joins “${before}”, and leaves it again`, () => {
    assert.equal(namesWorker(before, name), false);
    assert.equal(toggleWorker(before, name), after);
    assert.equal(namesWorker(after, name), true);
    const left = toggleWorker(after, name);
    assert.equal(namesWorker(left, name), false);
    assert.equal(left, before.replace('-worker:api', ''));
  });
}

test('a filter that is none names no Worker', () => {
  assert.equal(namesWorker('worker:', 'api'), false);
});
