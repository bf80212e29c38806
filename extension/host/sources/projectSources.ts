import { open, readFile, realpath, stat } from 'node:fs/promises';
import * as path from 'node:path';
import { fileURLToPath } from 'node:url';
import { isModule } from '../../core/errors/locate.ts';
import type { ProjectSources, SourceFile } from '../../core/errors/projectSources.ts';
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
  readonly #savedText: (file: string, version: string) => string | undefined;

  /**
   * @param workspaceFolders absolute paths: a monorepo's sources may lie beside the project.
   * @param openText of a file that is open in the editor.
   * @param savedText of a file when the version was first seen, as far as that is known.
   */
  constructor(
    project: DeployedProject,
    workspaceFolders: readonly string[],
    openText: (file: string) => string | undefined,
    maps: DiskMaps,
    savedText: (file: string, version: string) => string | undefined = () => undefined,
  ) {
    this.#project = project;
    this.#roots = [project.folder, ...workspaceFolders];
    this.#openText = openText;
    this.#maps = maps;
    this.#savedText = savedText;
  }

  get bundle(): string {
    return this.#maps.bundle;
  }

  mayUpload(module: string): boolean {
    const { main, noBundle, hasModules = false, madeOf = [] } = this.#project;
    if (module === this.bundle || noBundle || hasModules || madeOf.length > 0) return true;
    // A source beside an entry at the root has a bare name too, and may be gone since.
    return main === undefined || path.dirname(path.normalize(main)) === '.';
  }

  async findSource(name: string): Promise<SourceFile | undefined> {
    const beside = await this.#uploaded(name);
    const file = await this.#first(this.#candidates(name));
    if (beside === undefined) {
      if (file === undefined) return this.#above(name);
      const means = await this.#meaningOf(name, file);
      if (means === 'bundle') return undefined;
      return { file, display: this.#display(file), ...(means !== 'source' && { means }) };
    }
    // Two files have the name: a source that was bundled, and a module beside the bundle.
    if (file !== undefined && file !== beside) return undefined;
    return { file: beside, display: this.#display(beside), means: 'uploaded' };
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

  async pastTexts(file: string, version: string | undefined): Promise<readonly string[]> {
    const saved = version === undefined ? undefined : this.#savedText(file, version);
    return [saved, await this.#builtText(file)].filter((text) => text !== undefined);
  }

  /** As the project's newest build output has it. */
  async #builtText(file: string): Promise<string | undefined> {
    return (await this.#maps.output(this.#maps.bundle))?.content(file);
  }

  /** What a frame of the name means, when the file may be it. */
  async #meaningOf(name: string, file: string): Promise<'source' | 'module' | 'either' | 'bundle'> {
    const { folder, main = '', noBundle, noMaps = false } = this.#project;
    if (!isModule(name)) return 'source';
    if (noBundle || name.startsWith('file:')) return 'module';
    if (name !== this.bundle) return 'source';
    if (noMaps) return 'bundle';
    const isInBundle =
      path.resolve(folder, main) === file || (await this.#builtText(file)) !== undefined;
    return isInBundle ? 'either' : 'bundle';
  }

  /** A module that is uploaded as it is beside a bundle, by its name. */
  async #uploaded(name: string): Promise<string | undefined> {
    const { hasModules = false, noBundle } = this.#project;
    if (!hasModules || noBundle || path.isAbsolute(name) || !/\.[cm]?js$/.test(name))
      return undefined;
    return name === this.#maps.bundle ? undefined : this.#inside(path.join(this.#base, name));
  }

  /** Names of modules that are uploaded as they are begin here. */
  get #base(): string {
    const { folder, main = '', baseFolder = path.dirname(main) } = this.#project;
    return path.resolve(folder, baseFolder);
  }

  async #first(candidates: readonly string[]): Promise<string | undefined> {
    for (const candidate of candidates) {
      const file = await this.#inside(candidate);
      if (file !== undefined) return file;
    }
    return undefined;
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
    // Source that is uploaded as it is has names from the base folder on, but for the entry (measured).
    if (noBundle && main !== undefined) {
      return [name === path.basename(main) ? path.join(folder, main) : path.join(this.#base, name)];
    }
    return [path.join(folder, name)];
  }

  /**
   * Tools that build a whole monorepo may write paths from its root on; wrangler writes them from the project
   * on. So what is found from the root on, outside the project, may be another file of that path.
   */
  async #above(name: string): Promise<SourceFile | undefined> {
    const { folder, noBundle } = this.#project;
    if (noBundle || path.isAbsolute(name) || name.startsWith('file:') || isModule(name)) {
      return undefined;
    }
    const above = this.#roots.filter((root) => isBelow(root, folder));
    const file = await this.#first(above.map((root) => path.join(root, name)));
    if (file === undefined) return undefined;
    const isNamesake = !isBelow(folder, file);
    return { file, display: this.#display(file), ...(isNamesake && { isNamesake }) };
  }

  /**
   * @returns the path as the editor has it, when it is a file in the workspace and no installed or built one.
   */
  async #inside(candidate: string): Promise<string | undefined> {
    const name = path.normalize(candidate);
    try {
      // A workspace may be opened through a link; wrangler tells real paths.
      const roots = await Promise.all(
        this.#roots.map(async (root) => ({ root, folder: await realpath(root) })),
      );
      const isNamed = roots.some(({ root }) => isBelow(root, name));
      if (!isNamed && !roots.some(({ folder }) => isBelow(folder, name))) return undefined;
      const real = await realpath(name);
      const home = roots.find(({ folder }) => isBelow(folder, real));
      if (home === undefined) return undefined;
      const relative = path.relative(home.folder, real);
      if (NOT_SOURCE.test(relative) || !(await stat(real)).isFile()) return undefined;
      // A disk that does not tell capitals from small letters finds a file by any: the editor knows it by one.
      const known = path.join(home.root, relative);
      return isNamed && known.toLowerCase() !== name.toLowerCase() ? name : known;
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
