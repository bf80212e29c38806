import assert from 'node:assert/strict';
import * as path from 'node:path';
import { after, describe, it } from 'node:test';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import type { Fix } from '../../extension/core/fixes/fixRule.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { failingLog } from '../support/failingLog.ts';
import { projectOf } from '../support/projectFixes.ts';
import { brokenConfigs, type BrokenConfig } from './brokenConfigs.ts';
import { DeployedProject } from './deployedProject.ts';
import { talk } from './exchange.ts';
import { TailedRuntime } from './tailedRuntime.ts';

describe('fixes of configurations, with wrangler and workerd', { timeout: 300_000 }, () => {
  const runtime = new TailedRuntime();
  after(() => runtime.dispose());

  for (const broken of brokenConfigs) {
    it(`mends ${broken.name}: ${broken.title}`, async () => {
      const message = broken.refused ?? (await failure(broken, filesOf(broken)));
      assert.match(message, broken.message);
      const fix = proposed(broken, message);
      assert.equal(await run(broken, mended(broken, fix)), broken.answer);
    });
  }

  /** What the broken Worker says, at its build, its start or its first request. */
  async function failure(broken: BrokenConfig, files: Files): Promise<string> {
    try {
      await run(broken, files);
    } catch (error) {
      return String(error);
    }
    assert.fail('the broken Worker runs');
  }

  /** Builds and runs the Worker as wrangler understands the configuration. @returns its answer. */
  async function run(
    { configFile, environment, traces = 1 }: BrokenConfig,
    files: Files,
  ): Promise<string> {
    const project = await DeployedProject.write({ folder: '.', files, config: { main: MAIN } });
    try {
      const flags = environment === undefined ? [] : ['--env', environment];
      const modules = await project.build(flags);
      const file = path.join(project.folder, configFile);
      const { workerOptions } = unstable_getMiniflareWorkerOptions(file, environment);
      // The modules are named from their build, not from the project.
      const options = { ...workerOptions, rootPath: undefined, modules };
      const miniflare = await runtime.start(options);
      const answer = await talk(await miniflare.ready, 'get');
      for (const { exceptions } of await runtime.traced(traces)) {
        assert.deepEqual(
          exceptions.map(({ message }) => message),
          [],
        );
      }
      return answer;
    } finally {
      await project.dispose();
    }
  }
});

const MAIN = 'src/index.js';

type Files = Readonly<Record<string, string>>;

function filesOf({ configFile, config, modules }: BrokenConfig): Files {
  return { [configFile]: config, ...modules };
}

function proposed(broken: BrokenConfig, message: string): Fix {
  const { code, title, modules, couldBeMapped = false, ...files } = broken;
  const fixes = proposeFixes({
    codes: [code],
    message,
    source: modules[MAIN] ?? '',
    fileName: MAIN,
    offset: 0,
    reach: 'handler',
    couldBeMapped,
    project: projectOf({ modules, ...files }),
    log: failingLog,
  });
  const fix = fixes.find((one) => one.title === title);
  assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
  return fix;
}

function mended(broken: BrokenConfig, { edits, elsewhere = [] }: Fix): Files {
  const files = { ...filesOf(broken) };
  for (const one of [{ file: MAIN, edits }, ...elsewhere]) {
    files[one.file] = applyEdits(files[one.file] ?? '', one.edits);
  }
  return files;
}
