import { readFile, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectSources, SourceFile } from '../../core/errors/locate.ts';
import type { ModuleMap } from '../../core/errors/sourceMap.ts';
import type { Log } from '../../shared/log.ts';
import type { WorkerProject } from '../wrangler/workerProject.ts';

/** Where builds of a Worker are written: what `wrangler deploy --outdir` is mostly told, and frameworks do. */
const BUILD_FOLDERS = ['dist', 'build', 'out', path.join('.wrangler', 'dist')];
/** Bytes; a larger map would hold the extension host up. */
const LARGEST_MAP = 64 * 1024 * 1024;
const NOT_SOURCE = /(?:^|[\\/])(?:node_modules|\.wrangler)(?:[\\/]|$)/;

/** ms without a question after which maps are given up. */
const IDLE = 5 * 60_000;

/** One Worker project on disk. Nothing outside the workspace is ever looked at for a path of the stream. */
export class DiskSources implements ProjectSources {
  readonly #project: WorkerProject;
  readonly #roots: readonly string[];
  readonly #openText: (file: string) => string | undefined;
  readonly #log: Log;
  #idle: NodeJS.Timeout | undefined;
  readonly #maps = new Map<
    string,
    { readonly changed: number; readonly map: ModuleMap | undefined }
  >();

  /**
   * @param workspaceFolders absolute paths: a monorepo's sources may lie beside the project.
   * @param openText of a file that is open in the editor.
   */
  constructor(
    project: WorkerProject,
    workspaceFolders: readonly string[],
    openText: (file: string) => string | undefined,
    log: Log,
  ) {
    this.#project = project;
    this.#roots = [project.folder, ...workspaceFolders];
    this.#openText = openText;
    this.#log = log;
  }

  async findSource(name: string): Promise<SourceFile | undefined> {
    for (const candidate of this.#candidates(name)) {
      const file = await this.#inside(candidate);
      if (file !== undefined) return { file, display: this.#display(file) };
    }
    return undefined;
  }

  async presentText(file: string): Promise<string | undefined> {
    try {
      return this.#openText(file) ?? (await readFile(file, 'utf8'));
    } catch {
      return undefined; // gone since
    }
  }

  async moduleMap(module: string): Promise<ModuleMap | undefined> {
    // A deployed module has a bare name; anything else is a path that is mapped already.
    if (!/^[\w@.-]+\.m?js$/.test(module)) return undefined;
    const newest = await this.#newestMap(`${module}.map`);
    if (newest === undefined) return undefined;
    this.#forgetLater();
    const known = this.#maps.get(newest.file);
    if (known?.changed === newest.changed) return known.map;
    const map = await this.#open(newest.file);
    this.#maps.set(newest.file, { changed: newest.changed, map });
    return map;
  }

  /** A decoded map may hold 100 MB, and is needed only while new stacks come. */
  #forgetLater(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => this.#maps.clear(), IDLE).unref();
  }

  #candidates(name: string): string[] {
    if (name.startsWith('file://')) {
      try {
        return [fileURLToPath(name)];
      } catch {
        return []; // not a path of this platform
      }
    }
    if (path.isAbsolute(name)) return [name];
    const { main, noBundle, folder } = this.#project;
    // Source that is uploaded as it is has names from the entry module's folder on (measured).
    if (noBundle && main !== undefined) return [path.join(folder, path.dirname(main), name)];
    // Without a map a bare module is the bundle.
    if (!/[\\/]/.test(name) && /\.m?js$/.test(name)) return [];
    return this.#roots.map((root) => path.join(root, name));
  }

  /** @returns the path when it is a file in the workspace and no installed or built one. */
  async #inside(candidate: string): Promise<string | undefined> {
    if (!this.#roots.some((root) => isBelow(root, candidate))) return undefined;
    try {
      const real = await realpath(candidate);
      const roots = await Promise.all(this.#roots.map((root) => realpath(root)));
      const root = roots.find((each) => isBelow(each, real));
      if (root === undefined || NOT_SOURCE.test(path.relative(root, real))) return undefined;
      return (await stat(real)).isFile() ? path.normalize(candidate) : undefined;
    } catch {
      return undefined; // there is no such file
    }
  }

  #display(file: string): string {
    const { folder } = this.#project;
    const relative = isBelow(folder, file) ? path.relative(folder, file) : file;
    return relative.split(path.sep).join('/');
  }

  async #newestMap(name: string): Promise<{ file: string; changed: number } | undefined> {
    let newest: { file: string; changed: number } | undefined;
    for (const folder of BUILD_FOLDERS) {
      const file = path.join(this.#project.folder, folder, name);
      try {
        const { mtimeMs, size } = await stat(file);
        if (size > LARGEST_MAP) this.#log.warn(`${file} is not read: it has ${size} bytes.`);
        else if (mtimeMs > (newest?.changed ?? 0)) newest = { file, changed: mtimeMs };
      } catch {
        continue; // not built there
      }
    }
    return newest;
  }

  async #open(file: string): Promise<ModuleMap | undefined> {
    try {
      const json = await readFile(file, 'utf8');
      // Loaded with the first map, not at start-up.
      const { openSourceMap } = await import('../../core/errors/sourceMap.ts');
      return openSourceMap(json, (source) => path.resolve(path.dirname(file), source));
    } catch (error) {
      this.#log.warn(`${file} is no source map: ${String(error)}`);
      return undefined;
    }
  }
}

function isBelow(folder: string, file: string): boolean {
  const relative = path.relative(folder, file);
  return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
}
