import assert from 'node:assert/strict';
import { mkdtemp, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { beforeEach, test } from 'node:test';
import { MapReader } from '../../../../extension/host/sources/mapReader.ts';
import { mapBased } from '../../../../extension/shared/position.ts';
import { memoryLog } from '../../../support/memoryLog.ts';
import { repository } from '../../../support/repository.ts';

const ENTRY = path.join(repository, 'extension/host/sources/mapThread.ts');

let module: string;

beforeEach(async () => {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-map-reader-'));
  module = path.join(folder, 'index.js');
});

async function write(content: string, mappings = 'AAAA'): Promise<void> {
  const map = { version: 3, sources: ['../src/a.ts'], sourcesContent: [content], mappings };
  await writeFile(`${module}.map`, JSON.stringify(map));
}

test('a map answers from its thread, and is read again when it was written again', async () => {
  const reader = new MapReader(ENTRY, memoryLog());
  await write('one');
  const map = await reader.open(module, 1);
  const source = path.join(path.dirname(module), '../src/a.ts');
  assert.deepEqual(await map.original(mapBased(1, 0)), {
    source,
    position: mapBased(1, 0),
    isStart: true,
    isIgnored: false,
    isAmbiguous: false,
    content: 'one',
  });
  assert.equal(await map.original(mapBased(2, 0)), undefined);
  assert.equal(await map.content('/another.ts'), undefined);
  await write('two');
  assert.equal(await map.content(source), 'one');
  assert.equal(await (await reader.open(module, 2)).content(source), 'two');
  reader.dispose();
});

test('what is no map is refused, and the next map is read', async () => {
  const reader = new MapReader(ENTRY, memoryLog());
  await assert.rejects(reader.open(module, 1), /ENOENT/);
  await writeFile(`${module}.map`, '<html>');
  await assert.rejects(reader.open(module, 2), /JSON/);
  await write('one');
  assert.ok(await reader.open(module, 3));
  reader.dispose();
});

test('a map that was given up is read again when it is asked', async () => {
  const reader = new MapReader(ENTRY, memoryLog(), 0);
  await write('one');
  const map = await reader.open(module, 1);
  // The thread has ended, or ends now: either way the next question gets its answer.
  for (let turn = 0; turn < 5; turn++) {
    await new Promise((resolve) => setTimeout(resolve, turn));
    assert.equal((await map.original(mapBased(1, 0)))?.content, 'one');
  }
  reader.dispose();
});

test('a thread that is lost fails what waits for it, and nothing else', async () => {
  const log = memoryLog();
  const reader = new MapReader(ENTRY, log);
  await write('one');
  const map = await reader.open(module, 1);
  const opening = reader.open(module, 2);
  const original = map.original(mapBased(1, 0));
  reader.dispose();
  await assert.rejects(opening, /The maps are closed/);
  assert.equal(await original, undefined);
  assert.deepEqual(log.lines, [`warn: ${module}.map does not answer: Error: The maps are closed.`]);
  assert.equal((await map.original(mapBased(1, 0)))?.content, 'one');
  reader.dispose();

  const missing = new MapReader(path.join(repository, 'no-such-thread.js'), log);
  await assert.rejects(missing.open(module, 1), /no-such-thread/);
});
