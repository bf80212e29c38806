import type { Class, Node } from '@babel/types';
import { bindingsOf } from '../../config/configBindings.ts';
import { ModuleNames } from '../../errors/moduleNames.ts';
import type { Search } from '../fixRule.ts';
import type { Project } from '../project.ts';
import type { FoundClass } from '../worker/rpc.ts';
import { configOf } from './projectConfig.ts';

/** What a binding leads to, as the configuration says. */
export interface BoundClass {
  readonly kind: 'DurableObject' | 'WorkerEntrypoint';
  /** Undefined when it is of another Worker, or is not plainly exported by this one. */
  readonly found: FoundClass | undefined;
}

/** What answers calls on a binding, by its names in the configuration. */
export interface BoundTarget {
  readonly kind: BoundClass['kind'];
  /** Undefined for the Worker itself. */
  readonly worker: string | undefined;
  /** Name of the exported class; undefined for the default export. */
  readonly entrypoint: string | undefined;
}

/** Undefined when the configuration has no Durable Object and no service of this name. */
export function boundTarget(project: Project, name: string): BoundTarget | undefined {
  const config = configOf(project);
  const binding = config && bindingsOf(config.worker).find((one) => one.name === name);
  const kind = binding && KINDS.get(binding.kind);
  if (config === undefined || binding === undefined || kind === undefined) return undefined;
  const { class_name, script_name, service, entrypoint } = binding.fields;
  const isObject = kind === 'DurableObject';
  const [worker = config.worker.name, exported] = isObject
    ? [script_name, class_name]
    : [service, entrypoint];
  return {
    kind,
    worker: typeof worker === 'string' && worker !== config.worker.name ? worker : undefined,
    entrypoint: typeof exported === 'string' ? exported : undefined,
  };
}

const KINDS: ReadonlyMap<string, BoundClass['kind']> = new Map([
  ['durable_objects', 'DurableObject'],
  ['services', 'WorkerEntrypoint'],
]);

/** Undefined when the configuration does not name a class for a binding of this name. */
export function boundClass({ tree, project }: Search, name: string): BoundClass | undefined {
  const target = project && boundTarget(project, name);
  if (project === undefined || target?.entrypoint === undefined) return undefined;
  const { kind, worker, entrypoint } = target;
  const own = worker === undefined ? exportedClass(project, entrypoint) : undefined;
  const found = own && (own.tree.source === tree.source ? { ...own, file: undefined } : own);
  return { kind, found };
}

/** The class that the entry module exports under this name, from itself or from another module. */
function exportedClass(project: Project, exported: string): FoundClass | undefined {
  const [entry, ...others] = project.modules();
  if (entry === undefined) return undefined;
  const names = new ModuleNames(entry.tree);
  const meaning = names.exported(exported)?.meaning;
  if (meaning?.kind === 'here') {
    return isClass(meaning.node) ? { ...entry, node: meaning.node } : undefined;
  }
  if (meaning === undefined && names.starred.length === 0) return undefined;
  const [found, ...more] = others.flatMap((module): FoundClass[] => {
    const there = new ModuleNames(module.tree).exported(meaning?.name ?? exported)?.meaning;
    return there?.kind === 'here' && isClass(there.node) ? [{ ...module, node: there.node }] : [];
  });
  return more.length === 0 ? found : undefined;
}

function isClass(node: Node): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}
