import type { Node, ObjectProperty } from '@babel/types';
import { functionAround } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from './bindingCall.ts';
import type { WrittenResponse } from './responseInit.ts';
import { workerContextOf } from './workerContext.ts';

const RESPONSES = new Set<string | undefined>(['response', 'fetchedResponse', 'cachedResponse']);

/** The status is one that another response has: `upstream.status`, also by way of a variable. */
export function isReceived(tree: SyntaxTree, { value }: ObjectProperty): boolean {
  return statusOwner(tree, value) !== undefined;
}

/**
 * The response whose status it is, as it can be named at the node. What only has a status and a body may
 * be no response; what gives both to a new one is.
 */
export function receivedIn(
  tree: SyntaxTree,
  node: Node,
  { value }: ObjectProperty,
): Node | undefined {
  const owner = statusOwner(tree, value);
  if (owner === undefined || !isPlainReference(owner)) return undefined;
  const { scopes } = workerContextOf(tree);
  const [root] = [...descendantsOf(owner)].filter((one) => scopes.bindingOf(one) !== undefined);
  if (root?.type !== 'Identifier') return undefined;
  return scopes.lookUp(root.name, node) === scopes.bindingOf(root) ? owner : undefined;
}

function statusOwner(tree: SyntaxTree, status: Node): Node | undefined {
  const value = constantValue(tree, status);
  if (value.type === 'MemberExpression' && memberName(value) === 'status') {
    return isResponse(tree, value.object) ? value.object : undefined;
  }
  // `const { status } = upstream`
  const { declaration, identifier } = workerContextOf(tree).scopes.bindingOf(value) ?? {};
  if (declaration?.type !== 'VariableDeclarator' || !identifier || !declaration.init) {
    return undefined;
  }
  const [name, ...more] = pathTo(declaration.id, identifier) ?? [];
  const isStatus = name === 'status' && more.length === 0;
  return isStatus && isResponse(tree, declaration.init) ? declaration.init : undefined;
}

function isResponse(tree: SyntaxTree, node: Node): boolean {
  if (RESPONSES.has(workerContextOf(tree).valueOf(node)?.kind)) return true;
  const binding = workerContextOf(tree).scopes.bindingOf(withoutTypes(node));
  // An error may have a status and a body too.
  if (binding?.kind === 'catch' || /^e(rr|rror|x|xception)?$/i.test(binding?.name ?? ''))
    return false;
  const text = tree.textOf(withoutTypes(node));
  const owner = functionAround(tree, node) ?? tree.program;
  // `new Response(upstream.body, …)`: whatever has a body that a response takes.
  return descendantsOf(owner).some(
    (one) =>
      one.type === 'NewExpression' &&
      workerContextOf(tree).scopes.isGlobal(one.callee, 'Response') &&
      one.arguments[0] !== undefined &&
      tree.textOf(withoutTypes(one.arguments[0])) === `${text}.body`,
  );
}

/** The function has looked at the socket, or for the status of an upgrade, before. */
export function isGuarded(
  tree: SyntaxTree,
  { node }: WrittenResponse,
  { value }: ObjectProperty,
): boolean {
  const owner = statusOwner(tree, value);
  if (owner === undefined) return false;
  const text = tree.textOf(owner);
  return descendantsOf(functionAround(tree, node) ?? tree.program).some(
    (one) =>
      one.type === 'MemberExpression' &&
      startOf(one) < startOf(node) &&
      memberName(one) === 'webSocket' &&
      tree.textOf(one.object) === text,
  );
}
