import assert from 'node:assert/strict';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { Place } from '../../extension/core/errors/locate.ts';
import type { LocalBuilds } from '../../extension/host/sources/localBuilds.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { groupMembers } from '../support/processes.ts';
import { repository } from '../support/repository.ts';
import { waitFor } from '../support/waitFor.ts';
import { monorepo } from './brokenProjects.ts';
import { BuildsOnDemand, placeOf } from './buildsOnDemand.ts';
import { DeployedProject, placeText, type Project } from './deployedProject.ts';
import { byWrangler, failEach } from './failEach.ts';
import { TailedRuntime } from './tailedRuntime.ts';

const ESBUILD = pathToFileURL(path.join(repository, 'node_modules/esbuild/lib/main.js')).href;

/** As a project builds that has a bundler of its own. */
const SCRIPT = `import { build } from ${JSON.stringify(ESBUILD)};
import { fileURLToPath } from 'node:url';
await build({
  absWorkingDir: fileURLToPath(new URL('.', import.meta.url)),
  entryPoints: ['src/index.ts'], outdir: 'dist', bundle: true, format: 'esm', sourcemap: true,
  minify: process.argv.includes('--minify'), keepNames: true,
  conditions: ['workerd', 'worker', 'browser'],
  external: ['node:*', 'cloudflare:*'], loader: { '.wasm': 'copy' },
});
console.log('the script ran');
`;

const shop: Project = {
  ...monorepo,
  config: {
    ...monorepo.config,
    main: 'dist/index.js',
    upload_source_maps: false,
    build: { command: 'node build.mjs' },
    env: {
      small: { build: { command: 'node ../build.mjs --minify', cwd: 'src', watch_dir: ['src'] } },
      'as-it-is': { no_bundle: true, find_additional_modules: true },
      smallest: { build: { command: 'node build.mjs --minify' }, minify: true },
    },
  },
  files: { ...monorepo.files, 'packages/shop/build.mjs': SCRIPT },
  output: 'deployed',
};

/** Failures that have no place; `places.test.ts` says why. */
const NOWHERE = new Set(['buffer', 'clash']);

describe('a build on demand, of what a command of the project makes', { timeout: 120_000 }, () => {
  const runtime = new TailedRuntime();
  let demand: BuildsOnDemand;
  let deployed: DeployedProject;

  before(async () => {
    demand = await BuildsOnDemand.start();
    deployed = await DeployedProject.write(shop);
  });
  after(async () => {
    await runtime.dispose();
    await deployed.dispose();
    await demand.dispose();
  });

  for (const [worker, environment] of [
    ['broken', ''],
    ['broken-small', 'small'],
    ['broken-smallest', 'smallest'],
    ['broken-as-it-is', 'as-it-is'],
  ] as const) {
    it(`places each failure of ${worker} through both maps`, async () => {
      const stacks = await failEach(
        runtime,
        deployed,
        byWrangler(`--env=${environment}`, '--upload-source-maps'),
      );
      await deployed.removeBuild();
      const builds = demand.in(worker);
      demand.runs.length = 0;
      for (const [mark, stack] of stacks) {
        const place = await placeOf(stack, deployed, worker, builds);
        const expected = NOWHERE.has(mark) ? undefined : deployed.markOf(mark);
        assert.equal(place && placeText(place), expected, `${mark}: ${stack}`);
        assert.equal(place?.certainty, expected && 'built', mark);
      }
      // What is uploaded as it is has its map in the project.
      assert.equal(demand.runs.length, environment === 'as-it-is' ? 0 : 1);
    });
  }
});

/** A stack of any bundle: the build is asked for. */
const STACK = '    at Object.fetch (index.js:7:11)';

const COPY = `import { cpSync, readFileSync } from 'node:fs';
readFileSync('../template.html');
cpSync('src/index.js', 'dist/index.js');
`;
const WORKER = `export default {
  fetch() {
    throw new Error('here');
  },
};
`;

describe('a build on demand, of a command', { timeout: 60_000 }, () => {
  let demand: BuildsOnDemand;
  let deployed: DeployedProject;
  const write = (name: string, text: string): Promise<void> =>
    writeFile(path.join(deployed.workspace, name), text);
  const ask = (builds: LocalBuilds, version = 'v1'): Promise<Place | undefined> =>
    placeOf(STACK, deployed, 'broken', builds, version);
  const inProject = (): Promise<string[]> => readdir(deployed.folder).then((names) => names.sort());

  before(async () => {
    demand = await BuildsOnDemand.start();
  });
  beforeEach(async () => {
    deployed = await DeployedProject.write({
      folder: 'worker',
      config: {
        main: 'dist/index.js',
        build: { command: 'node build.mjs', watch_dir: ['src', '../shared'] },
      },
      files: {
        'template.html': 'one',
        'shared/words.txt': 'one',
        'worker/src/index.js': WORKER,
        'worker/build.mjs': COPY,
      },
    });
    demand.runs.length = 0;
  });
  afterEach(() => deployed.dispose());
  after(() => demand.dispose());

  for (const [file, rebuilt] of [
    ['worker/build.mjs', true],
    ['shared/words.txt', true],
    ['worker/src/new.js', true],
    ['worker/dist/index.js', true],
    ['worker/.wrangler-state', false],
    ['template.html', false],
  ] as const) {
    it(`${rebuilt ? 'is made again' : 'stays'} when ${file} changes`, async () => {
      const builds = demand.in(`change of ${path.basename(file)}`);
      await ask(builds);
      await ask(builds, 'v2');
      assert.equal(demand.runs.length, 1);
      await write(file, `// changed\n${WORKER}`);
      await ask(builds, 'v3');
      assert.equal(demand.runs.length, rebuilt ? 2 : 1);
    });
  }

  for (const how of ['cancelled', 'too slow'] as const) {
    it(`that never ends is ended with all that it started, ${how}`, async () => {
      const forever = "process.on('SIGTERM', () => undefined); setInterval(() => undefined, 1e3);";
      await write('worker/forever.mjs', forever);
      await write(
        'worker/build.mjs',
        `import { spawn } from 'node:child_process';
spawn(process.execPath, ['forever.mjs'], { stdio: 'ignore' });
${forever}`,
      );
      const log = memoryLog();
      const cancel = new AbortController();
      const limit = how === 'cancelled' ? 30_000 : 8000;
      const place = ask(demand.in(how, { log, limit, cancelled: cancel.signal }));
      const pid = await demand.running();
      await waitFor('all of it runs', () =>
        groupMembers(pid).some((line) => line.includes('forever.mjs')),
      );
      if (how === 'cancelled') cancel.abort();
      assert.equal(await place, undefined);
      await waitFor('nothing is left', () => groupMembers(pid).length === 0);
      assert.deepEqual(await readdir(demand.processes), []);
      assert.deepEqual(await inProject(), ['build.mjs', 'forever.mjs', 'src', 'wrangler.json']);
      const told = how === 'cancelled' ? /^$/ : /^warn: .* was not built.*not done after 8000 ms/s;
      assert.match(log.lines.join(), told);
    });
  }

  it('leaves nothing in the project but what the command makes', async () => {
    const before = await inProject();
    await ask(demand.in('traces'));
    assert.deepEqual(await inProject(), [...before, 'dist'].sort());
  });

  it('leaves what the user’s own wrangler has there', async () => {
    await mkdir(path.join(deployed.folder, '.wrangler/tmp/dev-1'), { recursive: true });
    await mkdir(path.join(deployed.folder, '.wrangler/state'));
    await ask(demand.in('own'));
    assert.deepEqual(
      (await readdir(path.join(deployed.folder, '.wrangler'), { recursive: true })).sort(),
      ['state', 'tmp', path.join('tmp', 'dev-1')],
    );
  });

  it('that fails has no place, its own words in the log, and another try after a change', async () => {
    await write(
      'worker/build.mjs',
      "console.error('src/index.js: no such thing'); process.exit(3);",
    );
    const log = memoryLog();
    const name = 'failing';
    assert.equal(await ask(demand.in(name, { log })), undefined);
    assert.equal(await ask(demand.in(name, { log }), 'v2'), undefined);
    assert.equal(demand.runs.length, 1);
    assert.equal(log.lines.length, 1);
    const [line = ''] = log.lines;
    assert.match(line, /^warn: .* was not built for its map: /);
    assert.match(line, /^\[custom build\] src\/index\.js: no such thing$/m);
    assert.match(line, /^✘ \[ERROR\] Running custom build `node build\.mjs` failed\./m);
    assert.ok(line.split('\n').length < 10, line);
    await write('worker/build.mjs', COPY);
    await ask(demand.in(name, { log }));
    assert.match(log.lines[1] ?? '', /^info: .* was built for its map/);
  });
});
