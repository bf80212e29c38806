import type { Node } from '@babel/types';
import { entrypointsOf } from './entrypoints.ts';
import { thisOwner } from '../syntax/functions.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import type { WorkerValue } from './workerValue.ts';

/** How to spell something by a variable of this kind; undefined when it does not lead there. */
export type Spelling = (kind: WorkerValue['kind'] | undefined, name: string) => string | undefined;

/** The spelling by the nearest variable that leads to it and can be named at the node. */
export function nameNear(tree: SyntaxTree, at: Node, spell: Spelling): string | undefined {
  const context = workerContextOf(tree);
  const { scopes } = context;
  for (let scope = scopes.scopeAt(at); scope !== undefined; scope = scope.parent) {
    for (const binding of scope.bindings.values()) {
      const { name, kind, identifier } = binding;
      if (scopes.lookUp(name, at) !== binding) continue;
      // A variable further down does not exist yet.
      if (kind !== 'import' && startOf(identifier) > startOf(at)) continue;
      const text = spell(context.valueOf(identifier)?.kind, name);
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

/** The base class of `cloudflare:workers` whose object `this` is at the node. */
export function classOfThis(tree: SyntaxTree, at: Node): string | undefined {
  const member = thisOwner(tree, at);
  const body = member && tree.parentOf(member);
  if (member === undefined || ('static' in member && member.static === true)) return undefined;
  for (const [node, base] of entrypointsOf(tree).classes) if (node.body === body) return base;
  return undefined;
}
