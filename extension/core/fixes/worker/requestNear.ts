import type { Node } from '@babel/types';
import type { TextEdit } from '../fixRule.ts';
import type { Binding } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { usesOfFunction } from './frameworkRoots.ts';
import { handlerAt } from './ittyRouter.ts';
import { missingParameter } from './missingParameter.ts';
import { workerContextOf } from './workerContext.ts';

export interface NearRequest {
  readonly name: string;
  /** The function that reads a header. */
  readonly header: string;
  /** The variable of Hono's context, when the request came with it. */
  readonly hono?: string;
  /** False when only its use tells that it is a request. */
  readonly proven: boolean;
  /** The handler does not take it yet: these edits add the parameter. */
  readonly needed: readonly TextEdit[];
}

/** The parameter that is the request, as it can be named at the node; the handler may have to take it first. */
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
  return likely ?? missing(tree, at);
}

/** The request of a handler that takes no parameter. */
function missing(tree: SyntaxTree, at: Node): NearRequest | undefined {
  const own = missingParameter(tree, at, 'incomingRequest', 0);
  if (own) return { ...near(own.name, `${own.name}.headers.get`), needed: own.edits };
  const hono = missingParameter(tree, at, 'honoContext', 0);
  if (hono === undefined) return undefined;
  const { name, edits } = hono;
  return { ...near(`${name}.req.raw`, `${name}.req.header`), hono: name, needed: edits };
}

function near(name: string, header: string): NearRequest {
  return { name, header, proven: true, needed: [] };
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
