import type { Node } from '@babel/types';
import { parseSource, type SyntaxTree } from '../fixes/syntax/syntaxTree.ts';
import { type EntryModules, type EntrySource, textOf } from './entrySource.ts';
import { type Meaning, ModuleNames } from './moduleNames.ts';

export interface Module {
  readonly source: EntrySource;
  readonly tree: SyntaxTree;
  readonly names: ModuleNames;
}

/** A node and the module it is in. */
export interface Site {
  readonly module: Module;
  readonly node: Node;
}

/** A Worker's entry re-exports a few classes; what is farther away is found no more. */
const FEW_MODULES = 20;

/** Reads the modules of one Worker, each once, as names lead from one to the other. */
export class ModuleWalk {
  readonly #modules: EntryModules;
  readonly #most: number;
  readonly #parse: typeof parseSource;
  readonly #read = new Map<string, Module | undefined>();

  /** @param most modules that are read. */
  constructor(modules: EntryModules, most = FEW_MODULES, parse = parseSource) {
    this.#modules = modules;
    this.#most = most;
    this.#parse = parse;
  }

  async entry(): Promise<Module | undefined> {
    return this.#open(await this.#modules.entry());
  }

  async imported(specifier: string, importer: Module): Promise<Module | undefined> {
    if (/^(?:node|cloudflare|workerd):/.test(specifier)) return undefined;
    if (this.#read.size >= this.#most) return undefined;
    return this.#open(await this.#modules.imported(specifier, importer.source));
  }

  /** All that the roots import, the nearest first, those of the first root before those of the next. */
  async reachedFrom(roots: readonly Module[]): Promise<Module[]> {
    const seen = new Set<Module>();
    for (const root of roots) {
      const queue = [root];
      for (const module of queue) {
        if (seen.has(module)) continue;
        seen.add(module);
        for (const specifier of module.names.imported) {
          const other = await this.imported(specifier, module);
          if (other !== undefined) queue.push(other);
        }
      }
    }
    return [...seen];
  }

  /** What a name of a module is in the end. Undefined when that is in no module that can be read. */
  async settle(module: Module, meaning: Meaning): Promise<Site | undefined> {
    return this.#settle(module, meaning, new Set());
  }

  async exported(module: Module, name: string): Promise<Site | undefined> {
    return this.#exported(module, name, new Set());
  }

  async #settle(module: Module, meaning: Meaning, seen: Set<string>): Promise<Site | undefined> {
    if (meaning.kind === 'here') return { module, node: meaning.node };
    const other = await this.imported(meaning.specifier, module);
    return other && this.#exported(other, meaning.name, seen);
  }

  async #exported(module: Module, name: string, seen: Set<string>): Promise<Site | undefined> {
    // Modules may export from each other.
    const key = `${name} ${module.source.file}`;
    if (seen.has(key)) return undefined;
    seen.add(key);
    const found = module.names.exported(name);
    if (found !== undefined) return this.#settle(module, found.meaning, seen);
    if (name === 'default') return undefined; // `export *` leaves it out
    for (const specifier of module.names.starred) {
      const other = await this.imported(specifier, module);
      const site = other && (await this.#exported(other, name, seen));
      if (site !== undefined) return site;
    }
    return undefined;
  }

  #open(source: EntrySource | undefined): Module | undefined {
    if (source === undefined) return undefined;
    if (this.#read.has(source.file)) return this.#read.get(source.file);
    const tree = this.#parse(textOf(source), source.file);
    const module = tree && { source, tree, names: new ModuleNames(tree) };
    this.#read.set(source.file, module);
    return module;
  }
}
