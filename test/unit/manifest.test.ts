import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { test } from 'node:test';
import { repository } from '../support/repository.ts';

interface Manifest {
  readonly description: string;
  readonly contributes: {
    readonly commands: readonly { command: string; title: string; category?: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { scope: string }>> };
  };
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly restrictedConfigurations: readonly string[] };
  };
  readonly dependencies?: unknown;
}

/** Properties that people read; the product's name alone is the same in every language. */
const TEXTS =
  /^(?:title|name|category|label|contents|(?:markdown)?description|.*(?:Description|Message)s?)$/i;

const read = (file: string): Promise<string> => readFile(path.join(repository, file), 'utf8');
const manifest = JSON.parse(await read('package.json')) as Manifest; // this repository's own

test('the settings of the manifest are the ones that are read', async () => {
  const source = await read('extension/host/settings.ts');
  const used = [...source.matchAll(/read(?:<[^>]*>)?\('([\w.]+)'/g)].map((match) => match[1]);
  const named = Object.keys(manifest.contributes.configuration.properties);
  assert.deepEqual(named.sort(), used.map((name) => `tailWorker.${name ?? ''}`).sort());
});

test('the commands of the manifest are the ones that are registered', async () => {
  const source = await read('extension/host/commands.ts');
  const used = [...source.matchAll(/'(tailWorker\.\w+)'/g)].map((match) => match[1]);
  const named = manifest.contributes.commands.map((each) => each.command);
  assert.deepEqual(named.sort(), used.sort());
});

test('the first command is called Tail Worker, and the others have it as category', () => {
  for (const { command, title, category } of manifest.contributes.commands) {
    if (command === 'tailWorker.start') assert.equal(title, 'Tail Worker');
    else assert.equal(category, 'Tail Worker', command);
  }
});

test('settings that name programs or arguments are restricted in untrusted workspaces', () => {
  const { restrictedConfigurations } = manifest.capabilities.untrustedWorkspaces;
  assert.deepEqual([...restrictedConfigurations].sort(), [
    'tailWorker.nodePath',
    'tailWorker.wranglerArguments',
    'tailWorker.wranglerPath',
  ]);
});

test('a text of the manifest is a key of package.nls.json, and each key is used', async () => {
  const english = JSON.parse(await read('package.nls.json')) as Record<string, string>; // as above
  const used: string[] = [];
  const look = (value: unknown, name = ''): void => {
    if (typeof value === 'object' && value !== null) {
      Object.entries(value).forEach(([key, member]) => look(member, key));
    } else if (typeof value === 'string' && TEXTS.test(name) && value !== 'Tail Worker') {
      used.push(/^%([\w.]+)%$/.exec(value)?.[1] ?? `plain text in ${name}: ${value}`);
    }
  };
  const { description, capabilities, contributes } = manifest;
  look({ description, capabilities, contributes });
  assert.deepEqual(used.sort(), Object.keys(english).sort());
});

test('nothing is installed for users: the bundles hold what runs', () => {
  assert.equal(manifest.dependencies, undefined);
});
