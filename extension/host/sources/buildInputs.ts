import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readdir, stat } from 'node:fs/promises';
import * as path from 'node:path';
import type { DeployedProject } from '../wrangler/workerProject.ts';

/** File → hash of its content; empty when there is none. */
export type Inputs = Readonly<Record<string, string>>;

const BESIDE = ['package.json', 'tsconfig.json'];
const LOCKS = ['package-lock.json', 'pnpm-lock.yaml', 'yarn.lock', 'bun.lock', 'bun.lockb'];
/** Where package managers note what is installed: an install may mend a build. */
const INSTALLED = ['.package-lock.json', '.modules.yaml', '.yarn-state.yml', '.yarn-integrity'];
/** Files below the entry's folder that are looked at when a build failed, before it told its sources. */
const MOST = 2000;

/** What a build was made of: its maps name the sources. Installed packages are told by the lock file, and what was installed of it. @throws Error when there is no map. */
export async function inputsOfBuild(project: DeployedProject, folder: string): Promise<Inputs> {
  const sources: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.map')) continue;
    for (const source of await sourcesOf(path.join(folder, name))) {
      sources.push(path.resolve(folder, source));
    }
  }
  if (sources.length === 0) throw new Error('It has no source map.');
  const own = sources.filter((file) => !/[\\/]node_modules[\\/]/.test(file));
  return hashAll([...(await settingsOf(project)), ...own]);
}

/** What a build that failed may have been made of: everything below the folder of the entry. */
export async function inputsOfFailure(project: DeployedProject): Promise<Inputs> {
  const entry = path.join(project.folder, path.dirname(project.main ?? ''));
  return hashAll([...(await settingsOf(project)), ...(await filesBelow(entry, MOST))]);
}

/** Whether the files are as they were. */
export async function areSame(inputs: Inputs): Promise<boolean> {
  for (const [file, hash] of Object.entries(inputs)) {
    if ((await hashOf(file)) !== hash) return false;
  }
  return true;
}

async function settingsOf(project: DeployedProject): Promise<string[]> {
  const beside = BESIDE.map((name) => path.join(project.folder, name));
  const lock = await lockFile(project.folder);
  const root = lock === undefined ? project.folder : path.dirname(lock);
  const installed = INSTALLED.map((name) => path.join(root, 'node_modules', name));
  return [project.configFile, ...beside, ...installed, ...(lock === undefined ? [] : [lock])];
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

async function filesBelow(folder: string, most: number): Promise<string[]> {
  const files: string[] = [];
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (files.length >= most) break;
    if (entry.name === 'node_modules' || entry.name.startsWith('.')) continue;
    const file = path.join(folder, entry.name);
    if (entry.isDirectory()) files.push(...(await filesBelow(file, most - files.length)));
    else if (entry.isFile()) files.push(file);
  }
  return files;
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

async function hashAll(files: readonly string[]): Promise<Inputs> {
  const inputs: Record<string, string> = {};
  for (const file of new Set(files)) inputs[file] = await hashOf(file);
  return inputs;
}

/** In pieces: a file may have any size. */
async function hashOf(file: string): Promise<string> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of createReadStream(file)) hash.update(chunk as Buffer); // no encoding is set
    return hash.digest('base64url');
  } catch {
    return ''; // there is no such file, or no more
  }
}
