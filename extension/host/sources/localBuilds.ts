import { createHash, randomUUID } from 'node:crypto';
import { access, mkdir, readdir, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { deploysMinified } from '../../core/config/deployCommand.ts';
import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { Log } from '../../shared/log.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { inputsOfBuild, inputsOfFailure } from './buildInputs.ts';
import { leavingNoFolder } from './emptyFolders.ts';
import { areSame, type FileHashes } from './fileHashes.ts';

/**
 * Runs the project's own wrangler, shows that it does, and lets the user cancel.
 *
 * @returns false when it was cancelled. @throws Error with the reason when it failed.
 */
export type RunBuild = (project: DeployedProject, args: readonly string[]) => PromiseLike<boolean>;

/** One build, as it is noted in its folder. */
interface Build {
  readonly folder: string;
  /** Of project and environment. */
  readonly key: string;
  readonly inputs: FileHashes;
  /** Ids of the versions whose failures it is to explain. */
  readonly versions: readonly string[];
  readonly failed: boolean;
  /** ms since the epoch. */
  readonly time: number;
}

const NOTE = 'build.json';
/** Builds that are kept, of all projects of the workspace. */
const MOST = 12;
/** Versions that are remembered of a build. */
const MOST_VERSIONS = 50;
/** ms for which a failed build's inputs count as unchanged: stacks may come fast. */
const PATIENCE = 5000;

/**
 * Builds of Worker projects as their deploy would make them, never deployed: for the map, when the project
 * has no build output that fits. A version keeps the build that was made when it was first asked for: the
 * sources were then nearest to what was deployed. Other versions share it until an input changes. One that
 * failed is not repeated until then either.
 */
export class LocalBuilds {
  readonly #folder: string;
  readonly #isTrusted: () => boolean;
  readonly #run: RunBuild;
  readonly #log: Log;
  #builds: Promise<Build[]> | undefined;
  /** By configuration: one build at a time. */
  readonly #turns = new Map<string, Promise<unknown>>();
  /** Not asked for again in this window. */
  readonly #cancelled = new Set<string>();
  readonly #failedAt = new Map<string, number>();

  /** @param folder where builds are kept; this window's alone. */
  constructor(folder: string, isTrusted: () => boolean, run: RunBuild, log: Log) {
    this.#folder = folder;
    this.#isTrusted = isTrusted;
    this.#run = run;
    this.#log = log;
  }

  /** @returns the folder with the modules and their maps; undefined when there is none to be had. */
  async of(project: DeployedProject, version: string | undefined): Promise<string | undefined> {
    if (project.noBundle || project.main === undefined || !this.#isTrusted()) return undefined;
    const before = this.#turns.get(project.configFile) ?? Promise.resolve();
    const turn = before.then(async () => {
      try {
        return await this.#find(project, version);
      } catch (error) {
        this.#log.error(`${project.folder} has no local build: ${String(error)}`);
        return undefined;
      }
    });
    this.#turns.set(project.configFile, turn);
    return turn;
  }

  async #find(project: DeployedProject, version: string | undefined): Promise<string | undefined> {
    if (await isRedirected(project)) return undefined;
    const key = createHash('sha256')
      .update(`${project.configFile}\n${project.environment ?? ''}`)
      .digest('hex')
      .slice(0, 16);
    const builds = (await this.#all()).filter((each) => each.key === key);
    const own = builds.find(
      ({ failed, versions }) => !failed && version !== undefined && versions.includes(version),
    );
    if (own !== undefined) return own.folder;
    if (Date.now() - (this.#failedAt.get(key) ?? 0) < PATIENCE) return undefined;
    let build = await firstOf(builds.toReversed(), ({ inputs }) => areSame(inputs));
    if (build === undefined && !this.#cancelled.has(key)) build = await this.#build(project, key);
    if (build === undefined) return undefined;
    if (build.failed) {
      this.#failedAt.set(key, Date.now());
      return undefined;
    }
    if (version !== undefined) {
      const versions = [...build.versions, version].slice(-MOST_VERSIONS);
      await this.#keep({ ...build, versions });
    }
    return build.folder;
  }

  async #build(project: DeployedProject, key: string): Promise<Build | undefined> {
    const folder = path.join(this.#folder, randomUUID());
    await mkdir(folder, { recursive: true });
    const args = await deployArguments(project, folder);
    const started = Date.now();
    try {
      const isDone = await leavingNoFolder(project.folder, () => this.#run(project, args));
      if (!isDone) {
        this.#cancelled.add(key);
        await rm(folder, { recursive: true, force: true });
        return undefined;
      }
      const inputs = await inputsOfBuild(project, folder);
      this.#log.info(`${project.folder} was built for its map in ${Date.now() - started} ms.`);
      return await this.#keep({ folder, key, inputs, versions: [], failed: false, time: started });
    } catch (error) {
      this.#log.warn(`${project.folder} was not built for its map: ${String(error)}`);
      const inputs = await inputsOfFailure(project);
      return this.#keep({ folder, key, inputs, versions: [], failed: true, time: started });
    }
  }

  /** Notes a build, and gives up what is too old. */
  async #keep(build: Build): Promise<Build> {
    const builds = await this.#all();
    const others = builds.filter(({ folder }) => folder !== build.folder);
    const kept = [...others, build].sort((a, b) => a.time - b.time);
    const old = kept.splice(0, Math.max(0, kept.length - MOST));
    this.#builds = Promise.resolve(kept);
    await writeFile(path.join(build.folder, NOTE), JSON.stringify(build));
    for (const { folder } of old) await rm(folder, { recursive: true, force: true });
    return build;
  }

  #all(): Promise<Build[]> {
    this.#builds ??= readBuilds(this.#folder);
    return this.#builds;
  }
}

/** Another tool has built what a deploy uploads, such as Cloudflare's plugin for Vite: wrangler maps none. */
async function isRedirected({ folder }: DeployedProject): Promise<boolean> {
  try {
    await access(path.join(folder, '.wrangler', 'deploy', 'config.json'));
    return true;
  } catch {
    return false;
  }
}

async function deployArguments(project: DeployedProject, folder: string): Promise<string[]> {
  const { configFile, environment, environments, hasContainers, noMaps } = project;
  // An absolute folder: with a relative one the map's sourceRoot leads astray (measured).
  const args = ['deploy', '--dry-run', '--outdir', folder];
  // Of two in one folder wrangler would take the JSON. Through a link it would give other names (measured).
  args.push('--config', await realpath(configFile));
  if (environment !== undefined) args.push('--env', environment);
  // The one that has no environment, whatever CLOUDFLARE_ENV says.
  else if (environments.length > 0) args.push('--env=');
  const manifest = await readFile(path.join(project.folder, 'package.json'), 'utf8').catch(
    () => '',
  );
  if (deploysMinified(manifest, environment)) args.push('--minify');
  if (noMaps === true) args.push('--upload-source-maps');
  if (hasContainers) args.push('--containers-rollout', 'none');
  return args;
}

async function readBuilds(parent: string): Promise<Build[]> {
  const builds: Build[] = [];
  await mkdir(parent, { recursive: true });
  for (const name of await readdir(parent)) {
    const folder = path.join(parent, name);
    const build = await readBuild(folder);
    if (build === undefined) await rm(folder, { recursive: true, force: true });
    else builds.push(build);
  }
  return builds.sort((a, b) => a.time - b.time);
}

/** @returns undefined when the build did not come to its end. */
async function readBuild(folder: string): Promise<Build | undefined> {
  try {
    const note: unknown = JSON.parse(await readFile(path.join(folder, NOTE), 'utf8'));
    const { key, inputs, versions, failed, time } = fieldsOf(note);
    if (typeof key !== 'string' || typeof time !== 'number' || !Array.isArray(versions)) {
      return undefined;
    }
    const hashes = Object.entries(fieldsOf(inputs)).map(
      ([file, hash]) => [file, String(hash)] as const,
    );
    return {
      folder,
      key,
      inputs: Object.fromEntries(hashes),
      versions: versions.map(String),
      failed: failed === true,
      time,
    };
  } catch {
    return undefined;
  }
}

async function firstOf<T>(
  items: readonly T[],
  test: (item: T) => Promise<boolean>,
): Promise<T | undefined> {
  for (const item of items) if (await test(item)) return item;
  return undefined;
}
