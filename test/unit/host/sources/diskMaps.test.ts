import assert from 'node:assert/strict';
import { mkdir, mkdtemp, utimes, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { beforeEach, test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';
import { DiskMaps } from '../../../../extension/host/sources/diskMaps.ts';
import type { ModuleMap } from '../../../../extension/core/errors/sourceMap.ts';
import type { DeployedProject } from '../../../../extension/host/wrangler/workerProject.ts';
import { memoryLog } from '../../../support/memoryLog.ts';
import { mapReader, NO_BUILDS, projectIn } from '../../../support/projectOnDisk.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-maps-'));
});

function maps(fields: Partial<DeployedProject> = {}, builds = NO_BUILDS): DiskMaps {
  return new DiskMaps(projectIn(folder, fields), builds, mapReader, memoryLog());
}

async function all(of: AsyncIterable<ModuleMap>): Promise<ModuleMap[]> {
  const found: ModuleMap[] = [];
  for await (const map of of) found.push(map);
  return found;
}

test('the newest build’s map is read, again when it changes', async () => {
  const disk = maps();
  assert.equal(await disk.output('index.js'), undefined);
  await build('dist', 'throw 1;', 1000);
  const first = await disk.output('index.js');
  assert.ok(first);
  assert.equal(await disk.output('index.js'), first);
  await build('build', '\n\nthrow 1;', 2000);
  const second = await disk.output('index.js');
  assert.notEqual(second, first);
  const place = await second?.original({ base: 'map', line: 1, column: 0 });
  assert.equal(place?.position.line, 3);
  assert.equal(place.source, path.join(folder, 'src', 'index.ts'));
  assert.equal(await second?.content(place.source), '\n\nthrow 1;');
});

test('only a bare module name has a map', async () => {
  await build('dist', 'throw 1;', 1000);
  for (const name of ['../index.js', 'a/index.js', 'index.ts', 'index.js\0', '']) {
    assert.equal(await maps().output(name), undefined, name);
  }
});

test('a module that a local runtime names by its URL has the map beside it, in the project only', async () => {
  await build('.wrangler/tmp/dev-1', 'throw 1;', 1000);
  const url = pathToFileURL(path.join(folder, '.wrangler/tmp/dev-1/index.js')).href;
  assert.ok(await maps().output(url));
  const elsewhere = new DiskMaps(
    projectIn(path.join(folder, 'other')),
    NO_BUILDS,
    mapReader,
    memoryLog(),
  );
  assert.equal(await elsewhere.output(url), undefined);
  assert.equal(await maps().output('file:///%'), undefined);
});

test('what is uploaded as it is has the map beside it, and no other', async () => {
  await build('dist', 'throw 1;', 1000);
  assert.ok(await maps({ noBundle: true, main: 'dist/index.js' }).output('index.js'));
  assert.equal(await maps({ noBundle: true, main: 'index.js' }).output('index.js'), undefined);
});

test('a build is asked for after the project’s own output, for the entry’s bundle alone', async () => {
  await build('dist', 'throw 1;', 1000);
  await build('elsewhere', 'throw 2;', 2000);
  const asked: unknown[] = [];
  const builds = {
    of: (project: DeployedProject, version: string | undefined) => {
      asked.push([project.folder, version]);
      return Promise.resolve(path.join(folder, 'elsewhere'));
    },
  };
  const disk = maps({}, builds);
  for await (const map of disk.of('index.js', 'v1')) {
    assert.ok(map);
    break; // it fits
  }
  assert.deepEqual(asked, []);
  assert.equal((await all(disk.of('index.js', 'v1'))).length, 2);
  assert.deepEqual(asked, [[folder, 'v1']]);
  assert.equal((await all(disk.of('other.js', 'v1'))).length, 0);
  assert.equal(asked.length, 1);
  assert.equal((await all(maps({ main: 'src/entry.py' }, builds).of('index.js', 'v1'))).length, 1);
  assert.equal(asked.length, 1);
});

for (const [main, bundle] of [
  ['src/worker.mts', 'worker.js'],
  ['src/api.entry.tsx', 'api.entry.js'],
  ['src/index', 'index.js'],
  ['src/entry.py', 'entry.py'],
  [undefined, ''],
] as const) {
  test(`the bundle of ${main ?? 'no entry'} is ${bundle || 'none'}`, () => {
    assert.equal(maps({ main }).bundle, bundle);
  });
}

test('an entry that another tool made is not its own bundle', async () => {
  await build('dist', 'throw 1;', 1000);
  for (const main of ['dist/index.js', './dist/index', 'dist/index.mjs']) {
    assert.deepEqual(await all(maps({ main }).of('index.js', 'v1')), [], main);
  }
  assert.equal(
    (await all(maps({ main: 'dist/index.js', noBundle: true }).of('index.js', 'v1'))).length,
    1,
  );
});

/** @param changed time of the map, seconds since the epoch. */
async function build(into: string, source: string, changed: number): Promise<void> {
  const { outputFiles } = buildSync({
    stdin: { contents: source, sourcefile: 'index.ts', resolveDir: path.join(folder, 'src') },
    sourcemap: 'external',
    sourceRoot: into,
    outfile: path.join(folder, into, 'index.js'),
    write: false,
  });
  const map = outputFiles.find((file) => file.path.endsWith('.map'));
  assert.ok(map);
  await mkdir(path.join(folder, into), { recursive: true });
  const json = JSON.parse(map.text) as { sources: string[] }; // esbuild's own
  await writeFile(map.path, JSON.stringify({ ...json, sources: ['../src/index.ts'] }));
  await utimes(map.path, changed, changed);
}
