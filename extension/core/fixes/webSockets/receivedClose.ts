import type { Node } from '@babel/types';
import { entrypointClass } from '../worker/entrypoints.ts';
import { isFunction } from '../syntax/functions.ts';
import { keyOf, memberName, pathTo } from '../syntax/pattern.ts';
import { contains, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { listenerOf, webSocketCalls } from './webSocketCall.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** The code that a peer closed with. */
export interface ReceivedCode {
  /** The socket that was closed. */
  readonly socket: Node | undefined;
  /** Something in the handler asks which code it is. */
  readonly isTested: boolean;
}

/**
 * The expression is the code as `webSocketClose` or a listener of `close` gets it: 1005 when the peer named
 * none, 1006 when it vanished. Neither can be sent.
 */
export function receivedCode(tree: SyntaxTree, expression: Node): ReceivedCode | undefined {
  const { scopes } = workerContextOf(tree);
  const isMember = expression.type === 'MemberExpression';
  if (isMember && memberName(expression) !== 'code') return undefined;
  const binding = scopes.bindingOf(isMember ? expression.object : expression);
  const owner = binding?.declaration;
  if (binding?.kind !== 'param' || owner === undefined || !isFunction(owner)) return undefined;

  const [first, second] = owner.params;
  const body = tree.parentOf(owner);
  const isHandler =
    owner.type === 'ClassMethod' &&
    keyOf(owner) === 'webSocketClose' &&
    body?.type === 'ClassBody' &&
    entrypointClass(tree, body) === 'DurableObject';
  const isTested = binding.references.some(({ identifier }) => isAsked(tree, identifier, owner));
  if (isHandler) {
    return !isMember && second === binding.identifier ? { socket: first, isTested } : undefined;
  }
  const path = first && pathTo(first, binding.identifier);
  if (path?.join('.') !== (isMember ? '' : 'code')) return undefined;
  const call = tree.parentOf(owner);
  const [listening] = call ? webSocketCalls(tree, [call], 'addEventListener') : [];
  if (listening === undefined || listenerOf(listening, 'close') !== owner) return undefined;
  return { socket: listening.socket, isTested };
}

/** The name stands in what an `if`, a `switch`, `?:`, `&&` or a comparison decides by. */
function isAsked(tree: SyntaxTree, name: Node, owner: Node): boolean {
  for (const outer of tree.ancestorsOf(name)) {
    if (outer === owner) return false;
    if (outer.type === 'BinaryExpression' || outer.type === 'SwitchStatement') return true;
    const isDecided = outer.type === 'IfStatement' || outer.type === 'ConditionalExpression';
    if (isDecided && contains(outer.test, startOf(name))) return true;
  }
  return false;
}
