import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { entrypointClass, entrypointsOf } from './entrypoints.ts';
import { eventParameter } from './frameworkRoots.ts';
import { honoParameter } from './honoParameter.ts';
import { ittyParameter } from './ittyParameter.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import type { WorkerValue } from './workerValue.ts';

interface RootContext {
  readonly tree: SyntaxTree;
  valueOf(node: Node): WorkerValue | undefined;
  parameterOf(owner: FunctionNode, index: number): WorkerValue | undefined;
}

/** Says what the parameter of this index (from 0) is, by where its function stands. */
type ParameterRoot = (
  context: RootContext,
  owner: FunctionNode,
  index: number,
) => WorkerValue | undefined;

export const parameterRoots: readonly ParameterRoot[] = [
  handlerParameter,
  methodParameter,
  forEachParameter,
  thenParameter,
  eventParameter,
  honoParameter,
  ittyParameter,
];

function handlerParameter(
  { tree }: RootContext,
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  for (const [name, handler] of entrypointsOf(tree).handlers) {
    if (handler !== owner) continue;
    if (index === 0 && name === 'fetch') return { kind: 'incomingRequest' };
    if (index === 1) return { kind: 'env' };
    if (index === 2) return { kind: 'ctx' };
  }
  return undefined;
}

function methodParameter(
  { tree }: RootContext,
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  const body = tree.parentOf(owner);
  if (owner.type !== 'ClassMethod' || owner.static || body?.type !== 'ClassBody') return undefined;
  if (entrypointClass(tree, body) === undefined) return undefined;
  const name = keyOf(owner);
  if (name === 'fetch' && index === 0) return { kind: 'incomingRequest' };
  if (name !== undefined && SOCKET_HANDLERS.has(name) && index === 0) return { kind: 'webSocket' };
  if (name !== 'constructor') return undefined;
  return index === 0 ? { kind: 'ctx' } : index === 1 ? { kind: 'env' } : undefined;
}

const SOCKET_HANDLERS = new Set(['webSocketMessage', 'webSocketClose', 'webSocketError']);

/** `ctx.getWebSockets().forEach((socket) => …)`. */
function forEachParameter(
  context: RootContext,
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  const given = index === 0 ? valueGivenBy(context, owner, 'forEach') : undefined;
  return given?.kind === 'webSockets' ? { kind: 'webSocket' } : undefined;
}

/** `promise.then((value) => …)`. */
function thenParameter(
  context: RootContext,
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  const given = index === 0 ? valueGivenBy(context, owner, 'then') : undefined;
  return given?.kind === 'promise' ? given.of : undefined;
}

/** What the method of this name is called on, when the function is its first argument. */
function valueGivenBy(
  context: RootContext,
  owner: FunctionNode,
  method: string,
): WorkerValue | undefined {
  const call = context.tree.parentOf(owner);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== owner) return undefined;
  const { callee }: CallExpression = call;
  if (callee.type !== 'MemberExpression' || memberName(callee) !== method) return undefined;
  return context.valueOf(callee.object);
}
