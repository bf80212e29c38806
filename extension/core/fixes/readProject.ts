import { type EntryModules, textOf } from '../errors/entrySource.ts';
import { ModuleWalk } from '../errors/moduleWalk.ts';
import type { Project } from './project.ts';

/** More modules than a Worker has; a project that has more is read in part. */
const MOST_MODULES = 500;

/**
 * Reads what rules may look at.
 *
 * @param environment as in `wrangler --env`.
 */
export async function readProject(
  modules: EntryModules,
  environment: string | undefined,
): Promise<Project> {
  const walk = new ModuleWalk(modules, MOST_MODULES);
  const [entry, config] = await Promise.all([walk.entry(), modules.configuration()]);
  const reached = entry === undefined ? [] : await walk.reachedFrom([entry]);
  const found = reached.map(({ source, tree }) => ({ file: source.display, tree }));
  return {
    config: config && { file: config.display, text: textOf(config) },
    environment,
    modules: () => found,
  };
}
