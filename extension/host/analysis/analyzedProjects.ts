import type { EntryModules } from '../../core/errors/entrySource.ts';
import type { Project } from '../../core/fixes/project.ts';
import { projectTrees, readProject } from '../../core/fixes/readProject.ts';
import type { SyntaxTrees } from '../../core/fixes/syntax/syntaxTree.ts';
import type { Peer } from '../threads/peer.ts';
import type { AnalysisMethods, EditorMethods, ProjectState } from './analysisMethods.ts';

/** The other end of the thread. */
export type Editor = Peer<EditorMethods, AnalysisMethods>;

/** Trees take memory, and one works on few projects at a time. */
const MOST_PROJECTS = 4;

interface Known {
  readonly trees: SyntaxTrees;
  version: number;
  project: Promise<Project>;
}

/** The Worker projects that were asked for last, each read once in each of its states. */
export class AnalyzedProjects {
  readonly #editor: Editor;
  /** By key, the one asked for last at the end. */
  readonly #known = new Map<string, Known>();

  constructor(editor: Editor) {
    this.#editor = editor;
  }

  modulesOf({ key, environment }: ProjectState): EntryModules {
    const editor = this.#editor;
    return {
      environment,
      entry: () => editor.call('entry', key),
      imported: (specifier, { file, display }) =>
        editor.call('imported', { key, specifier, importer: { file, display } }),
      configuration: () => editor.call('configuration', key),
    };
  }

  /** As it was in this state, or is in a newer one. */
  read(state: ProjectState): Promise<Project> {
    const { key, version } = state;
    const before = this.#known.get(key);
    const trees = before?.trees ?? projectTrees();
    const known =
      before !== undefined && before.version >= version
        ? before
        : { trees, version, project: this.#read(state, trees) };
    this.#known.delete(key);
    this.#known.set(key, known);
    for (const oldest of this.#known.keys()) {
      if (this.#known.size <= MOST_PROJECTS) break;
      this.#known.delete(oldest);
    }
    return known.project;
  }

  /** Whether it was asked for in a newer state: what is found in this one, nobody waits for. */
  isPast({ key, version }: ProjectState): boolean {
    return (this.#known.get(key)?.version ?? 0) > version;
  }

  async #read(state: ProjectState, trees: SyntaxTrees): Promise<Project> {
    try {
      const siblings = await this.#editor.call('siblings', state.key);
      return await readProject(this.modulesOf(state), trees, siblings);
    } catch (error) {
      this.#known.delete(state.key);
      throw error;
    }
  }
}
