import type { Class, Node, ObjectExpression } from '@babel/types';
import { isFunction } from '../fixes/syntax/functions.ts';
import { keyOf } from '../fixes/syntax/pattern.ts';
import { startOf } from '../fixes/syntax/syntaxTree.ts';
import type { EntryModules, FoundIn } from './entrySource.ts';
import { type Module, ModuleWalk, type Site } from './moduleWalk.ts';
import { listenerRegistration, messageListener } from './webSocketListener.ts';

/**
 * Where a handler starts in a Worker's modules. `entrypoint` is the class that a trace event names, undefined
 * for the default export; `names` are the names that the handler may have. When the class or the default
 * export is there but no such handler (a framework has it), it is what is found.
 */
export async function findHandler(
  modules: EntryModules,
  entrypoint: string | undefined,
  names: readonly string[],
): Promise<FoundIn | undefined> {
  const walk = new ModuleWalk(modules);
  const entry = await walk.entry();
  if (entry === undefined) return undefined;
  const site = await walk.exported(entry, entrypoint ?? 'default');
  const search = new HandlerSearch(walk);
  for (const name of names) {
    const handler = site && (await search.handlerIn(site, name));
    if (handler !== undefined) return found(handler);
    // The format of Workers before modules.
    const listener = entrypoint === undefined && listenerRegistration(entry.tree, name);
    if (listener) return { source: entry.source, offset: startOf(listener) };
  }
  if (site && isClass(site.node)) return found(site);
  const exported = entry.names.exported(entrypoint ?? 'default');
  return exported && { source: entry.source, offset: startOf(exported.by) };
}

/**
 * The first listener for messages of a WebSocket: in the class of the event, else in its module, the entry and
 * what they import. A method of an object that hibernates hides no error (measured), so a registered listener
 * comes first.
 */
export async function findMessageListener(
  modules: EntryModules,
  entrypoint: string | undefined,
): Promise<FoundIn | undefined> {
  const walk = new ModuleWalk(modules);
  const entry = await walk.entry();
  if (entry === undefined) return undefined;
  const own = entrypoint === undefined ? undefined : await walk.exported(entry, entrypoint);
  const reached = await walk.reachedFrom(own ? [own.module, entry] : [entry]);
  const nodes: Site[] = [
    ...(own ? [own] : []),
    ...reached.map((module) => ({ module, node: module.tree.program })),
  ];
  for (const kind of ['listener', 'method'] as const) {
    for (const { module, node } of nodes) {
      const offset = messageListener(node, kind);
      if (offset !== undefined) return { source: module.source, offset };
    }
  }
  return undefined;
}

function found({ module, node }: Site): FoundIn {
  return { source: module.source, offset: startOf(node) };
}

function isClass(node: Node): node is Class {
  return node.type === 'ClassDeclaration' || node.type === 'ClassExpression';
}

/** Objects in objects, classes of classes, wrappers of wrappers: so deep at most. */
const DEEPEST = 10;

class HandlerSearch {
  readonly #walk: ModuleWalk;

  constructor(walk: ModuleWalk) {
    this.#walk = walk;
  }

  async handlerIn(site: Site, name: string, depth = 0): Promise<Site | undefined> {
    if (depth === DEEPEST) return undefined;
    const { node } = site;
    if (isClass(node)) return this.#inClass(site.module, node, name, depth);
    if (node.type === 'ObjectExpression') return this.#inObject(site.module, node, name, depth);
    if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
    // Wrappers such as Sentry's `withSentry(options, handler)` take the object or class as an argument.
    for (const argument of node.arguments) {
      const handler = await this.#inValue(site.module, argument, name, depth);
      if (handler !== undefined) return handler;
    }
    return undefined;
  }

  async #inValue(
    module: Module,
    value: Node,
    name: string,
    depth: number,
  ): Promise<Site | undefined> {
    const site = await this.#walk.settle(module, module.names.meaningOf(value));
    return site && this.handlerIn(site, name, depth + 1);
  }

  async #inClass(
    module: Module,
    node: Class,
    name: string,
    depth: number,
  ): Promise<Site | undefined> {
    for (const member of node.body.body) {
      if (member.type === 'ClassMethod') {
        if (!member.static && keyOf(member) === name) return { module, node: member };
      } else if (member.type === 'ClassProperty' && !member.static && member.value) {
        if (keyOf(member) === name) return this.#function(module, member.value, member);
      }
    }
    return node.superClass ? this.#inValue(module, node.superClass, name, depth) : undefined;
  }

  async #inObject(
    module: Module,
    node: ObjectExpression,
    name: string,
    depth: number,
  ): Promise<Site | undefined> {
    // The last property of a name counts.
    for (const property of node.properties.toReversed()) {
      if (property.type === 'SpreadElement') {
        const spread = await this.#inValue(module, property.argument, name, depth);
        if (spread !== undefined) return spread;
      } else if (keyOf(property) === name) {
        return property.type === 'ObjectMethod'
          ? { module, node: property }
          : this.#function(module, property.value, property);
      }
    }
    return undefined;
  }

  /** The function that a property has, perhaps wrapped; the property itself when it is not in the project. */
  async #function(module: Module, value: Node, property: Node): Promise<Site> {
    const site = await this.#walk.settle(module, module.names.meaningOf(value));
    if (site === undefined) return { module, node: property };
    if (isFunction(site.node)) return site;
    if (site.node.type !== 'CallExpression') return { module, node: property };
    for (const argument of site.node.arguments) {
      const wrapped = await this.#walk.settle(site.module, site.module.names.meaningOf(argument));
      if (wrapped !== undefined && isFunction(wrapped.node)) return wrapped;
    }
    return { module, node: property };
  }
}
