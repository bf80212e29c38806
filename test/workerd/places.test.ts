import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import type { BuildSettings } from '../../extension/core/config/wranglerConfig.ts';
import { firstPlace, locate, type Place } from '../../extension/core/errors/locate.ts';
import { projectIn, sourcesOf } from '../support/projectOnDisk.ts';
import { asItIs, atRoot, besideBundle, monorepo, renamed } from './brokenProjects.ts';
import { DeployedProject, placeText, type Project } from './deployedProject.ts';
import { type Build, byWrangler, failEach } from './failEach.ts';
import { TailedRuntime } from './tailedRuntime.ts';

/** Failures that have no place, and why. */
const NOWHERE = new Map([
  ['buffer', 'workerd gives no stack for errors that its Node modules throw'],
  ['clash', 'the map has two texts for the path of the file'],
]);

const withoutNames: Project = { ...monorepo, config: { ...monorepo.config, keep_names: false } };

describe('places of failures on workerd', { timeout: 120_000 }, () => {
  const runtime = new TailedRuntime();
  after(() => runtime.dispose());

  const builds: readonly (readonly [name: string, project: Project, build: Build])[] = [
    ['as wrangler bundles', monorepo, byWrangler()],
    ['minified', monorepo, byWrangler('--minify')],
    ['minified, names too', withoutNames, byWrangler('--minify')],
    ['with names that lead elsewhere', renamed, byWrangler()],
    ['with names that lead elsewhere, minified', renamed, byWrangler('--minify')],
    ['as wrangler 3 bundles', monorepo, (deployed) => deployed.buildAsWrangler3(false)],
    ['as wrangler 3 minifies', monorepo, (deployed) => deployed.buildAsWrangler3(true)],
  ];
  for (const [name, project, build] of builds) {
    it(`are right in a build ${name}, through its map and as Cloudflare maps them`, async () => {
      const deployed = await DeployedProject.write(project);
      try {
        for (const [mark, stack] of await failEach(runtime, deployed, build)) {
          const expected = NOWHERE.has(mark) ? undefined : deployed.markOf(mark);
          const built = await placeOf(deployed, stack);
          assert.equal(built && placeText(built), expected, `${mark}: ${stack}`);
          assert.equal(built?.certainty, expected && 'built', mark);
          // Only a local map has the texts that tell a package's source from the project's.
          if (mark === 'clash') continue;
          const inSource = await deployed.mapped(stack);
          const mapped = await placeOf(deployed, inSource);
          assert.equal(mapped && placeText(mapped), expected, `${mark}: ${inSource}`);
          assert.equal(mapped?.certainty, expected && 'mapped', mark);
          assert.equal(mapped?.changed, undefined, mark);
        }
      } finally {
        await deployed.dispose();
      }
    });
  }

  for (const main of ['index.js', 'worker.js', '_worker.js', 'index.mjs']) {
    for (const minify of [false, true]) {
      it(`are right or a guess in a ${minify ? 'minified ' : ''}bundle of ${main}, mapped or not`, async () => {
        const deployed = await DeployedProject.write(atRoot(main));
        try {
          let sure = 0;
          const build = byWrangler(...(minify ? ['--minify'] : []));
          const failures = await failEach(runtime, deployed, build);
          for (const [mark, stack] of failures) {
            for (const [certainty, text] of [
              ['built', stack],
              ['mapped', await deployed.mapped(stack)],
            ] as const) {
              const place = await placeOf(deployed, text);
              if (place?.certainty === 'guessed') continue;
              assert.equal(place && placeText(place), deployed.markOf(mark), `${mark}: ${text}`);
              assert.equal(place?.certainty, certainty, `${mark}: ${text}`);
              assert.equal(place.changed, undefined, mark);
              sure++;
            }
          }
          assert.ok(sure >= 1.8 * failures.size, `${sure} places are sure`);
        } finally {
          await deployed.dispose();
        }
      });
    }
  }

  it('are right where the source is deployed as it is', async () => {
    const deployed = await DeployedProject.write(asItIs);
    try {
      for (const [mark, stack] of await failEach(runtime, deployed, byWrangler('--no-bundle'))) {
        const place = await placeOf(deployed, stack);
        assert.equal(place && placeText(place), deployed.markOf(mark), `${mark}: ${stack}`);
        assert.equal(place?.certainty, 'mapped', mark);
      }
    } finally {
      await deployed.dispose();
    }
  });

  it('are right in modules beside a bundle, and in the bundle that these call', async () => {
    const deployed = await DeployedProject.write(besideBundle);
    try {
      for (const [mark, stack] of await failEach(runtime, deployed, byWrangler())) {
        const place = await placeOf(deployed, stack, { hasModules: true });
        assert.equal(place && placeText(place), deployed.markOf(mark), `${mark}: ${stack}`);
        const isBundled = mark === 'own' || mark === 'called';
        assert.equal(place?.certainty, isBundled ? 'built' : 'mapped', mark);
      }
    } finally {
      await deployed.dispose();
    }
  });

  it('are not known without a map', async () => {
    const deployed = await DeployedProject.write(monorepo);
    try {
      const stacks = await failEach(runtime, deployed, byWrangler());
      await deployed.removeBuild();
      for (const [mark, stack] of stacks) {
        assert.equal(await placeOf(deployed, stack), undefined, `${mark}: ${stack}`);
      }
    } finally {
      await deployed.dispose();
    }
  });
});

async function placeOf(
  deployed: DeployedProject,
  stack: string,
  settings: BuildSettings = {},
): Promise<Place | undefined> {
  const { folder, workspace, main, noBundle } = deployed;
  const sources = sourcesOf(projectIn(folder, { ...settings, main, noBundle }), workspace);
  return firstPlace(await locate(stack, sources));
}
