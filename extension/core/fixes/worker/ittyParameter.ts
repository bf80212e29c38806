import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { keyOf, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { usesOfFunction } from './frameworkRoots.ts';
import { answersRequest, bindsRequest, handlerAt, type Router } from './ittyRouter.ts';
import type { WorkerValue } from './workerValue.ts';

interface ValueContext {
  readonly tree: SyntaxTree;
  valueOf(node: Node): WorkerValue | undefined;
  parameterOf(owner: FunctionNode, index: number): WorkerValue | undefined;
}

/**
 * A handler of itty-router, as in `router.get('/', (request, env, ctx) => …)`: it gets what the router's
 * `fetch` is called with, which the runtime does when the router is the Worker.
 */
export function ittyParameter(
  context: ValueContext,
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  for (const use of usesOfFunction(context.tree, owner)) {
    const handler = handlerAt(context.tree, use);
    if (handler === undefined) continue;
    const { router, before } = handler;
    return index < before ? undefined : givenTo(context, router, index - before, [router]);
  }
  return undefined;
}

/** What every call of the router hands over at this position; undefined when two differ. */
function givenTo(
  context: ValueContext,
  router: Router,
  position: number,
  seen: readonly Router[],
): WorkerValue | undefined {
  if (position === 0 && bindsRequest(context.tree, router)) return undefined;
  let given: WorkerValue | undefined;
  for (const place of placesOf(context.tree, router)) {
    const found = givenAt(context, place, position, seen);
    if (found === 'nothing') continue;
    if (found === undefined || (given !== undefined && given.kind !== found.kind)) return undefined;
    given = found;
  }
  return given;
}

/** Where a value is used in the end: routes that are added, types and names lead on to it. */
function* placesOf(tree: SyntaxTree, node: Node, depth = 0): Generator<Node> {
  const parent = tree.parentOf(node);
  if (parent === undefined || depth === DEEPEST) return;
  const call = tree.parentOf(parent);
  const isRoute =
    parent.type === 'MemberExpression' &&
    !answersRequest(parent) &&
    call?.type === 'CallExpression' &&
    call.callee === parent;
  if (isRoute) yield* placesOf(tree, call, depth + 1);
  else if (parent !== withoutTypes(parent)) yield* placesOf(tree, parent, depth + 1);
  else if (parent.type === 'VariableDeclarator' && parent.init === node) {
    const binding = scopesOf(tree).bindingOf(parent.id);
    if (binding === undefined || !isConstant(binding)) return;
    for (const { identifier } of binding.references) yield* placesOf(tree, identifier, depth + 1);
  } else yield node;
}

/** A chain of routes is as long as the program. */
const DEEPEST = 1000;

function givenAt(
  context: ValueContext,
  place: Node,
  position: number,
  seen: readonly Router[],
): WorkerValue | undefined | 'nothing' {
  const { tree } = context;
  const parent = tree.parentOf(place);
  // Its routes were added.
  if (parent?.type === 'ExpressionStatement') return 'nothing';
  if (isWorker(tree, place)) return byRuntime(position);
  if (parent?.type === 'SpreadElement') return isPartOfWorker(tree, parent, position);
  if (parent?.type !== 'MemberExpression' || !answersRequest(parent)) {
    return undefined;
  }
  const user = tree.parentOf(parent);
  if (user?.type === 'ObjectProperty' && keyOf(user) === 'fetch') {
    return isPartOfWorker(tree, user, position);
  }
  if (user?.type !== 'CallExpression') return undefined;
  if (user.callee === parent) return argumentOf(context, user, position);
  // `router.all('/api/*', api.fetch)`
  const outer = handlerAt(tree, parent)?.router;
  if (outer === undefined || seen.includes(outer)) return undefined;
  return givenTo(context, outer, position, [...seen, outer]);
}

/** The default export, itself or wrapped by a call. */
function isWorker(tree: SyntaxTree, node: Node): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'ExportDefaultDeclaration') return true;
  if (parent?.type === 'ExportSpecifier') return keyOf({ key: parent.exported }) === 'default';
  const isArgument = parent?.type === 'CallExpression' && parent.callee !== node;
  return isArgument && tree.parentOf(parent)?.type === 'ExportDefaultDeclaration';
}

function isPartOfWorker(
  tree: SyntaxTree,
  property: Node,
  position: number,
): WorkerValue | undefined {
  const object = tree.parentOf(property);
  if (object?.type !== 'ObjectExpression') return undefined;
  const places = [...placesOf(tree, object)];
  return places.some((place) => isWorker(tree, place)) ? byRuntime(position) : undefined;
}

function byRuntime(position: number): WorkerValue | undefined {
  const kind = (['incomingRequest', 'env', 'ctx'] as const)[position];
  return kind && { kind };
}

/** Also what stands behind `...args` of the caller. */
function argumentOf(
  context: ValueContext,
  { arguments: list }: CallExpression,
  position: number,
): WorkerValue | undefined {
  const spread = list.findIndex(({ type }) => type === 'SpreadElement');
  const given = list[position];
  if (spread < 0 || position < spread) return given && context.valueOf(given);
  const rest = list[spread];
  if (rest?.type !== 'SpreadElement') return undefined;
  const { declaration: owner, identifier } = scopesOf(context.tree).bindingOf(rest.argument) ?? {};
  if (owner === undefined || !isFunction(owner)) return undefined;
  const index = owner.params.findIndex(
    (one) => one.type === 'RestElement' && one.argument === identifier,
  );
  return index < 0 ? undefined : context.parameterOf(owner, index + position - spread);
}
