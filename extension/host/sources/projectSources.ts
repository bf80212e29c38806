import { open, readFile, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ProjectSources, SourceFile } from '../../core/errors/locate.ts';
import type { ModuleMap } from '../../core/errors/sourceMap.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import type { DiskMaps } from './diskMaps.ts';
import { isBelow } from './isBelow.ts';

const NOT_SOURCE = /(?:^|[\\/])(?:node_modules|\.wrangler)(?:[\\/]|$)/;

/** One Worker project on disk. Nothing outside the workspace is ever looked at for a path of the stream. */
export class DiskSources implements ProjectSources {
  readonly #project: DeployedProject;
  readonly #roots: readonly string[];
  readonly #openText: (file: string) => string | undefined;
  readonly #maps: DiskMaps;

  /**
   * @param workspaceFolders absolute paths: a monorepo's sources may lie beside the project.
   * @param openText of a file that is open in the editor.
   */
  constructor(
    project: DeployedProject,
    workspaceFolders: readonly string[],
    openText: (file: string) => string | undefined,
    maps: DiskMaps,
  ) {
    this.#project = project;
    this.#roots = [project.folder, ...workspaceFolders];
    this.#openText = openText;
    this.#maps = maps;
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

  async hasByteOrderMark(file: string): Promise<boolean> {
    try {
      const handle = await open(file);
      try {
        const { buffer, bytesRead } = await handle.read(Buffer.alloc(3), 0, 3, 0);
        return bytesRead === 3 && buffer.equals(Buffer.from('\uFEFF'));
      } finally {
        await handle.close();
      }
    } catch {
      return false; // gone since
    }
  }

  moduleMaps(module: string, version: string | undefined): AsyncIterable<ModuleMap> {
    return this.#maps.of(module, version);
  }

  async builtText(file: string): Promise<string | undefined> {
    return (await this.#maps.output(this.#maps.bundle))?.content(file);
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
      if (!(await stat(real)).isFile()) return undefined;
      // A disk that does not tell capitals from small letters finds a file by any: the editor knows it by one.
      const name = path.normalize(candidate);
      return real.toLowerCase() === name.toLowerCase() ? real : name;
    } catch {
      return undefined; // there is no such file
    }
  }

  #display(file: string): string {
    const { folder } = this.#project;
    const relative = isBelow(folder, file) ? path.relative(folder, file) : file;
    return relative.split(path.sep).join('/');
  }
}
