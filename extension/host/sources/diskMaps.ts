import { stat } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ModuleMap } from '../../core/errors/sourceMap.ts';
import type { Log } from '../../shared/log.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import { isBelow } from './isBelow.ts';
import type { LocalBuilds } from './localBuilds.ts';
import type { MapReader } from './mapReader.ts';

/** Where builds of a Worker are written: what `wrangler deploy --outdir` is mostly told, and frameworks do. */
const BUILD_FOLDERS = ['dist', 'build', 'out', path.join('.wrangler', 'dist')];
/** Bytes; decoded, a map needs several times as much. */
const LARGEST = 64 * 1024 * 1024;

/** The maps of one Worker project's modules: its own build output's, else of a build for the purpose. */
export class DiskMaps {
  readonly #project: DeployedProject;
  readonly #builds: Pick<LocalBuilds, 'of'>;
  readonly #reader: MapReader;
  readonly #log: Log;
  readonly #open = new Map<
    string,
    { readonly changed: number; readonly map: ModuleMap | undefined }
  >();

  constructor(
    project: DeployedProject,
    builds: Pick<LocalBuilds, 'of'>,
    reader: MapReader,
    log: Log,
  ) {
    this.#project = project;
    this.#builds = builds;
    this.#reader = reader;
    this.#log = log;
  }

  /** Maps of a module, the project's own first. */
  async *of(module: string, version: string | undefined): AsyncIterable<ModuleMap> {
    const { folder, main = '', noBundle } = this.#project;
    // An entry that another tool made is bundled once more: its own map is of other lines.
    const entry = noBundle ? '' : stem(path.join(folder, main));
    const own = await this.#newest(this.#outputs(module).filter((file) => stem(file) !== entry));
    if (own !== undefined) yield own;
    if (module !== this.bundle) return;
    const output = await this.#builds.of(this.#project, version);
    const built =
      output === undefined ? undefined : await this.#newest([path.join(output, module)]);
    if (built !== undefined) yield built;
  }

  /** The map of the newest build output that the project has. */
  async output(module: string): Promise<ModuleMap | undefined> {
    return this.#newest(this.#outputs(module));
  }

  /** The module that wrangler makes of the entry, whose name may lack its ending. */
  get bundle(): string {
    const name = path.basename(this.#project.main ?? '');
    return name === '' || /\.py$/.test(name) ? name : `${stem(name)}.js`;
  }

  /** Where the module may lie that was built. */
  #outputs(module: string): string[] {
    const { folder, main, noBundle } = this.#project;
    if (module.startsWith('file:')) {
      const file = pathOf(module);
      return file !== undefined && isBelow(folder, file) ? [file] : [];
    }
    // A deployed module has a bare name; anything else is a path that is mapped already.
    if (!/^[\w@.-]+\.[cm]?js$/.test(module)) return [];
    // What is uploaded as it is may be another tool's build.
    const folders = noBundle ? [path.dirname(main ?? '')] : BUILD_FOLDERS;
    return folders.map((each) => path.join(folder, each, module));
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
    const { module, changed } = newest;
    const known = this.#open.get(module);
    if (known?.changed === changed) return known.map;
    const map = await this.#read(module, changed);
    this.#open.set(module, { changed, map });
    return map;
  }

  async #read(module: string, changed: number): Promise<ModuleMap | undefined> {
    try {
      return await this.#reader.open(module, changed);
    } catch (error) {
      this.#log.warn(`${module}.map is no source map: ${String(error)}`);
      return undefined;
    }
  }
}

/** A local runtime names the module by its URL. */
function pathOf(url: string): string | undefined {
  try {
    return fileURLToPath(url);
  } catch {
    return undefined; // not a path of this platform
  }
}

function stem(file: string): string {
  return file.replace(/\.[cm]?[jt]sx?$/, '');
}
