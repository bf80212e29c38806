import assert from 'node:assert/strict';
import * as path from 'node:path';
import { it } from 'node:test';
import {
  projectAround,
  projectsAt,
} from '../../../../extension/host/sourceCheck/chooseProjects.ts';
import type { WorkerProject } from '../../../../extension/host/wrangler/workerProject.ts';

const ROOT = path.resolve('/work');
const at = (...parts: string[]): string => path.join(ROOT, ...parts);

function project(folder: string): WorkerProject {
  const configFile = path.join(folder, 'wrangler.toml');
  return {
    name: 'x',
    main: undefined,
    noBundle: false,
    hasContainers: false,
    environments: [],
    folder,
    configFile,
  };
}

const shop = project(at('shop'));
const admin = project(at('shop', 'admin'));
const chat = project(at('chat'));
const all = [shop, admin, chat];

it('a folder means the projects in it', () => {
  assert.deepEqual(projectsAt(all, ROOT), all);
  assert.deepEqual(projectsAt(all, at('chat')), [chat]);
  assert.deepEqual(projectsAt(all, at('shop')), [shop, admin]);
});

it('a configuration means its project', () => {
  assert.deepEqual(projectsAt(all, at('shop', 'wrangler.toml')), [shop]);
});

it('what is in a project means the innermost one around it', () => {
  assert.deepEqual(projectsAt(all, at('shop', 'src')), [shop]);
  assert.deepEqual(projectsAt(all, at('shop', 'admin', 'src', 'index.ts')), [admin]);
  assert.equal(projectAround(all, at('shopping', 'index.ts')), undefined);
});

it('what is in no project means none', () => {
  assert.deepEqual(projectsAt(all, at('docs')), []);
});
