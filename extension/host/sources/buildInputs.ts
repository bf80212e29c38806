import { open, readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { settingsOf } from './buildSettings.ts';
import { type FileHashes, filesBelow, hashAll } from './fileHashes.ts';

/** Files below a folder that are looked at. */
const MOST = 2000;

/**
 * What a build was made of: its maps name the sources. Installed packages are told by the settings.
 *
 * @throws Error when there is no map.
 */
export async function inputsOfBuild(project: DeployedProject, folder: string): Promise<FileHashes> {
  const sources: string[] = [];
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.map')) continue;
    for (const source of await sourcesOf(path.join(folder, name))) {
      // esbuild 0.28 writes a URL, `page%20%281%29.ts` (measured); another tool's map may have a path.
      for (const each of [source, decoded(source)]) sources.push(path.resolve(folder, each));
    }
  }
  if (sources.length === 0) throw new Error('It has no source map.');
  return inputsOf(
    project,
    sources.filter((file) => !/[\\/]node_modules[\\/]/.test(file)),
  );
}

/** What a build that failed may have been made of: everything below the folder of the entry. */
export function inputsOfFailure(project: DeployedProject): Promise<FileHashes> {
  return inputsOf(project, []);
}

async function inputsOf(project: DeployedProject, sources: string[]): Promise<FileHashes> {
  const { folder, main = '', madeOf = [] } = project;
  const settings = await settingsOf(project, sources);
  // Of what another tool made, the map names the sources, not the output that wrangler bundles: that may be
  // of other sources than those of today.
  const entries = [path.join(folder, main), ...(await packageEntries(settings))];
  const built = entries.filter((file) => !sources.includes(file)).map((file) => path.dirname(file));
  // A command may read whatever the project has.
  const read = madeOf.length > 0 ? [folder, ...madeOf.map((each) => path.join(folder, each))] : [];
  const files: string[] = [];
  for (const each of new Set([...built, ...read])) files.push(...(await filesBelow(each, MOST)));
  return hashAll([...settings, ...sources, ...files]);
}

/** What the packages of a monorepo give to others. @param settings manifests are among them. */
async function packageEntries(settings: readonly string[]): Promise<string[]> {
  const entries: string[] = [];
  for (const file of settings) {
    if (path.basename(file) !== 'package.json') continue;
    const { main, module, exports } = fieldsOf(await parsed(file));
    const names = textsIn([main, module, exports]).filter((each) => /\.[cm]?js$/.test(each));
    entries.push(...names.map((each) => path.join(path.dirname(file), each)));
  }
  return entries;
}

async function parsed(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8'));
  } catch {
    return undefined; // there is none, or it is being typed
  }
}

function textsIn(value: unknown): string[] {
  return typeof value === 'string' ? [value] : Object.values(fieldsOf(value)).flatMap(textsIn);
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
