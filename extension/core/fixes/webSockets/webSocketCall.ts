import type { CallExpression, Expression, Node, OptionalCallExpression } from '@babel/types';
import { memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** A call of a method on what may be a WebSocket. */
export interface WebSocketCall {
  readonly call: CallExpression | OptionalCallExpression;
  readonly socket: Expression;
}

/** The node is a WebSocket, as far as the text tells. */
export function isWebSocket(tree: SyntaxTree, node: Node): boolean {
  const kind = workerContextOf(tree).valueOf(node)?.kind;
  return kind === 'webSocketEnd' || kind === 'webSocket' || kind === 'upgradedWebSocket';
}

/** The calls of this method among the nodes, on anything. */
export function callsOf(nodes: readonly Node[], method: string): WebSocketCall[] {
  const calls: WebSocketCall[] = [];
  for (const node of nodes) {
    if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') continue;
    const { callee } = node;
    if (callee.type !== 'MemberExpression' && callee.type !== 'OptionalMemberExpression') continue;
    if (memberName(callee) !== method || callee.object.type === 'Super') continue;
    calls.push({ call: node, socket: callee.object });
  }
  return calls;
}

/** The calls of this method among the nodes, on what the text shows to be a WebSocket. */
export function webSocketCalls(
  tree: SyntaxTree,
  nodes: readonly Node[],
  method: string,
): WebSocketCall[] {
  return callsOf(nodes, method).filter(({ socket }) => isWebSocket(tree, socket));
}

/** The listener as it is written, when the call is `socket.addEventListener(type, …)`. */
export function listenerOf({ call }: WebSocketCall, type: string): Node | undefined {
  const [name, listener] = call.arguments;
  return name?.type === 'StringLiteral' && name.value === type ? listener : undefined;
}

/** Both expressions are one variable, or the same end of one pair. */
export function isSameSocket(tree: SyntaxTree, a: Node, b: Node): boolean {
  const { scopes } = workerContextOf(tree);
  const binding = scopes.bindingOf(a);
  if (binding !== undefined && binding === scopes.bindingOf(b)) return true;
  const [left, right] = [a, b].map((node) => workerContextOf(tree).valueOf(node));
  return (
    left?.kind === 'webSocketEnd' &&
    right?.kind === 'webSocketEnd' &&
    left.pair === right.pair &&
    left.end === right.end
  );
}
