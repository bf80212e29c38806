import { readFile, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { setImmediate } from 'node:timers/promises';
import type { ModuleMap } from '../../core/errors/sourceMap.ts';
import type { Log } from '../../shared/log.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { isBelow } from './isBelow.ts';
import type { LocalBuilds } from './localBuilds.ts';

/** Where builds of a Worker are written: what `wrangler deploy --outdir` is mostly told, and frameworks do. */
const BUILD_FOLDERS = ['dist', 'build', 'out', path.join('.wrangler', 'dist')];
/** Bytes; a larger map would hold the extension host up. */
const LARGEST = 64 * 1024 * 1024;
/** ms without a question after which maps are given up. */
const IDLE = 5 * 60_000;

/** The maps of one Worker project's modules: its own build output's, else of a build for the purpose. */
export class DiskMaps {
  readonly #project: DeployedProject;
  readonly #builds: Pick<LocalBuilds, 'of'>;
  readonly #log: Log;
  readonly #open = new Map<
    string,
    { readonly changed: number; readonly map: ModuleMap | undefined }
  >();
  #idle: NodeJS.Timeout | undefined;

  constructor(project: DeployedProject, builds: Pick<LocalBuilds, 'of'>, log: Log) {
    this.#project = project;
    this.#builds = builds;
    this.#log = log;
  }

  /** Maps of a module, the project's own first. */
  async *of(module: string, version: string | undefined): AsyncIterable<ModuleMap> {
    const own = await this.output(module);
    if (own !== undefined) yield own;
    if (module !== this.bundle) return;
    const folder = await this.#builds.of(this.#project, version);
    const built =
      folder === undefined ? undefined : await this.#newest([path.join(folder, module)]);
    if (built !== undefined) yield built;
  }

  /** The map of the newest build output that the project has. */
  async output(module: string): Promise<ModuleMap | undefined> {
    if (module.startsWith('file:')) return this.#beside(module);
    // A deployed module has a bare name; anything else is a path that is mapped already.
    if (!/^[\w@.-]+\.[cm]?js$/.test(module)) return undefined;
    const { folder, main, noBundle } = this.#project;
    // What is uploaded as it is may be another tool's build.
    const folders = noBundle ? [path.dirname(main ?? '')] : BUILD_FOLDERS;
    return this.#newest(folders.map((each) => path.join(folder, each, module)));
  }

  /** The module that wrangler makes of the entry. */
  get bundle(): string {
    return path.basename(this.#project.main ?? '').replace(/\.[cm]?[jt]sx?$/, '.js');
  }

  /** A local runtime names the module by its URL. */
  async #beside(url: string): Promise<ModuleMap | undefined> {
    try {
      const module = fileURLToPath(url);
      return isBelow(this.#project.folder, module) ? await this.#newest([module]) : undefined;
    } catch {
      return undefined; // not a path of this platform
    }
  }

  async #newest(modules: readonly string[]): Promise<ModuleMap | undefined> {
    let newest: { module: string; changed: number } | undefined;
    for (const module of modules) {
      try {
        const { mtimeMs, size } = await stat(`${module}.map`);
        if (size > LARGEST) this.#log.warn(`${module}.map is not read: it has ${size} bytes.`);
        else if (mtimeMs > (newest?.changed ?? 0)) newest = { module, changed: mtimeMs };
      } catch {
        continue; // not built there
      }
    }
    if (newest === undefined) return undefined;
    this.#forgetLater();
    const { module, changed } = newest;
    const known = this.#open.get(module);
    if (known?.changed === changed) return known.map;
    const map = await this.#read(module);
    this.#open.set(module, { changed, map });
    return map;
  }

  async #read(module: string): Promise<ModuleMap | undefined> {
    try {
      const json = await readFile(`${module}.map`, 'utf8');
      const code = await readFile(module, 'utf8').catch(() => undefined);
      // Loaded with the first map, not at start-up.
      const { openSourceMap } = await import('../../core/errors/sourceMap.ts');
      const resolve = (source: string): string => path.resolve(path.dirname(module), source);
      return await openSourceMap(json, resolve, () => setImmediate(), code);
    } catch (error) {
      this.#log.warn(`${module}.map is no source map: ${String(error)}`);
      return undefined;
    }
  }

  /** A decoded map may hold 100 MB, and is needed only while new stacks come. */
  #forgetLater(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#open.clear(), IDLE).unref();
  }
}
