import assert from 'node:assert/strict';
import { it } from 'node:test';
import { inSlices } from '../../../../extension/host/analysis/inSlices.ts';

function* steps(count: number, ms: number): Generator<undefined, number> {
  for (let step = 0; step < count; step++) {
    const end = performance.now() + ms;
    while (performance.now() < end);
    yield;
  }
  return count;
}

it('gives what the last step gives', async () => {
  assert.equal(await inSlices(steps(3, 0)), 3);
});

it('lets others work between steps', async () => {
  let turns = 0;
  const count = (): void => {
    turns++;
    again = setImmediate(count);
  };
  let again = setImmediate(count);
  await inSlices(steps(10, 9));
  clearImmediate(again);
  assert.ok(turns >= 9, `${turns} turns in 10 long steps`);
});

it('stops before the next step when it is cancelled', async () => {
  let asked = 0;
  assert.equal(await inSlices(steps(10, 0), () => ++asked > 2), undefined);
  assert.equal(asked, 3);
});
