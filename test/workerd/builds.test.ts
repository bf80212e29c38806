import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { environmentOf } from '../../extension/core/config/wranglerConfig.ts';
import { firstPlace, locate, type Place } from '../../extension/core/errors/locate.ts';
import { LocalBuilds, type RunBuild } from '../../extension/host/sources/localBuilds.ts';
import { locateWrangler } from '../../extension/host/wrangler/locateWrangler.ts';
import { ProcessRegistry } from '../../extension/host/wrangler/processRegistry.ts';
import { runWrangler } from '../../extension/host/wrangler/runWrangler.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { groupMembers } from '../support/processes.ts';
import { projectIn, sourcesOf } from '../support/projectOnDisk.ts';
import { repository } from '../support/repository.ts';
import { waitFor } from '../support/waitFor.ts';
import { monorepo } from './brokenProjects.ts';
import { DeployedProject, placeText, type Project } from './deployedProject.ts';
import { byWrangler, failEach } from './failEach.ts';
import { TailedRuntime } from './tailedRuntime.ts';

/** Failures that have no place in any build; `places.test.ts` says why. */
const NOWHERE = new Set(['buffer', 'clash']);

const shop: Project = {
  ...monorepo,
  config: {
    ...monorepo.config,
    env: { small: { minify: true, keep_names: false } },
  },
};
const ENVIRONMENTS = [
  { name: 'small', worker: 'broken-small' },
  { name: 'other', worker: 'broken-other' },
];

describe('a build on demand', { timeout: 120_000 }, () => {
  const runtime = new TailedRuntime();
  let storage: string;
  let deployed: DeployedProject;
  let stacks: ReadonlyMap<string, string>;
  let smallStacks: ReadonlyMap<string, string>;

  before(async () => {
    storage = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-builds-'));
    deployed = await DeployedProject.write(shop);
    stacks = await failEach(runtime, deployed, byWrangler('--env='));
    smallStacks = await failEach(runtime, deployed, byWrangler('--env=small'));
    await deployed.removeBuild();
  });
  after(async () => {
    await runtime.dispose();
    await deployed.dispose();
    await rm(storage, { recursive: true, force: true });
  });

  const processes = (): string => path.join(storage, 'processes');
  const registry = (): ProcessRegistry => new ProcessRegistry(processes(), memoryLog());
  const near = (): string => stacks.get('near') ?? '';

  const runs: (readonly string[])[] = [];

  /** Builds that are kept in a folder of that name. */
  function buildsIn(
    name: string,
    {
      isTrusted = true,
      cancelled = new AbortController().signal,
      limit = 30_000,
      log = memoryLog(),
    } = {},
  ): LocalBuilds {
    const run: RunBuild = async ({ folder }, args) => {
      runs.push(args);
      const wrangler = await locateWrangler(folder, {
        wranglerPath: path.join(repository, 'node_modules/wrangler'),
        nodePath: '',
      });
      const cacheFolder = path.join(storage, 'compile-cache');
      const where = { folder, cacheFolder, registry: registry() };
      return runWrangler({ wrangler, args, ...where, cancelled, limit });
    };
    return new LocalBuilds(path.join(storage, name), () => isTrusted, run, log);
  }

  function projectOf(worker: string) {
    const config = { main: deployed.main, name: 'broken', noBundle: false, hasContainers: false };
    const project = { ...config, environments: ENVIRONMENTS };
    const configFile = path.join(deployed.folder, 'wrangler.json');
    return projectIn(deployed.folder, {
      ...project,
      configFile,
      ...environmentOf(project, worker),
    });
  }

  async function placeOf(
    stack: string,
    worker: string,
    builds: LocalBuilds,
  ): Promise<Place | undefined> {
    const sources = sourcesOf(projectOf(worker), deployed.workspace, builds);
    return firstPlace(await locate(stack, sources, 'v1'));
  }

  for (const [worker, of] of [
    ['broken', () => stacks],
    ['broken-small', () => smallStacks],
  ] as const) {
    it(`places each failure of ${worker}, with its environment’s minify, in one build`, async () => {
      const builds = buildsIn('right');
      runs.length = 0;
      for (const [mark, stack] of of()) {
        const place = await placeOf(stack, worker, builds);
        const expected = NOWHERE.has(mark) ? undefined : deployed.markOf(mark);
        assert.equal(place && placeText(place), expected, `${mark}: ${stack}`);
        assert.equal(place?.certainty, expected && 'built', mark);
      }
      assert.equal(runs.length, 1);
      assert.deepEqual(
        await readdir(deployed.folder).then((names) => names.includes('dist')),
        false,
      );
    });
  }

  it('of another environment is not believed', async () => {
    const builds = buildsIn('right');
    for (const [mark, stack] of smallStacks) {
      const place = await placeOf(stack, 'broken', builds);
      assert.notEqual(place?.certainty, 'built', `${mark}: ${stack}`);
    }
  });

  it('outlives the window', async () => {
    runs.length = 0;
    const place = await placeOf(near(), 'broken', buildsIn('right'));
    assert.equal(place && placeText(place), deployed.markOf('near'));
    assert.deepEqual(runs, []);
  });

  it('is not made in an untrusted workspace', async () => {
    runs.length = 0;
    assert.equal(
      await placeOf(near(), 'broken', buildsIn('right', { isTrusted: false })),
      undefined,
    );
    assert.equal(
      await placeOf(near(), 'broken', buildsIn('untrusted', { isTrusted: false })),
      undefined,
    );
    assert.deepEqual(runs, []);
  });

  /** Waits until the build that was just asked for runs. */
  async function running(): Promise<number> {
    const pid = await waitFor('wrangler runs', async () => {
      const [name] = await readdir(processes()).catch(() => []);
      return name === undefined ? undefined : Number(path.parse(name).name);
    });
    await waitFor('the program itself runs', () => groupMembers(pid).length >= 2);
    return pid;
  }

  it('that is cancelled leaves no process, no folder and no second try', async () => {
    const cancel = new AbortController();
    const builds = buildsIn('cancelled', { cancelled: cancel.signal });
    runs.length = 0;
    const place = placeOf(near(), 'broken', builds);
    const pid = await running();
    cancel.abort();
    assert.equal(await place, undefined);
    await waitFor('nothing is left', () => groupMembers(pid).length === 0);
    assert.deepEqual(await readdir(path.join(storage, 'cancelled')), []);
    assert.deepEqual(await readdir(processes()), []);
    assert.equal(await placeOf(near(), 'broken', builds), undefined);
    assert.equal(runs.length, 1);
  });

  it('that takes too long is ended, and says so', async () => {
    const log = memoryLog();
    const builds = buildsIn('slow', { limit: 50, log });
    const place = placeOf(near(), 'broken', builds);
    assert.equal(await place, undefined);
    assert.match(log.lines.join(), /^warn: .*was not built.*not done after 50 ms/s);
    assert.deepEqual(await readdir(processes()), []);
  });

  it('that a killed host left is ended at the next start', async () => {
    const place = placeOf(near(), 'broken', buildsIn('left'));
    const pid = await running();
    // As if a host that has ended had written it.
    const left = path.join(processes(), `${pid}.json`);
    await writeFile(left, JSON.stringify({ host: 2 ** 22 + 1 }));
    assert.equal(await registry().reap(), 1);
    assert.equal(await place, undefined);
    await waitFor('nothing is left', () => groupMembers(pid).length === 0);
  });

  it('of an environment that is not there fails, once, with wrangler’s reason', async () => {
    const log = memoryLog();
    const builds = buildsIn('failed', { log });
    runs.length = 0;
    assert.equal(await placeOf(near(), 'broken-other', builds), undefined);
    assert.equal(await placeOf(near(), 'broken-other', builds), undefined);
    assert.equal(runs.length, 1);
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0] ?? '', /^warn: .*was not built.*other/s);
  });
});
