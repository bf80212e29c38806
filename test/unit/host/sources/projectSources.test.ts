import assert from 'node:assert/strict';
import { mkdir, mkdtemp, symlink, utimes, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { before, test } from 'node:test';
import { buildSync } from 'esbuild';
import { DiskSources } from '../../../../extension/host/sources/projectSources.ts';
import { memoryLog } from '../../../support/memoryLog.ts';

let workspace: string;
let folder: string;

before(async () => {
  workspace = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-sources-'));
  folder = path.join(workspace, 'api');
  for (const file of ['api/src/index.ts', 'shared/text.ts', 'api/node_modules/x/index.ts']) {
    await mkdir(path.dirname(path.join(workspace, file)), { recursive: true });
    await writeFile(path.join(workspace, file), 'export const x = 1;\n');
  }
  await symlink('/etc', path.join(folder, 'src', 'outside'));
});

function sources(fields: { noBundle?: boolean; main?: string } = {}, open?: string): DiskSources {
  const project = {
    folder,
    configFile: '',
    name: 'api',
    main: fields.main ?? 'src/index.ts',
    noBundle: fields.noBundle ?? false,
    environments: [],
  };
  return new DiskSources(project, [workspace], () => open, memoryLog());
}

test('a source is found in the project and in the workspace', async () => {
  assert.deepEqual(await sources().findSource('src/index.ts'), {
    file: path.join(folder, 'src', 'index.ts'),
    display: 'src/index.ts',
  });
  assert.equal(
    (await sources().findSource('../shared/text.ts'))?.file,
    path.join(workspace, 'shared', 'text.ts'),
  );
  const url = `file://${folder}/src/index.ts`;
  assert.equal((await sources().findSource(url))?.display, 'src/index.ts');
});

for (const hostile of [
  '/etc/passwd',
  '../../../../../../../../etc/passwd',
  'file:///etc/passwd',
  'file://host/share/x.ts',
  'file://%',
  'src/outside/passwd',
  'src',
  'src/../src/missing.ts',
  'node_modules/x/index.ts',
  'src/index.ts\0.js',
  '',
]) {
  test(`${JSON.stringify(hostile)} leads nowhere`, async () => {
    assert.equal(await sources().findSource(hostile), undefined);
  });
}

test('a bare module is the bundle, unless the source is uploaded as it is', async () => {
  await writeFile(path.join(folder, 'index.js'), '');
  assert.equal(await sources().findSource('index.js'), undefined);
  const asIs = sources({ noBundle: true, main: 'index.js' });
  assert.equal((await asIs.findSource('index.js'))?.display, 'index.js');
});

test('modules that are uploaded as they are have names from the entry’s folder on', async () => {
  for (const file of ['lib/b.js', 'src/lib/b.js', 'src/worker.js']) {
    await mkdir(path.dirname(path.join(folder, file)), { recursive: true });
    await writeFile(path.join(folder, file), '');
  }
  const asIs = sources({ noBundle: true, main: 'src/worker.js' });
  assert.equal((await asIs.findSource('lib/b.js'))?.display, 'src/lib/b.js');
  assert.equal((await asIs.findSource('worker.js'))?.display, 'src/worker.js');
  assert.equal(await asIs.findSource('src/index.ts'), undefined);
});

test('the text of a source is what the editor has open, else what is on disk', async () => {
  const file = path.join(folder, 'src', 'index.ts');
  assert.equal(await sources().presentText(file), 'export const x = 1;\n');
  assert.equal(await sources().presentText(path.join(folder, 'gone.ts')), undefined);
  assert.equal(await sources({}, 'typed').presentText(file), 'typed');
});

test('the newest build’s map is read, again when it changes', async () => {
  const all = sources();
  assert.equal(await all.moduleMap('index.js'), undefined);
  await build('dist', 'throw 1;', 1000);
  const first = await all.moduleMap('index.js');
  assert.ok(first);
  assert.equal(await all.moduleMap('index.js'), first);
  await build('build', '\n\nthrow 1;', 2000);
  const second = await all.moduleMap('index.js');
  assert.notEqual(second, first);
  const place = second?.original({ base: 'map', line: 1, column: 0 });
  assert.equal(place?.position.line, 3);
  assert.equal(place.source, path.join(folder, 'src', 'index.ts'));
});

test('only a bare module name has a map', async () => {
  for (const name of ['../index.js', 'a/index.js', 'index.ts', 'index.js\0', '']) {
    assert.equal(await sources().moduleMap(name), undefined, name);
  }
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
