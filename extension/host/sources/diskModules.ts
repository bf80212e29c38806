import * as path from 'node:path';
import type { EntryModules, EntrySource } from '../../core/errors/entrySource.ts';
import type { SourceFile } from '../../core/errors/projectSources.ts';
import type { DeployedProject } from '../wrangler/workerProject.ts';
import type { DiskSources } from './projectSources.ts';

/** UTF-16 units; nobody writes a larger module by hand. */
const LARGEST = 2_000_000;
/** As bundlers look for them: an import mostly leaves the ending out, or writes `.js` for a `.ts` file. */
const ENDINGS = ['', '.ts', '.tsx', '.mts', '.js', '.jsx', '.mjs'];

/** Entries that frameworks and builds write: no handler that the user wrote is there. */
const GENERATED =
  /(?:^|[\\/])(?:dist|build|out|\.wrangler|\.open-next|\.svelte-kit|\.output|\.next|\.vercel)[\\/]/;

/** The modules of one Worker project, as the editor has them if they are open, else from disk. */
export class DiskModules implements EntryModules {
  readonly #project: DeployedProject;
  readonly #sources: DiskSources;

  constructor(project: DeployedProject, sources: DiskSources) {
    this.#project = project;
    this.#sources = sources;
  }

  get environment(): string | undefined {
    return this.#project.environment;
  }

  async entry(): Promise<EntrySource | undefined> {
    const { main, folder } = this.#project;
    if (main === undefined || GENERATED.test(path.normalize(main))) return undefined;
    return this.#withEnding(path.join(folder, main));
  }

  async imported(specifier: string, importer: SourceFile): Promise<EntrySource | undefined> {
    if (!/^\.{1,2}(?:\/|$)/.test(specifier)) return undefined;
    const base = path.resolve(path.dirname(importer.file), specifier);
    const stem = base.replace(/\.[cm]?jsx?$/, '');
    for (const name of [base, stem, path.join(base, 'index')]) {
      const source = await this.#withEnding(name);
      if (source !== undefined) return source;
    }
    return undefined;
  }

  async configuration(): Promise<EntrySource | undefined> {
    const { configFile, folder } = this.#project;
    return this.#read({ file: configFile, display: path.relative(folder, configFile) });
  }

  async #withEnding(name: string): Promise<EntrySource | undefined> {
    for (const ending of ENDINGS) {
      const source = await this.#source(name + ending);
      if (source !== undefined) return source;
    }
    return undefined;
  }

  async #source(file: string): Promise<EntrySource | undefined> {
    const found = await this.#sources.findSource(file);
    return found && this.#read(found);
  }

  async #read(source: SourceFile): Promise<EntrySource | undefined> {
    const text = await this.#sources.presentText(source.file);
    return text === undefined || text.length > LARGEST ? undefined : { ...source, text };
  }
}
