import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VersionOrder } from '../../../../extension/core/problems/versionOrder.ts';

test('a version that is first seen later is newer, and keeps its rank', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  const second = order.see('v2', 60_000);
  assert.ok(second.rank > first.rank);
  assert.deepEqual(order.see('v1', 70_000), first);
});

test('versions that are there when the tail begins are not told apart', () => {
  const order = new VersionOrder();
  const one = order.see('a', 0);
  const other = order.see('b', 5000);
  assert.equal(one.rank, other.rank);
  assert.ok(order.see('c', 40_000).rank > other.rank);
});

test('after a break, new versions are newer than the known ones and not told apart', () => {
  const order = new VersionOrder();
  const known = order.see('v1', 0);
  order.resume(1_000_000);
  const one = order.see('v2', 1_000_001);
  const other = order.see('v3', 1_000_002);
  assert.ok(one.rank > known.rank);
  assert.equal(one.rank, other.rank);
  assert.equal(order.see('v1', 1_000_003).rank, known.rank);
});

test('after a deploy by the user a new version is newer, however soon', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  order.settle();
  assert.ok(order.see('v2', 1).rank > first.rank);
});

test('the order survives, and what is not seen before a restart is newer', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  const second = order.see('v2', 60_000);
  const again = new VersionOrder();
  again.restore(JSON.parse(JSON.stringify(order.snapshot())));
  const third = again.see('v3', 100_000);
  assert.equal(again.see('v1', 100_000).rank, first.rank);
  assert.equal(again.see('v2', 100_000).rank, second.rank);
  assert.ok(third.rank > second.rank);
});

test('rubbish restores nothing', () => {
  for (const rubbish of [
    null,
    1,
    'x',
    {},
    [1, null, ['v', 'x'], ['v', -1], [{}, 2], ['v', 1e300]],
  ]) {
    const order = new VersionOrder();
    order.restore(rubbish);
    assert.deepEqual(order.snapshot(), []);
  }
});

test('versions are bounded: the oldest are forgotten', () => {
  const order = new VersionOrder();
  for (let i = 0; i < 200; i++) order.see(`v${i}`, i * 60_000);
  const kept = order.snapshot();
  assert.ok(Array.isArray(kept) && kept.length === 50);
  assert.equal(order.see('v199', 1e9).rank, 200);
});

test('an event that started long ago makes no new version of an old one', () => {
  const order = new VersionOrder();
  const [first, second] = [order.see('v1', 100_000), order.see('v2', 200_000)];
  assert.ok(order.see('v0', 50_000).rank < first.rank);
  assert.equal(order.see('v1b', 150_000).rank, first.rank);
  assert.ok(order.see('v3', 300_000).rank > second.rank);
});

test('a version is as old as its earliest event, whenever that arrives', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  const second = order.see('v2', 200_000);
  order.see('v2', 100_000);
  assert.ok(order.see('other', 150_000).rank > second.rank);
  assert.equal(order.see('another', 50_000).rank, first.rank);
});

test('the first newer version is found, if there is one', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  assert.equal(order.after(first), undefined);
  const second = order.see('v2', 60_000);
  const third = order.see('v3', 120_000);
  assert.deepEqual(order.after(first), second);
  assert.deepEqual(order.after(second), third);
  assert.equal(order.after(third), undefined);
});

/** `id` is served alone for some events, a second apart. @returns its version at the last. */
function serve(order: VersionOrder, id: string, from: number, events: number) {
  let version = order.see(id, from);
  for (let i = 1; i < events; i++) version = order.see(id, from + i * 1000);
  return version;
}

test('a version that was rolled back to is the newest again', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  const second = order.see('v2', 60_000);
  assert.deepEqual(serve(order, 'v1', 70_000, 30), first);
  const again = serve(order, 'v1', 130_000, 20);
  assert.ok(again.rank > second.rank);
  assert.deepEqual(order.see('v2', 200_000), second);
});

test('a version that a rollout still serves beside a newer one keeps its rank', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  for (let time = 60_000; time < 600_000; time += 1000) {
    const old = time % 10_000 !== 0;
    const version = order.see(old ? 'v1' : 'v2', time);
    if (old) assert.deepEqual(version, first);
  }
});

test('events that started before the newest version do not look like a rollback', () => {
  const order = new VersionOrder();
  const first = order.see('v1', 0);
  order.see('v2', 1_000_000);
  assert.deepEqual(serve(order, 'v1', 1000, 500), first);
});
