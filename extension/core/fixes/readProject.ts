import { type EntryModules, textOf } from '../errors/entrySource.ts';
import { ModuleWalk } from '../errors/moduleWalk.ts';
import type { ConfigFile, Project } from './project.ts';
import { SyntaxTrees } from './syntax/syntaxTree.ts';

/** More modules than a Worker has; a project that has more is read in part. */
const MOST_MODULES = 500;

/** Keeps the trees of one project, so that to read it again is to parse what has changed. */
export function projectTrees(): SyntaxTrees {
  return new SyntaxTrees(MOST_MODULES);
}

/** Reads what rules may look at. @param siblings configurations of other Workers of the workspace. */
export async function readProject(
  modules: EntryModules,
  trees: SyntaxTrees,
  siblings: readonly ConfigFile[],
): Promise<Project> {
  const walk = new ModuleWalk(modules, MOST_MODULES, (text, file) => trees.get(text, file));
  const [entry, config] = await Promise.all([walk.entry(), modules.configuration()]);
  const reached = entry === undefined ? [] : await walk.reachedFrom([entry]);
  const found = reached.map(({ source, tree }) => ({ file: source.display, tree }));
  return {
    config: config && { file: config.display, text: textOf(config) },
    siblings,
    environment: modules.environment,
    modules: () => found,
  };
}
