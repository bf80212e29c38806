import { readdir, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { isBelow } from './isBelow.ts';

const LOCKS = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];
/** Where package managers note what is installed: an install may mend a build. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];

/**
 * Files that say how a project is built: the configuration, lock file, and what was installed of it. Manifests
 * and compiler options count from a source's folder on upwards, as bundlers look for them.
 */
export async function settingsOf(
  project: DeployedProject,
  sources: readonly string[],
): Promise<string[]> {
  const lock = await lockFile(project.folder);
  const root = lock === undefined ? project.folder : path.dirname(lock);
  // Sources have real paths, though the workspace may be opened through a link.
  const roots = [root, await realpath(root).catch(() => root)];
  const isInside = (folder: string): boolean =>
    roots.some((each) => folder === each || isBelow(each, folder));
  const folders = new Set<string>();
  for (const file of [project.configFile, ...sources]) {
    for (let at = path.dirname(file); isInside(at); at = path.dirname(at)) folders.add(at);
  }
  const found = await Promise.all([...folders].map((each) => settingsIn(each)));
  const installed = INSTALLED.map((name) => path.join(root, 'node_modules', name));
  return [project.configFile, ...found.flat(), ...installed, ...(lock === undefined ? [] : [lock])];
}

async function settingsIn(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  const options = names.filter((name) => /^tsconfig\b.*\.json$/.test(name));
  return ['package.json', 'tsconfig.json', ...options].map((name) => path.join(folder, name));
}

/** In a monorepo it lies in a folder above. */
async function lockFile(folder: string): Promise<string | undefined> {
  for (let at = folder; ; at = path.dirname(at)) {
    for (const name of LOCKS) {
      const file = path.join(at, name);
      if (await isFile(file)) return file;
    }
    if (path.dirname(at) === at) return undefined;
  }
}

async function isFile(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch {
    return false;
  }
}
