import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { before, test } from 'node:test';
import { DiskModules } from '../../../../extension/host/sources/diskModules.ts';
import { projectIn, sourcesOf } from '../../../support/projectOnDisk.ts';

let folder: string;

before(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-modules-'));
});

/** With a file at that path as the entry. */
async function modules(main: string): Promise<DiskModules> {
  const file = path.join(folder, main);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, 'export default {};');
  const project = projectIn(folder, { main, environment: 'live' });
  return new DiskModules(project, sourcesOf(project, folder));
}

test('an entry may be named without its ending', async () => {
  await modules('short/index.ts');
  const project = projectIn(folder, { main: 'short/index' });
  const entry = await new DiskModules(project, sourcesOf(project, folder)).entry();
  assert.equal(entry?.display, 'short/index.ts');
});

for (const main of ['src/index.ts', './index.js', 'builder/distance/out.ts']) {
  test(`${main} is the entry`, async () => {
    const entry = await (await modules(main)).entry();
    assert.equal(entry?.display, path.posix.normalize(main));
  });
}

for (const main of [
  '.open-next/worker.js',
  '.svelte-kit/cloudflare/_worker.js',
  './dist/index.js',
  'packages/site/dist/_worker.js/index.js',
  '.wrangler/tmp/index.js',
  'build/server.js',
]) {
  test(`${main} is what a tool wrote: no handler of the user is there`, async () => {
    assert.equal(await (await modules(main)).entry(), undefined);
  });
}

test('the environment tells which main of the configuration counts', async () => {
  assert.equal((await modules('src/index.ts')).environment, 'live');
});
