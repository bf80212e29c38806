import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, test } from 'node:test';
import { gunzipSync } from 'node:zlib';
import { writeWhole } from '../../../../extension/host/sessions/writeWhole.ts';

const folder = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-'));
after(() => rm(folder, { recursive: true, force: true }));

const never = new AbortController().signal;
const LINE = `${'x'.repeat(1000)}\n`;

async function* lines(count: number, then: () => void = () => undefined): AsyncGenerator<string> {
  for (let i = 0; i < count; i++) yield await Promise.resolve(LINE);
  then();
}

test('a file is written as it is, or compressed, over an old one', async () => {
  const file = path.join(folder, 'a.jsonl');
  await writeFile(file, 'old');
  await writeWhole(file, lines(300), false, never);
  assert.equal(await readFile(file, 'utf8'), LINE.repeat(300));
  await writeWhole(file, lines(300), true, never);
  assert.equal(gunzipSync(await readFile(file)).toString(), LINE.repeat(300));
  assert.deepEqual(await readdir(folder), ['a.jsonl']);
  await rm(file);
});

test('what fails or is cancelled leaves no file, and the old one as it was', async () => {
  const file = path.join(folder, 'b.jsonl');
  await writeFile(file, 'old');
  const fail = (): void => {
    throw new Error('gone');
  };
  await assert.rejects(writeWhole(file, lines(300, fail), false, never), /gone/);
  await assert.rejects(writeWhole(file, lines(300, fail), true, never), /gone/);
  for (const gzip of [false, true]) {
    const abort = new AbortController();
    const cancelled = lines(1000, () => abort.abort());
    await assert.rejects(writeWhole(file, cancelled, gzip, abort.signal), { name: 'AbortError' });
  }
  assert.equal(await readFile(file, 'utf8'), 'old');
  assert.deepEqual(await readdir(folder), ['b.jsonl']);
});

test('a folder that is not there is told', async () => {
  const file = path.join(folder, 'none', 'c.jsonl');
  await assert.rejects(writeWhole(file, lines(1), false, never), /ENOENT/);
});
