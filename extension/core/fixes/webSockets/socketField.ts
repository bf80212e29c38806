import type { Node } from '@babel/types';
import { isListed } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { isWebSocket } from './webSocketCall.ts';

/** `this.socket = server`, `this.socket = null`. */
export interface SocketAssignment {
  readonly node: Node;
  /** Undefined when the field is emptied. */
  readonly socket: Node | undefined;
}

/** What a mention of a field puts there, when it is a socket or nothing. */
export function socketAssignmentAt(tree: SyntaxTree, mention: Node): SocketAssignment | undefined {
  const node = tree.parentOf(mention);
  if (node?.type !== 'AssignmentExpression' || node.left !== mention) return undefined;
  const statement = tree.parentOf(node);
  if (node.operator !== '=' || !statement || !isListed(tree, statement)) return undefined;
  const value = withoutTypes(node.right);
  if (isNothing(tree, value)) return { node, socket: undefined };
  return isWebSocket(tree, value) ? { node, socket: value } : undefined;
}

/** `null` or `undefined`. */
export function isNothing(tree: SyntaxTree, value: Node): boolean {
  return value.type === 'NullLiteral' || scopesOf(tree).isGlobal(value, 'undefined');
}
