import type { Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { usesOfFunction } from './frameworkRoots.ts';
import { handlerAt } from './ittyRouter.ts';
import { workerContextOf } from './workerContext.ts';

export interface NearRequest {
  readonly name: string;
  /** The function that reads a header. */
  readonly header: string;
  /** The variable of Hono's context, when the request came with it. */
  readonly hono?: string;
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
      const { kind: held } =
        context.valueOf(binding.references[0]?.identifier ?? binding.identifier) ?? {};
      if (held === 'honoContext') {
        return { ...near(`${name}.req.raw`, `${name}.req.header`), hono: name };
      }
      if (held === 'honoRequest') {
        return near(`${name}.raw`, `${name}.header`);
      }
      const request = near(name, `${name}.headers.get`);
      const isRequest = held === 'incomingRequest' || held === 'request';
      if (isRequest || isRoutedRequest(tree, binding)) return request;
      if (isUsedAsRequest(tree, binding)) likely ??= { ...request, proven: false };
    }
  }
  return likely;
}

function near(name: string, header: string): NearRequest {
  return { name, header, proven: true };
}

/** Of itty-router, also where it may be a proxy of the true request. */
function isRoutedRequest(tree: SyntaxTree, { declaration, identifier }: Binding): boolean {
  return (
    isFunction(declaration) &&
    declaration.params[0] === identifier &&
    usesOfFunction(tree, declaration).some((use) => handlerAt(tree, use)?.before === 0)
  );
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
