import type { EntryModules } from '../../core/errors/entrySource.ts';
import type { Project } from '../../core/fixes/project.ts';
import { projectTrees, readProject } from '../../core/fixes/readProject.ts';
import type { SyntaxTrees } from '../../core/fixes/syntax/syntaxTree.ts';
import type { ProjectState } from './analysisMethods.ts';
import { CachedModules, type Editor } from './cachedModules.ts';

/** Trees take memory, and one works on few projects at a time. */
const MOST_PROJECTS = 4;

interface Known {
  readonly version: number;
  /** As they were in that version, or are in a newer one. */
  readonly modules: Promise<CachedModules>;
  readonly trees: SyntaxTrees;
  project: Promise<Project> | undefined;
}

/** The Worker projects that were asked for last, each read once in each of its states. */
export class AnalyzedProjects {
  readonly #editor: Editor;
  /** By key, the one asked for last at the end. */
  readonly #known = new Map<string, Known>();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  modulesOf(state: ProjectState): Promise<EntryModules> {
    return this.#in(state).modules;
  }

  /** As it was in this state, or is in a newer one. */
  async read(state: ProjectState): Promise<Project> {
    const known = this.#in(state);
    try {
      known.project ??= read(known);
      return await known.project;
    } catch (error) {
      if (this.#known.get(state.key) === known) this.#known.delete(state.key);
      throw error;
    }
  }

  /** Whether it was asked for in a newer state: what is found in this one, nobody waits for. */
  isPast({ key, version }: ProjectState): boolean {
    return (this.#known.get(key)?.version ?? 0) > version;
  }

  #in(state: ProjectState): Known {
    const { key, version } = state;
    const before = this.#known.get(key);
    const known =
      before !== undefined && before.version >= version
        ? before
        : {
            version,
            modules: this.#update(state, before),
            trees: before?.trees ?? projectTrees(),
            project: undefined,
          };
    this.#known.delete(key);
    this.#known.set(key, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_PROJECTS) break;
      this.#known.delete(oldest);
    }
    return known;
  }

  async #update(state: ProjectState, before: Known | undefined): Promise<CachedModules> {
    const modules = await before?.modules.catch(() => undefined);
    const changed = before && (await this.#editor.call('changedSince', before.version));
    if (modules === undefined || changed === undefined) {
      return new CachedModules(state, this.#editor);
    }
    modules.forget(changed);
    return modules;
  }
}

async function read({ modules, trees }: Known): Promise<Project> {
  const read = await modules;
  return readProject(read, trees, await read.siblings());
}
