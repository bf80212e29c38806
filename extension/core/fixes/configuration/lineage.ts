import type { Class } from '@babel/types';
import { ModuleNames } from '../../errors/moduleNames.ts';
import type { ProjectModule } from '../project.ts';
import { scopesOf } from '../syntax/scope.ts';
import { chainOf } from '../worker/classChain.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';

/** A class and the module it is in. */
export interface ClassSite {
  readonly module: ProjectModule;
  readonly node: Class;
}

/**
 * The classes of Durable Objects of a Worker, each with those that it extends, the lowest last. One that
 * extends what is not in the Worker is left out: what it inherits is not known.
 */
export function objectLineages(modules: readonly ProjectModule[]): (readonly ClassSite[])[] {
  return modules
    .flatMap((module) =>
      scopesOf(module.tree).classes.map((node) => lineageOf(modules, { module, node })),
    )
    .filter((lineage) => {
      const lowest = lineage.at(-1);
      if (lowest === undefined) return false;
      return entrypointsOf(lowest.module.tree).classes.get(lowest.node) === 'DurableObject';
    });
}

function lineageOf(modules: readonly ProjectModule[], own: ClassSite): readonly ClassSite[] {
  const lineage: ClassSite[] = [];
  for (let next: ClassSite | undefined = own; next !== undefined;) {
    const { module, node }: ClassSite = next;
    if (lineage.some((one) => one.node === node)) break;
    lineage.push(...chainOf(module.tree, node).map((one) => ({ module, node: one })));
    next = importedBase(modules, lineage.at(-1));
  }
  return lineage;
}

/** The one class that the modules export under the name that the base is imported by. */
function importedBase(
  modules: readonly ProjectModule[],
  lowest: ClassSite | undefined,
): ClassSite | undefined {
  if (!lowest?.node.superClass) return undefined;
  const meaning = new ModuleNames(lowest.module.tree).meaningOf(lowest.node.superClass);
  if (meaning.kind !== 'elsewhere' || !meaning.specifier.startsWith('.')) return undefined;
  const [found, ...more] = modules.flatMap((module): ClassSite[] => {
    const there = new ModuleNames(module.tree).exported(meaning.name)?.meaning;
    const node = there?.kind === 'here' ? there.node : undefined;
    return node?.type === 'ClassDeclaration' ? [{ module, node }] : [];
  });
  return more.length === 0 ? found : undefined;
}
