import { open, readdir, readFile, realpath } from 'node:fs/promises';
import * as path from 'node:path';
import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { settingsOf } from './buildSettings.ts';
import { type FileHashes, filesBelow, hashAll } from './fileHashes.ts';
import { isBelow } from './isBelow.ts';

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
  const { folder, madeOf = [] } = project;
  const settings = await settingsOf(project, sources);
  const folders = await outputsOf(project, sources, settings);
  // A command may read whatever the project has.
  if (madeOf.length > 0) folders.push(folder, ...madeOf.map((each) => path.join(folder, each)));
  const files: string[] = [];
  for (const each of new Set(folders)) files.push(...(await filesBelow(each, MOST)));
  return hashAll([...settings, ...sources, ...files]);
}

/**
 * Folders of what another tool made: the Worker's entry, or packages of a monorepo. The map names the sources
 * of these, while wrangler bundles the output, which may be of other sources than those of today.
 */
async function outputsOf(
  { folder, main = '' }: DeployedProject,
  sources: readonly string[],
  settings: readonly string[],
): Promise<string[]> {
  // Sources have real paths, though the workspace may be opened through a link.
  const homes = [folder, await realpath(folder).catch(() => folder)];
  const outputs: string[] = [];
  if (!homes.some((home) => sources.includes(path.join(home, main)))) {
    outputs.push(path.join(folder, main));
  }
  for (const file of settings) {
    const at = path.dirname(file);
    // The Worker's own package, and one around it, are no others.
    const isAround = homes.some((home) => home === at || isBelow(at, home));
    if (path.basename(file) !== 'package.json' || isAround) continue;
    outputs.push(...(await given(file)).filter((module) => !sources.includes(module)));
  }
  return outputs.map((module) => path.dirname(module));
}

/** Modules that a package gives to others. */
async function given(manifest: string): Promise<string[]> {
  const { main, module, exports } = fieldsOf(await parsed(manifest));
  const names = textsIn([main, module, exports]).filter((each) => /\.[cm]?js$/.test(each));
  return names.map((each) => path.join(path.dirname(manifest), each));
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
