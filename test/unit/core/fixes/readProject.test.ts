import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { EntryModules, EntrySource } from '../../../../extension/core/errors/entrySource.ts';
import { projectTrees, readProject } from '../../../../extension/core/fixes/readProject.ts';

const source = (display: string, text: string): EntrySource => ({
  file: `/${display}`,
  display,
  text,
});

function modulesOf(configuration: EntrySource | undefined, environment?: string): EntryModules {
  const entry = source('src/index.js', "import { a } from './a.js';\nexport default { a };");
  const imported = source('src/a.js', 'export const a = 1;');
  return {
    environment,
    entry: () => Promise.resolve(entry),
    imported: (specifier) => Promise.resolve(specifier === './a.js' ? imported : undefined),
    configuration: () => Promise.resolve(configuration),
  };
}

it('a project is its configuration, as the editor counts it, and its modules, the entry first', async () => {
  const text = 'name = "a"\n';
  const modules = modulesOf(source('wrangler.toml', `\uFEFF${text}`), 'live');
  const siblings = [{ file: '../other/wrangler.toml', text: 'name = "b"' }];
  const project = await readProject(modules, projectTrees(), siblings);
  assert.deepEqual(project.siblings, siblings);
  assert.deepEqual(project.config, { file: 'wrangler.toml', text });
  assert.equal(project.environment, 'live');
  assert.deepEqual(
    Array.from(project.modules(), ({ file }) => file),
    ['src/index.js', 'src/a.js'],
  );
});

it('a project may have no configuration', async () => {
  const project = await readProject(modulesOf(undefined), projectTrees(), []);
  assert.equal(project.config, undefined);
});
