import type { CallExpression, Node } from '@babel/types';
import { keyOf, memberName } from '../fixes/syntax/pattern.ts';
import { descendantsOf, startOf, type SyntaxTree } from '../fixes/syntax/syntaxTree.ts';

/** `listener`: of a socket that was accepted with `accept()`; `method`: of an object that may hibernate. */
export type ListenerKind = 'listener' | 'method';

/** Where the first of this kind in the node starts: `addEventListener('message'`, or `webSocketMessage`. */
export function messageListener(within: Node, kind: ListenerKind): number | undefined {
  for (const node of descendantsOf(within)) {
    const offset = kind === 'listener' ? listenerOffset(node) : methodOffset(node);
    if (offset !== undefined) return offset;
  }
  return undefined;
}

function listenerOffset(node: Node): number | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return undefined;
  const { callee } = node;
  const isMember = callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression';
  if (!isMember || memberName(callee) !== 'addEventListener') return undefined;
  // The object may be lines above.
  return isFirstArgument(node.arguments, 'message') ? startOf(callee.property) : undefined;
}

function methodOffset(node: Node): number | undefined {
  switch (node.type) {
    case 'ClassMethod':
    case 'ClassProperty':
      return keyOf(node) === 'webSocketMessage' ? startOf(node) : undefined;
    default:
      return undefined;
  }
}

/** The call `addEventListener('fetch', …)` at the top of a module, which registers a handler. */
export function listenerRegistration(tree: SyntaxTree, type: string): CallExpression | undefined {
  for (const statement of tree.program.body) {
    if (statement.type !== 'ExpressionStatement') continue;
    const call = statement.expression;
    if (call.type !== 'CallExpression' || call.callee.type !== 'Identifier') continue;
    if (call.callee.name !== 'addEventListener') continue;
    if (isFirstArgument(call.arguments, type)) return call;
  }
  return undefined;
}

function isFirstArgument([first]: readonly Node[], text: string): boolean {
  return first?.type === 'StringLiteral' && first.value === text;
}
