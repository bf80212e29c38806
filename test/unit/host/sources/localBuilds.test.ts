import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readdir, readFile, realpath, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { beforeEach, test } from 'node:test';
import { LocalBuilds, type RunBuild } from '../../../../extension/host/sources/localBuilds.ts';
import type { DeployedProject } from '../../../../extension/host/wrangler/workerProject.ts';
import { memoryLog } from '../../../support/memoryLog.ts';
import { projectIn } from '../../../support/projectOnDisk.ts';

let root: string;
let runs: (readonly string[])[];
let atOnce: number;
let most: number;
let log: ReturnType<typeof memoryLog>;
/** Another source that the map names. */
let another: string;

beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-local-builds-'));
  for (const [name, text] of Object.entries({
    'src/index.ts': 'one',
    'src/a b.ts': 'one',
    'tsconfig.worker.json': '{}',
    'package.json': '{ "main": "index.js" }',
    'README.md': 'one',
    'wrangler.json': '{}',
    'package-lock.json': '1',
    'node_modules/x/x.js': 'x',
  })) {
    await mkdir(path.dirname(path.join(root, name)), { recursive: true });
    await writeFile(path.join(root, name), text);
  }
  runs = [];
  atOnce = most = 0;
  another = 'src/index.ts';
  log = memoryLog();
});

function project(fields: Partial<DeployedProject> = {}): DeployedProject {
  return projectIn(root, { configFile: path.join(root, 'wrangler.json'), ...fields });
}

/** Writes a map as wrangler does, with what the source has now as the module. */
const build: RunBuild = async (_project, args) => {
  runs.push(args);
  most = Math.max(most, ++atOnce);
  const folder = args[3] ?? '';
  const source = await readFile(path.join(root, 'src/index.ts'), 'utf8');
  const sources = [
    path.relative(folder, path.join(root, 'src/index.ts')),
    path.relative(folder, path.join(root, 'node_modules/x/x.js')),
    path.relative(folder, path.join(root, 'src/a%20b.ts')),
    path.relative(folder, path.join(root, another)),
  ];
  await writeFile(path.join(folder, 'index.js'), source);
  await writeFile(path.join(folder, 'index.js.map'), JSON.stringify({ version: 3, sources }));
  atOnce--;
  return true;
};

function builds(run: RunBuild = build): LocalBuilds {
  return new LocalBuilds(path.join(root, 'storage'), () => true, run, log);
}

async function moduleIn(folder: string | undefined): Promise<string | undefined> {
  return folder && readFile(path.join(folder, 'index.js'), 'utf8');
}

test('a build is made once, though many ask at the same time', async () => {
  const all = builds();
  const folders = await Promise.all(['v1', 'v1', 'v2', undefined].map((v) => all.of(project(), v)));
  assert.equal(new Set(folders).size, 1);
  assert.equal(runs.length, 1);
  const [one, two, three, , ...rest] = runs[0] ?? [];
  assert.deepEqual([one, two, three], ['deploy', '--dry-run', '--outdir']);
  assert.deepEqual(rest, ['--config', await realpath(path.join(root, 'wrangler.json'))]);
});

test('environments have builds of their own, one after the other', async () => {
  const all = builds();
  const environments = [{ name: 'live', worker: 'x' }];
  const ofLive = project({ environments, environment: 'live' });
  const folders = await Promise.all([
    all.of(project({ environments }), 'v1'),
    all.of(ofLive, 'v1'),
  ]);
  assert.equal(new Set(folders).size, 2);
  assert.equal(most, 1);
  assert.deepEqual(
    runs.map((args) => args.slice(6)),
    [['--env='], ['--env', 'live']],
  );
});

test('a map is asked for where the configuration uploads none', async () => {
  await builds().of(project({ noMaps: true }), 'v1');
  assert.deepEqual(runs[0]?.slice(6), ['--upload-source-maps']);
});

test('a build is minified where the scripts of the package deploy so', async () => {
  const manifest = JSON.stringify({ scripts: { deploy: 'wrangler deploy --minify' } });
  await writeFile(path.join(root, 'package.json'), manifest);
  await builds().of(project(), 'v1');
  assert.deepEqual(runs[0]?.slice(6), ['--minify']);
});

test('images of containers are not built', async () => {
  await builds().of(project({ hasContainers: true }), 'v1');
  assert.deepEqual(runs[0]?.slice(6), ['--containers-rollout', 'none']);
});

test('a version keeps its build when a source changes, a new version gets a new one', async () => {
  const first = await builds().of(project(), 'v1');
  await writeFile(path.join(root, 'src/index.ts'), 'two');
  const all = builds();
  assert.equal(await all.of(project(), 'v1'), first);
  assert.equal(await moduleIn(first), 'one');
  assert.equal(await moduleIn(await all.of(project(), 'v2')), 'two');
  assert.equal(runs.length, 2);
  await writeFile(path.join(root, 'src/index.ts'), 'one');
  assert.equal(await all.of(project(), 'v3'), first, 'the text is as it was');
  assert.equal(runs.length, 2);
});

for (const [file, rebuilt] of [
  ['wrangler.json', true],
  ['package-lock.json', true],
  ['package.json', true],
  ['node_modules/.package-lock.json', true],
  ['src/a b.ts', true],
  ['tsconfig.worker.json', true],
  ['src/package.json', true],
  ['node_modules/x/x.js', false],
  ['src/other.ts', false],
  ['README.md', false],
] as const) {
  test(`a change of ${file} ${rebuilt ? 'asks for' : 'asks for no'} new build`, async () => {
    await builds().of(project(), 'v1');
    await writeFile(path.join(root, file), 'changed');
    await builds().of(project(), 'v2');
    assert.equal(runs.length, rebuilt ? 2 : 1);
  });
}

for (const [file, rebuilt] of [
  ['packages/lib/dist/chunk.js', true],
  ['packages/lib/package.json', true],
  ['packages/lib/test/lib.ts', false],
] as const) {
  test(`a change of ${file} of a package in the monorepo asks for ${rebuilt ? 'a' : 'no'} new build`, async () => {
    // The map names the source of the package, and wrangler bundles what was built of it.
    for (const [name, text] of Object.entries({
      'packages/lib/src/index.ts': 'lib',
      'packages/lib/dist/index.js': 'lib',
      'packages/lib/dist/chunk.js': 'lib',
      'packages/lib/test/lib.ts': 'lib',
      'packages/lib/package.json': '{ "exports": { ".": { "import": "./dist/index.js" } } }',
    })) {
      await mkdir(path.dirname(path.join(root, name)), { recursive: true });
      await writeFile(path.join(root, name), text);
    }
    another = 'packages/lib/src/index.ts';
    await builds().of(project(), 'v1');
    await builds().of(project(), 'v2');
    assert.equal(runs.length, 1);
    await writeFile(path.join(root, file), '{}');
    await builds().of(project(), 'v3');
    assert.equal(runs.length, rebuilt ? 2 : 1);
  });
}

test('a failed build is told once and not repeated until a source changes', async () => {
  const fail: RunBuild = (_project, args) => {
    runs.push(args);
    return Promise.reject(new Error('no such import'));
  };
  assert.equal(await builds(fail).of(project(), 'v1'), undefined);
  assert.equal(await builds(fail).of(project(), 'v2'), undefined);
  assert.equal(runs.length, 1);
  assert.deepEqual(log.lines, [`warn: ${root} was not built for its map: Error: no such import`]);
  await writeFile(path.join(root, 'src/other.ts'), 'new');
  assert.equal(await builds(fail).of(project(), 'v1'), undefined);
  assert.equal(runs.length, 2, 'the new file may be the one that was missing');
  await writeFile(path.join(root, 'src/index.ts'), 'mended');
  assert.equal(await moduleIn(await builds().of(project(), 'v1')), 'mended');
});

test('what was cancelled is not built again in this window', async () => {
  const cancel: RunBuild = (_project, args) => {
    runs.push(args);
    return Promise.resolve(false);
  };
  const all = builds(cancel);
  assert.equal(await all.of(project(), 'v1'), undefined);
  assert.equal(await all.of(project(), 'v2'), undefined);
  assert.equal(runs.length, 1);
  assert.ok(await builds().of(project(), 'v1'));
});

test('nothing is built that is uploaded as it is, has no entry, or is not trusted', async () => {
  assert.equal(await builds().of(project({ noBundle: true }), 'v1'), undefined);
  assert.equal(await builds().of(project({ main: undefined }), 'v1'), undefined);
  const untrusted = new LocalBuilds(path.join(root, 'storage'), () => false, build, log);
  assert.equal(await untrusted.of(project(), 'v1'), undefined);
  assert.deepEqual(runs, []);
});

test('nothing is built where a deploy uploads what another tool has built', async () => {
  const redirect = path.join(root, '.wrangler/deploy/config.json');
  await mkdir(path.dirname(redirect), { recursive: true });
  await writeFile(redirect, '{ "configPath": "../../dist/wrangler.json" }');
  assert.equal(await builds().of(project(), 'v1'), undefined);
  assert.deepEqual(runs, []);
});

test('old builds are given up, and what did not come to its end', async () => {
  const storage = path.join(root, 'storage');
  await mkdir(path.join(storage, 'halfway'), { recursive: true });
  const all = builds();
  for (let version = 0; version < 14; version++) {
    await writeFile(path.join(root, 'src/index.ts'), String(version));
    await all.of(project(), `v${version}`);
  }
  assert.equal((await readdir(storage)).length, 12);
  assert.equal(await moduleIn(await builds().of(project(), 'v13')), '13');
});

test('a build without a map has failed', async () => {
  const run: RunBuild = async (_project, args) => {
    await writeFile(path.join(args[3] ?? '', 'index.js'), '');
    return true;
  };
  assert.equal(await builds(run).of(project(), 'v1'), undefined);
  assert.match(log.lines.join(), /was not built for its map: Error: It has no source map/);
});
