import { createHash } from 'node:crypto';
import { createReadStream, type Dirent } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { isBelow } from './isBelow.ts';

/** File → hash of its content, folder → of its names; empty when there is none. */
export type Inputs = Readonly<Record<string, string>>;

const LOCKS = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];
/** Where package managers note what is installed: an install may mend a build. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];
/** Files below a folder that are looked at. */
const MOST = 2000;

/** What a build was made of: its maps name the sources. Installed packages are told by the lock file, and what was installed of it. @throws Error when there is no map. */
export async function inputsOfBuild(project: DeployedProject, folder: string): Promise<Inputs> {
  const sources: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.map')) continue;
    for (const source of await sourcesOf(path.join(folder, name))) {
      // esbuild 0.28 writes a URL, `page%20%281%29.ts` (measured); another tool's map may have a path.
      for (const name of new Set([source, decoded(source)]))
        sources.push(path.resolve(folder, name));
    }
  }
  if (sources.length === 0) throw new Error('It has no source map.');
  const own = sources.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  const settings = await settingsOf(project, own);
  return hashAll([...settings, ...own, ...(await madeOf(project, own))]);
}

/** What a build that failed may have been made of: everything below the folder of the entry. */
export async function inputsOfFailure(project: DeployedProject): Promise<Inputs> {
  const settings = await settingsOf(project, []);
  return hashAll([...settings, ...(await madeOf(project, []))]);
}

/**
 * Files that no map names. A command that makes the entry may read whatever the project has; of what another
 * tool made, the map names the sources and not the output that wrangler bundles, which may be older.
 */
async function madeOf(project: DeployedProject, sources: readonly string[]): Promise<string[]> {
  const entry = path.join(project.folder, project.main ?? '');
  const { madeOf: watched = [] } = project;
  const folders = watched.length > 0 ? [...watched, '.'] : [];
  if (!sources.includes(entry)) folders.push(path.dirname(project.main ?? ''));
  const files = await Promise.all(
    folders.map((each) => filesBelow(path.join(project.folder, each), MOST)),
  );
  return files.flat();
}

/** Whether the files are as they were. */
export async function areSame(inputs: Inputs): Promise<boolean> {
  for (const [file, hash] of Object.entries(inputs)) {
    if ((await hashOf(file)) !== hash) return false;
  }
  return true;
}

/** Manifests and compiler options count from a source's folder on upwards, as bundlers look for them. */
async function settingsOf(project: DeployedProject, sources: readonly string[]): Promise<string[]> {
  const lock = await lockFile(project.folder);
  const root = lock === undefined ? project.folder : path.dirname(lock);
  const folders = new Set<string>();
  for (const file of [project.configFile, ...sources]) {
    for (let at = path.dirname(file); at === root || isBelow(root, at); at = path.dirname(at)) {
      folders.add(at);
    }
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

/** Files and folders: a new file may be the one that was missing. */
async function filesBelow(folder: string, most: number): Promise<string[]> {
  const files = [folder];
  for (const entry of await entriesOf(folder)) {
    if (files.length >= most) break;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(file, most - files.length)));
    else if (entry.isFile()) files.push(file);
  }
  return files;
}

async function entriesOf(folder: string): Promise<Dirent[]> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  return entries.filter(({ name }) => name !== 'node_modules' && !name.startsWith('.'));
}

/** Bytes at the start of a map that hold the names of its sources, as esbuild writes it. */
const HEAD = 1024 * 1024;

/** Without reading the whole map, which may have 20 MB and would hold the extension host up. */
async function sourcesOf(map: string): Promise<string[]> {
  const file = await open(map);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const text = buffer.toString('utf8', 0, bytesRead);
    const list = /"sources":\s*(\[(?:\s*"(?:[^"\\]|\\.)*"\s*,?)*\s*\])/.exec(text)?.[1];
    const sources: unknown = list === undefined ? [] : JSON.parse(list);
    return Array.isArray(sources) ? sources.filter((each) => typeof each === 'string') : [];
  } finally {
    await file.close();
  }
}

function decoded(source: string): string {
  try {
    return decodeURIComponent(source);
  } catch {
    return source; // a stray %
  }
}

async function hashAll(files: readonly string[]): Promise<Inputs> {
  const inputs: Record<string, string> = {};
  for (const file of new Set(files)) inputs[file] = await hashOf(file);
  return inputs;
}

/** Bytes; of a larger file, such as a film among the assets, the time of its change must do. */
const LARGE = 4 * 1024 * 1024;

/** In pieces, so that the host may do other things. */
async function hashOf(file: string): Promise<string> {
  try {
    const now = await stat(file);
    if (now.isFile() && now.size > LARGE) return `${now.size} ${now.mtimeMs}`;
    const hash = createHash('sha256');
    if (now.isDirectory()) {
      for (const { name } of await entriesOf(file)) hash.update(`${name}\n`);
      return hash.digest('base64url');
    }
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer); // no encoding is set
    return hash.digest('base64url');
  } catch {
    return ''; // there is no such file, or no more
  }
}
