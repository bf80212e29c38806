import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtemp, readdir, rm, truncate, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { removeDeadFolders } from '../../../../extension/host/kept/deadFolders.ts';
import { SpillFile } from '../../../../extension/host/kept/spillFile.ts';

let parent: string;
before(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'tail-worker-events-'));
});
after(() => rm(parent, { recursive: true, force: true }));

function textOf(id: number): string {
  return JSON.stringify({
    id,
    text: `é${String.fromCodePoint(0x1f600 + (id % 40))}`.repeat(id % 300),
  });
}

/** Text that no compression makes much smaller. */
function noise(id: number, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part++) {
    text += createHash('sha512').update(`${id} ${part}`).digest('base64');
  }
  return text.slice(0, length);
}

async function filled(
  count: number,
  options: { text?: (id: number) => string; maxBytes?: number } = {},
): Promise<{ spill: SpillFile; failures: unknown[] }> {
  const failures: unknown[] = [];
  const spill = new SpillFile(
    parent,
    () => options.maxBytes ?? Infinity,
    (error) => failures.push(error),
  );
  for (let id = 0; id < count; id++) {
    spill.write(id, (options.text ?? textOf)(id));
    // The disk is given its turn, as a stream does.
    if (id % 50 === 0) await spill.flushed();
  }
  await spill.flushed();
  return { spill, failures };
}

test('every event is read back, from memory and from disk', async () => {
  const { spill, failures } = await filled(5000);
  for (const id of [0, 1, 77, 2048, 4321, 4999]) assert.equal(await spill.read(id), textOf(id));
  assert.equal(await spill.read(5000), undefined);
  assert.deepEqual(failures, []);
  await spill.dispose();
  assert.deepEqual(await readdir(parent), []);
});

test('an event that is larger than a block is kept too', async () => {
  const large = (id: number): string => textOf(id).padEnd(id === 3 ? 600_000 : 10, 'x');
  const { spill } = await filled(6, { text: large });
  for (let id = 0; id < 6; id++) assert.equal(await spill.read(id), large(id));
  await spill.dispose();
});

test('past the bound the oldest file goes, and its events are no longer there', async () => {
  const text = (id: number): string => noise(id, 20_000);
  const { spill } = await filled(400, { text, maxBytes: 4 * 1024 * 1024 });
  assert.ok(spill.oldest > 0);
  spill.forget(spill.oldest);
  assert.equal(await spill.read(spill.oldest - 1), undefined);
  assert.equal(await spill.read(spill.oldest), text(spill.oldest));
  assert.equal(await spill.read(399), text(399));
  await spill.dispose();
});

test('a file that was damaged is told once, and costs the details alone', async () => {
  const { spill, failures } = await filled(3000, { text: (id) => noise(id, 1000) });
  const [folder = ''] = await readdir(parent);
  const [file = ''] = await readdir(path.join(parent, folder));
  await truncate(path.join(parent, folder, file), 100_000);
  assert.equal(await spill.read(2000), undefined);
  assert.equal(await spill.read(2100), undefined);
  assert.equal(failures.length, 1);
  assert.equal(await spill.read(2999), noise(2999, 1000));
  await spill.dispose();
});

test('a folder that cannot be made is told once', async () => {
  const inTheWay = path.join(parent, 'file');
  await writeFile(inTheWay, '');
  const failures: unknown[] = [];
  const spill = new SpillFile(
    inTheWay,
    () => Infinity,
    (error) => failures.push(error),
  );
  for (let id = 0; id < 3000; id++) spill.write(id, noise(id, 1000));
  await spill.flushed();
  assert.equal(failures.length, 1);
  assert.equal(await spill.read(0), undefined);
  assert.equal(await spill.read(2999), noise(2999, 1000));
  await spill.dispose();
  await rm(inTheWay);
});

test('folders of windows that are gone are removed, those of living ones stay', async () => {
  const alive = `${process.pid}-a`;
  // The kernel gives no process so high a number.
  for (const name of [alive, '999999999-b', 'other']) await mkdir(path.join(parent, name));
  await removeDeadFolders(parent);
  const left = (await readdir(parent)).filter((name) => !/^\d+-\w{8}-/.test(name));
  assert.deepEqual(left.sort(), [alive, 'other'].sort());
  await removeDeadFolders(path.join(parent, 'not-there'));
});
