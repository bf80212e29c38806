import type { BlockStatement, Function as FunctionNode, Node } from '@babel/types';
import { functionNamed } from './detachedMethod.ts';
import { entrypointsOf } from './entrypoints.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { answersRequest } from './ittyRouter.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** A function with a block whose value the runtime takes for the response. */
export type Responder = FunctionNode & { readonly body: BlockStatement };

const known = new WeakMap<SyntaxTree, readonly Responder[]>();

/** The `fetch` handlers of the file, and the functions of the file whose results they return. */
export function respondersOf(tree: SyntaxTree): readonly Responder[] {
  const responders = known.get(tree) ?? findResponders(tree);
  known.set(tree, responders);
  return responders;
}

function findResponders(tree: SyntaxTree): Responder[] {
  const found = new Set<FunctionNode>(fetchHandlers(tree));
  for (const call of respondWithCalls(tree)) addCalled(tree, call, found);
  // A set that grows while it is walked: what a found function returns is looked at in its turn.
  for (const owner of found) {
    for (const value of returnedBy(tree, owner)) addCalled(tree, value, found);
  }
  return [...found].filter(hasBlock);
}

function hasBlock(owner: FunctionNode): owner is Responder {
  return owner.body.type === 'BlockStatement' && !owner.generator;
}

function* fetchHandlers(tree: SyntaxTree): Generator<FunctionNode> {
  const { handlers, classes } = entrypointsOf(tree);
  const handler = handlers.get('fetch');
  if (handler !== undefined) yield handler;
  for (const { body } of classes.keys()) {
    for (const member of body.body) {
      if (member.type === 'ClassMethod' && !member.static && keyOf(member) === 'fetch')
        yield member;
    }
  }
}

/** `event.respondWith(handle(event.request))`. */
function* respondWithCalls(tree: SyntaxTree): Generator<Node> {
  const context = workerContextOf(tree);
  if (entrypointsOf(tree).handlers.size > 0) return;
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'CallExpression' || node.arguments[0] === undefined) continue;
    const method = context.valueOf(node.callee);
    if (method?.kind === 'method' && method.name === 'respondWith') yield node.arguments[0];
  }
}

/** The values that the function itself returns. */
export function* returnedBy(tree: SyntaxTree, owner: FunctionNode): Generator<Node> {
  if (owner.body.type !== 'BlockStatement') {
    yield owner.body;
    return;
  }
  for (const node of descendantsOf(owner.body, (inner) => !isFunction(inner))) {
    if (node.type !== 'ReturnStatement' || !node.argument) continue;
    if (functionAround(tree, node) === owner) yield node.argument;
  }
}

function addCalled(tree: SyntaxTree, value: Node, found: Set<FunctionNode>): void {
  switch (value.type) {
    case 'AwaitExpression':
      addCalled(tree, value.argument, found);
      break;
    case 'ConditionalExpression':
      addCalled(tree, value.consequent, found);
      addCalled(tree, value.alternate, found);
      break;
    case 'CallExpression': {
      const called = functionNamed(tree, value.callee);
      if (called !== undefined) found.add(called);
      break;
    }
    default:
  }
}

/** The expression gives a Response, or a promise of one. */
export function givesResponse(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'AwaitExpression') return givesResponse(tree, node.argument);
  if (handsOver(tree, node)) return true;
  const context = workerContextOf(tree);
  const { kind } = settled(context.valueOf(node)) ?? {};
  if (kind === 'response' || kind === 'fetchedResponse' || kind === 'cachedResponse') return true;
  const called = node.type === 'CallExpression' ? functionNamed(tree, node.callee) : undefined;
  if (called === undefined) return false;
  const values = [...returnedBy(tree, called)];
  return values.length > 0 && values.every((value) => makesResponse(tree, value));
}

/** `app.fetch(request)`, `router.handle(request).catch(report)`: what takes the whole request answers it. */
function handsOver(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { callee } = node;
  if (/^(then|catch|finally)$/.test(memberName(callee) ?? '')) {
    return handsOver(tree, callee.object);
  }
  const [first] = node.arguments;
  const given = first && workerContextOf(tree).valueOf(first)?.kind;
  return answersRequest(callee) && (given === 'incomingRequest' || given === 'request');
}

/** `new Response(…)` and `Response.json(…)`: they have no effect of their own. */
export function makesResponse(tree: SyntaxTree, node: Node): boolean {
  const { scopes } = workerContextOf(tree);
  if (node.type === 'NewExpression') return scopes.isGlobal(node.callee, 'Response');
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    scopes.isGlobal(node.callee.object, 'Response')
  );
}

function settled(value: ReturnType<ReturnType<typeof workerContextOf>['valueOf']>) {
  return value?.kind === 'promise' ? value.of : value;
}
