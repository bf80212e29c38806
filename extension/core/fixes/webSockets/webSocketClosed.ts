import type { Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { functionAround, listedStatement, statementsOf } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isSameSocket, webSocketCalls, type WebSocketCall } from './webSocketCall.ts';

/** The statement `socket.close(…)` after which the call runs, whatever else happens. */
export function closedBefore(tree: SyntaxTree, { call, socket }: WebSocketCall): Node | undefined {
  if (!isAlwaysTheSame(tree, socket)) return undefined;
  const owner = functionAround(tree, call);
  for (const close of closesIn(tree, owner ?? tree.program)) {
    const statement = tree.parentOf(close.call);
    const block = statement && tree.parentOf(statement);
    if (statement?.type !== 'ExpressionStatement' || block === undefined) continue;
    if (statementsOf(block) === undefined || functionAround(tree, statement) !== owner) continue;
    const later = listedStatement(tree, call, block);
    if (later === undefined || startOf(later) <= startOf(statement)) continue;
    if (isSameSocket(tree, close.socket, socket)) return statement;
  }
  return undefined;
}

const known = new WeakMap<Node, readonly WebSocketCall[]>();

function closesIn(tree: SyntaxTree, owner: Node): readonly WebSocketCall[] {
  let closes = known.get(owner);
  if (closes === undefined) {
    closes = webSocketCalls(tree, [...descendantsOf(owner)], 'close');
    known.set(owner, closes);
  }
  return closes;
}

function isAlwaysTheSame(tree: SyntaxTree, socket: Node): boolean {
  const binding = scopesOf(tree).bindingOf(withoutTypes(socket));
  return binding === undefined || isConstant(binding);
}
