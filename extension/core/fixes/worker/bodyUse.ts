import type { Function as FunctionNode, Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { functionNamed } from './detachedMethod.ts';
import { entrypointClass, entrypointsOf } from './entrypoints.ts';
import { type Order, orderOf } from '../syntax/executionOrder.ts';
import { functionAround } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import type { NativeKind } from './workerValue.ts';

/** A place that takes the body of the request or response in a variable. */
export interface BodyUse {
  /** The variable where it is used. */
  readonly identifier: Node;
  /** What fails when the body is gone: a call, a `new`, or a `return`. */
  readonly node: Node;
  /** False for a `return` in a function whose caller may leave the body alone. */
  readonly isCertain: boolean;
}

/** Two uses of one body. */
export interface SecondUse {
  readonly subject: Binding;
  readonly first: BodyUse;
  readonly second: BodyUse;
  readonly order: Exclude<Order, 'never'>;
}

export const BODY_READS: ReadonlySet<string> = new Set([
  'arrayBuffer',
  'blob',
  'bytes',
  'formData',
  'json',
  'text',
]);
/** What has a body. */
export const BODY_OWNERS: ReadonlySet<string | undefined> = new Set<NativeKind>([
  'incomingRequest',
  'request',
  'fetchedResponse',
  'cachedResponse',
  'response',
]);
const STREAM_USES = new Set(['getReader', 'pipeThrough', 'pipeTo', 'tee']);

/** The variables among the nodes that always hold the same object of one of these kinds. */
export function variablesOf(
  tree: SyntaxTree,
  nodes: readonly Node[],
  kinds: ReadonlySet<string | undefined>,
): Set<Binding> {
  const context = workerContextOf(tree);
  const owners = new Set<Binding>();
  for (const node of nodes) {
    if (node.type !== 'Identifier') continue;
    const binding = context.scopes.bindingOf(node);
    if (binding === undefined || owners.has(binding)) continue;
    if (kinds.has(context.valueOf(binding.identifier)?.kind)) owners.add(binding);
  }
  return owners;
}

/** More uses than anybody reads through; their pairs would be many. */
const MOST_USES = 30;

/** Every use of the variable's body that may come after another one. */
export function secondUsesOf(tree: SyntaxTree, subject: Binding): SecondUse[] {
  // `if (!request.bodyUsed)`: the program knows.
  const uses: BodyUse[] = [];
  for (const { identifier } of subject.references) {
    if (isMember(tree, identifier, 'bodyUsed')) return [];
    const use = bodyUse(tree, identifier);
    if (use !== undefined) uses.push(use);
  }
  return inOrder(tree, subject, uses);
}

/** Of the uses each two of which one may come after the other. */
export function inOrder(tree: SyntaxTree, subject: Binding, uses: readonly BodyUse[]): SecondUse[] {
  if (uses.length > MOST_USES) return [];
  return uses.flatMap((second) =>
    uses.flatMap((first) => {
      const order = first === second ? 'never' : orderOf(tree, first.node, second.node);
      return order === 'never' ? [] : [{ subject, first, second, order }];
    }),
  );
}

function isMember(tree: SyntaxTree, identifier: Node, name: string): boolean {
  const parent = tree.parentOf(identifier);
  return parent?.type === 'MemberExpression' && memberName(parent) === name;
}

/** How the variable's body is taken here, if it is. */
export function bodyUse(tree: SyntaxTree, identifier: Node): BodyUse | undefined {
  const context = workerContextOf(tree);
  const value = outermost(tree, identifier);
  const parent = tree.parentOf(value);
  const certain = (node: Node): BodyUse => ({ identifier, node, isCertain: true });
  if (parent?.type === 'MemberExpression' && parent.object === value) {
    const member = outermost(tree, parent);
    if (memberName(parent) === 'body') {
      const taker = takerOf(tree, member);
      return taker && certain(taker);
    }
    const call = tree.parentOf(member);
    const isRead = call?.type === 'CallExpression' && call.callee === member;
    return isRead && BODY_READS.has(memberName(parent) ?? '') ? certain(call) : undefined;
  }
  if (parent?.type === 'CallExpression' && isArgument(parent.arguments, value)) {
    const method = context.valueOf(parent.callee);
    const isFirst = parent.arguments[0] === value;
    const sends = method?.kind === 'method' && method.name === 'fetch';
    if (sends || context.scopes.isGlobal(parent.callee, 'fetch')) {
      // `fetch(url, request)` sends the body too.
      return isFirst || parent.arguments[1] === value ? certain(parent) : undefined;
    }
    const caches = method?.kind === 'method' && method.owner === 'cache' && method.name === 'put';
    if (caches) return isFirst ? undefined : certain(parent);
    const index = parent.arguments.findIndex((one) => one === value);
    // Whether it reads may depend on anything.
    return readsParameter(tree, functionNamed(tree, parent.callee), index)
      ? { identifier, node: parent, isCertain: false }
      : undefined;
  }
  if (parent?.type === 'NewExpression' && isArgument(parent.arguments, value)) {
    return context.scopes.isGlobal(parent.callee, 'Request') ? certain(parent) : undefined;
  }
  return returned(tree, identifier, value);
}

/** The function of the file reads the body of what it gets: itself, not through a further one. */
function readsParameter(tree: SyntaxTree, owner: FunctionNode | undefined, index: number): boolean {
  const parameter = owner?.params[index];
  if (parameter?.type !== 'Identifier') return false;
  const { references = [] } = workerContextOf(tree).scopes.bindingOf(parameter) ?? {};
  return references.some(({ identifier }) => {
    const member = tree.parentOf(outermost(tree, identifier));
    const call = member && tree.parentOf(outermost(tree, member));
    return (
      member?.type === 'MemberExpression' &&
      BODY_READS.has(memberName(member) ?? '') &&
      call?.type === 'CallExpression'
    );
  });
}

function isArgument(list: readonly Node[], value: Node): boolean {
  return list.some((one) => one === value);
}

/** The expression with the type assertions around it. */
function outermost(tree: SyntaxTree, node: Node): Node {
  const parent = tree.parentOf(node);
  const isTyped = parent !== undefined && parent !== withoutTypes(parent);
  return isTyped ? outermost(tree, parent) : node;
}

/** What takes a stream: `new Response(stream)`, `{ body: stream }` given to `fetch`, `stream.pipeTo(…)`. */
function takerOf(tree: SyntaxTree, stream: Node): Node | undefined {
  const context = workerContextOf(tree);
  const parent = tree.parentOf(stream);
  const outer = parent && tree.parentOf(parent);
  switch (parent?.type) {
    case 'NewExpression':
      return context.scopes.isGlobal(parent.callee, 'Response') ? parent : undefined;
    case 'MemberExpression':
      return outer?.type === 'CallExpression' && STREAM_USES.has(memberName(parent) ?? '')
        ? outer
        : undefined;
    case 'ObjectProperty': {
      const call = outer && tree.parentOf(outer);
      if (keyOf(parent) !== 'body' || outer?.type !== 'ObjectExpression') return undefined;
      if (call?.type === 'NewExpression') {
        return context.scopes.isGlobal(call.callee, 'Request') ? call : undefined;
      }
      if (call?.type !== 'CallExpression') return undefined;
      const method = context.valueOf(call.callee);
      const sends = method?.kind === 'method' && method.name === 'fetch';
      return sends || context.scopes.isGlobal(call.callee, 'fetch') ? call : undefined;
    }
    default:
      return undefined;
  }
}

/** `return response`, also as one side of a choice. */
function returned(tree: SyntaxTree, identifier: Node, value: Node): BodyUse | undefined {
  const kind = workerContextOf(tree).valueOf(identifier)?.kind;
  if (kind === 'incomingRequest' || kind === 'request') return undefined;
  let inner = value;
  for (const outer of tree.ancestorsOf(value)) {
    const isChoice = outer.type === 'ConditionalExpression' && outer.test !== inner;
    const isArrow = outer.type === 'ArrowFunctionExpression' && outer.body === inner;
    if (outer.type === 'ReturnStatement' || isArrow) {
      const isCertain = isFetchHandler(tree, functionAround(tree, value));
      return { identifier, node: isArrow ? identifier : outer, isCertain };
    }
    if (!isChoice) return undefined;
    inner = outer;
  }
  return undefined;
}

function isFetchHandler(tree: SyntaxTree, owner: Node | undefined): boolean {
  if (owner === undefined) return false;
  if (entrypointsOf(tree).handlers.get('fetch') === owner) return true;
  const body = tree.parentOf(owner);
  return (
    owner.type === 'ClassMethod' &&
    keyOf(owner) === 'fetch' &&
    body?.type === 'ClassBody' &&
    entrypointClass(tree, body) !== undefined
  );
}

/** First uses in the order of the text, each once. */
export function firstUsesOf(pairs: readonly SecondUse[]): BodyUse[] {
  return [...new Set(pairs.map(({ first }) => first))].sort(
    (a, b) => startOf(a.identifier) - startOf(b.identifier),
  );
}
