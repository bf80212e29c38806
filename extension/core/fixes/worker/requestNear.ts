import type { Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

export interface NearRequest {
  readonly name: string;
  /** False when only its use tells that it is a request. */
  readonly proven: boolean;
}

/** The parameter that is the request, as it can be named at the node. */
export function requestNear(tree: SyntaxTree, at: Node): NearRequest | undefined {
  const context = workerContextOf(tree);
  const scopes = scopesOf(tree);
  let likely: NearRequest | undefined;
  for (let scope = scopes.scopeAt(at); scope !== undefined; scope = scope.parent) {
    for (const binding of scope.bindings.values()) {
      const { name, kind } = binding;
      if (kind !== 'param' || scopes.lookUp(name, at) !== binding) continue;
      const value = context.valueOf(binding.references[0]?.identifier ?? binding.identifier);
      const isRequest = value?.kind === 'incomingRequest' || value?.kind === 'request';
      if (isRequest) return { name, proven: true };
      if (isUsedAsRequest(tree, binding)) likely ??= { name, proven: false };
    }
  }
  return likely;
}

/** Reads what a request has and a response has not, besides its headers or its URL. */
function isUsedAsRequest(tree: SyntaxTree, { references }: Binding): boolean {
  const read = new Set<string | undefined>();
  for (const { identifier, access } of references) {
    if (access !== 'read') return false;
    const parent = tree.parentOf(identifier);
    if (parent?.type === 'MemberExpression' && parent.object === identifier) {
      read.add(memberName(parent));
    }
  }
  const isResponse = read.has('status') || read.has('ok');
  return !isResponse && (read.has('url') || read.has('method'));
}
