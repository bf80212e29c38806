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

/** Undefined when the configuration does not name a class for a binding of this name. */
export function boundClass({ tree, project }: Search, name: string): BoundClass | undefined {
  const config = project && configOf(project);
  const binding = config && bindingsOf(config.worker).find((one) => one.name === name);
  if (project === undefined || binding === undefined) return undefined;
  const { class_name, script_name, service, entrypoint } = binding.fields;
  const isObject = binding.kind === 'durable_objects';
  const [worker = config?.worker.name, exported] = isObject
    ? [script_name, class_name]
    : [service, entrypoint];
  if (typeof exported !== 'string') return undefined;
  const own = worker === config?.worker.name ? exportedClass(project, exported) : undefined;
  const found = own && (own.tree.source === tree.source ? { ...own, file: undefined } : own);
  return { kind: isObject ? 'DurableObject' : 'WorkerEntrypoint', found };
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
