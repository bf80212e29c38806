import assert from 'node:assert/strict';
import { readdir, symlink, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { memoryLog } from '../support/memoryLog.ts';
import { groupMembers } from '../support/processes.ts';
import { waitFor } from '../support/waitFor.ts';
import { monorepo } from './brokenProjects.ts';
import { BuildsOnDemand, placeOf } from './buildsOnDemand.ts';
import { DeployedProject, placeText, type Project } from './deployedProject.ts';
import { byWrangler, failEach } from './failEach.ts';
import { TailedRuntime } from './tailedRuntime.ts';

/** Failures that have no place in any build; `places.test.ts` says why. */
const NOWHERE = new Set(['buffer', 'clash']);

const shop: Project = {
  ...monorepo,
  config: {
    ...monorepo.config,
    env: {
      small: { minify: true, keep_names: false },
      script: {},
      gone: { main: 'gone/index.ts' },
    },
  },
  files: {
    ...monorepo.files,
    'packages/shop/package.json': '{"scripts":{"deploy":"wrangler deploy --env script --minify"}}',
  },
};

describe('a build on demand', { timeout: 120_000 }, () => {
  const runtime = new TailedRuntime();
  let demand: BuildsOnDemand;
  let deployed: DeployedProject;
  let stacks: ReadonlyMap<string, string>;
  let smallStacks: ReadonlyMap<string, string>;
  let scriptStacks: ReadonlyMap<string, string>;

  before(async () => {
    demand = await BuildsOnDemand.start();
    deployed = await DeployedProject.write(shop);
    stacks = await failEach(runtime, deployed, byWrangler('--env='));
    smallStacks = await failEach(runtime, deployed, byWrangler('--env=small'));
    scriptStacks = await failEach(runtime, deployed, byWrangler('--env=script', '--minify'));
    await deployed.removeBuild();
  });
  after(async () => {
    await runtime.dispose();
    await deployed.dispose();
    await demand.dispose();
  });

  const near = (): string => stacks.get('near') ?? '';

  for (const [worker, of] of [
    ['broken', () => stacks],
    ['broken-small', () => smallStacks],
    ['broken-script', () => scriptStacks],
  ] as const) {
    it(`places each failure of ${worker}, as it is minified, in one build`, async () => {
      const builds = demand.in('right');
      demand.runs.length = 0;
      for (const [mark, stack] of of()) {
        const place = await placeOf(stack, deployed, worker, builds);
        const expected = NOWHERE.has(mark) ? undefined : deployed.markOf(mark);
        assert.equal(place && placeText(place), expected, `${mark}: ${stack}`);
        assert.equal(place?.certainty, expected && 'built', mark);
      }
      assert.equal(demand.runs.length, 1);
      assert.deepEqual(
        await readdir(deployed.folder).then((names) => names.includes('dist')),
        false,
      );
    });
  }

  it('of a workspace that is opened through a link has its places there', async () => {
    const workspace = demand.folderOf('link');
    await symlink(deployed.workspace, workspace, 'junction');
    const opened = { workspace, folder: path.join(workspace, shop.folder) };
    const builds = demand.in('through the link');
    for (const [mark, stack] of stacks) {
      if (NOWHERE.has(mark)) continue;
      const place = await placeOf(stack, opened, 'broken', builds);
      const there = deployed.markOf(mark).replace(deployed.workspace, workspace);
      assert.equal(place && placeText(place), there, `${mark}: ${stack}`);
    }
  });

  it('of another environment is not believed', async () => {
    const builds = demand.in('right');
    for (const [mark, stack] of smallStacks) {
      const place = await placeOf(stack, deployed, 'broken', builds);
      assert.notEqual(place?.certainty, 'built', `${mark}: ${stack}`);
    }
  });

  it('outlives the window', async () => {
    demand.runs.length = 0;
    const place = await placeOf(near(), deployed, 'broken', demand.in('right'));
    assert.equal(place && placeText(place), deployed.markOf('near'));
    assert.deepEqual(demand.runs, []);
  });

  it('is not made in an untrusted workspace', async () => {
    demand.runs.length = 0;
    assert.equal(
      await placeOf(near(), deployed, 'broken', demand.in('right', { isTrusted: false })),
      undefined,
    );
    assert.equal(
      await placeOf(near(), deployed, 'broken', demand.in('untrusted', { isTrusted: false })),
      undefined,
    );
    assert.deepEqual(demand.runs, []);
  });

  it('that is cancelled leaves no process, no folder and no second try', async () => {
    const cancel = new AbortController();
    const builds = demand.in('cancelled', { cancelled: cancel.signal });
    demand.runs.length = 0;
    const place = placeOf(near(), deployed, 'broken', builds);
    const pid = await demand.running();
    cancel.abort();
    assert.equal(await place, undefined);
    await waitFor('nothing is left', () => groupMembers(pid).length === 0);
    assert.deepEqual(await readdir(demand.folderOf('cancelled')), []);
    assert.deepEqual(await readdir(demand.processes), []);
    assert.equal(await placeOf(near(), deployed, 'broken', builds), undefined);
    assert.equal(demand.runs.length, 1);
  });

  it('that takes too long is ended, and says so', async () => {
    const log = memoryLog();
    const builds = demand.in('slow', { limit: 50, log });
    const place = placeOf(near(), deployed, 'broken', builds);
    assert.equal(await place, undefined);
    assert.match(log.lines.join(), /^warn: .*was not built.*not done after 50 ms/s);
    assert.deepEqual(await readdir(demand.processes), []);
  });

  it('that a killed host left is ended at the next start', async () => {
    const place = placeOf(near(), deployed, 'broken', demand.in('left'));
    const pid = await demand.running();
    // As if a host that has ended had written it.
    const left = path.join(demand.processes, `${pid}.json`);
    await writeFile(left, JSON.stringify({ host: 2 ** 22 + 1 }));
    assert.equal(await demand.registry.reap(), 1);
    assert.equal(await place, undefined);
    await waitFor('nothing is left', () => groupMembers(pid).length === 0);
  });

  it('of an entry that is not there fails, once, with wrangler’s reason', async () => {
    const log = memoryLog();
    const builds = demand.in('failed', { log });
    demand.runs.length = 0;
    assert.equal(await placeOf(near(), deployed, 'broken-gone', builds), undefined);
    assert.equal(await placeOf(near(), deployed, 'broken-gone', builds), undefined);
    assert.equal(demand.runs.length, 1);
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0] ?? '', /^warn: .*was not built.*gone.index\.ts/s);
  });
});
