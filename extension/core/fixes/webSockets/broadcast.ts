import type { Node } from '@babel/types';
import { functionAround, isFunction, listedStatement } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { handledSocket } from './handledSocket.ts';
import { callsOf, isWebSocket, type WebSocketCall } from './webSocketCall.ts';

/** A loop, or a `forEach`, whose variable leads to the socket. */
interface Broadcast {
  readonly statement: Node;
  /** What it goes through: `this.sockets`, `peers.values()`. */
  readonly all: Node;
}

/** The call is made for each of the sockets that were put into one collection, accepted in the plain way. */
export function isOneOfMany(tree: SyntaxTree, { socket }: WebSocketCall): boolean {
  const broadcast = broadcastTo(tree, socket);
  const all = broadcast && collectionOf(broadcast.all);
  if (all === undefined || acceptsHibernating(tree)) return false;
  const text = tree.textOf(all);
  return ['add', 'push', 'set', 'unshift'].some((method) =>
    callsOf(descendantsOf(tree.program), method).some(
      ({ call, socket: collection }) =>
        tree.textOf(collection) === text && call.arguments.some((part) => holdsSocket(tree, part)),
    ),
  );
}

/**
 * The call is made for each socket of a Durable Object, after a handler of it has closed its own. Measured:
 * that one is still among them, and `send()` on it throws.
 */
export function isSentToClosed(tree: SyntaxTree, { call, socket }: WebSocketCall): boolean {
  const broadcast = broadcastTo(tree, socket);
  if (broadcast === undefined || withoutTypes(broadcast.all).type !== 'CallExpression')
    return false;
  if (workerContextOf(tree).valueOf(broadcast.all)?.kind !== 'webSockets') return false;
  // With a tag the socket may not be among them.
  const [getAll] = callsOf([withoutTypes(broadcast.all)], 'getWebSockets');
  const handler = functionAround(tree, broadcast.statement);
  const own = handler && handledSocket(handler);
  if (getAll?.call.arguments.length !== 0 || handler === undefined || own === undefined)
    return false;
  const binding = scopesOf(tree).bindingOf(own);
  const uses = binding?.references.map(({ identifier }) => identifier) ?? [];
  if (uses.some((use) => contains(broadcast.statement, startOf(use)))) return false;
  const isCaught = tree.ancestorsOf(call).some(({ type }) => type === 'TryStatement');
  const isClosed = callsOf(descendantsOf(handler), 'close').some(
    (close) =>
      scopesOf(tree).bindingOf(close.socket) === binding &&
      tree.parentOf(tree.parentOf(close.call) ?? close.call) === handler.body &&
      startOf(close.call) < startOf(broadcast.statement),
  );
  return isClosed && !isCaught && tree.parentOf(broadcast.statement) === handler.body;
}

function acceptsHibernating(tree: SyntaxTree): boolean {
  return callsOf(descendantsOf(tree.program), 'acceptWebSocket').length > 0;
}

function holdsSocket(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  if (isWebSocket(tree, value)) return true;
  return (
    value.type === 'ObjectExpression' &&
    value.properties.some(
      (property) => property.type === 'ObjectProperty' && holdsSocket(tree, property.value),
    )
  );
}

function broadcastTo(tree: SyntaxTree, socket: Node): Broadcast | undefined {
  let root = withoutTypes(socket);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  const declaration = scopesOf(tree).bindingOf(root)?.declaration;
  if (declaration === undefined) return undefined;
  if (isFunction(declaration)) {
    const [each] = callsOf([tree.parentOf(declaration) ?? declaration], 'forEach');
    const statement = each && listedStatement(tree, each.call);
    return each?.call.arguments[0] === declaration && statement
      ? { statement, all: each.socket }
      : undefined;
  }
  const variables = tree.parentOf(declaration);
  const loop = variables && tree.parentOf(variables);
  return loop?.type === 'ForOfStatement' && loop.left === variables
    ? { statement: loop, all: loop.right }
    : undefined;
}

/** `this.sockets` of `this.sockets.values()`. */
function collectionOf(all: Node): Node | undefined {
  const value = withoutTypes(all);
  if (value.type !== 'CallExpression') return isPlainReference(value) ? value : undefined;
  if (value.callee.type !== 'MemberExpression') return undefined;
  const { callee } = value;
  const isView = ['keys', 'values', 'entries'].includes(memberName(callee) ?? '');
  return isView && isPlainReference(callee.object) ? callee.object : undefined;
}
