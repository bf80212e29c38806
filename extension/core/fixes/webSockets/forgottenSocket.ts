import type { Node } from '@babel/types';
import { removeStatement } from '../edits/codeLayout.ts';
import type { EditBuilder } from '../edits/editBuilder.ts';
import { functionAround, isListed } from '../syntax/functions.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isEndHandler } from './handledSocket.ts';
import type { Forget, MemoryUse } from './memoryUse.ts';
import { callsOf, isSameSocket, listenerOf } from './webSocketCall.ts';

/** The runtime forgets a socket that is closed: nothing has to. False when it may live on. */
export function forgetSocket(edits: EditBuilder, tree: SyntaxTree, forget: Forget): boolean {
  const { node } = forget;
  return isEnded(tree, forget) && removeLine(edits, tree, deadListener(tree, node) ?? node);
}

/** The loops that do nothing but look for a socket which has ended, and forget it. */
export function forgettingLoops(tree: SyntaxTree, uses: readonly MemoryUse[]): readonly Node[] {
  const forgotten = new Set<Node>();
  for (const use of uses) if (use.kind === 'forget' && isEnded(tree, use)) forgotten.add(use.node);
  return uses.flatMap((use) => {
    if (use.kind !== 'loop' && use.kind !== 'each') return [];
    const body = use.kind === 'loop' ? use.node.body : use.callback.body;
    return forgetsOnly(body, forgotten) ? [use.node] : [];
  });
}

function forgetsOnly(statement: Node, forgotten: ReadonlySet<Node>): boolean {
  switch (statement.type) {
    case 'BlockStatement':
      return statement.body.every((one) => forgetsOnly(one, forgotten));
    case 'IfStatement':
      return (
        statement.test.type === 'BinaryExpression' &&
        !statement.alternate &&
        forgetsOnly(statement.consequent, forgotten)
      );
    case 'ExpressionStatement':
      return forgotten.has(statement.expression);
    case 'BreakStatement':
      return true;
    default:
      return false;
  }
}

/** It is closed, or `send()` has thrown. */
function isEnded(tree: SyntaxTree, { node, socket }: Forget): boolean {
  const owner = functionAround(tree, node);
  if (owner === undefined) return false;
  const outer = tree.ancestorsOf(node);
  return (
    outer.some((one) => one.type === 'CatchClause' || isEndHandler(one)) ||
    deadListener(tree, node) !== undefined ||
    callsOf(descendantsOf(owner), 'close').some((close) => isSameSocket(tree, close.socket, socket))
  );
}

/** `server.addEventListener('close', () => …)` around it: that of a hibernating socket never runs. */
function deadListener(tree: SyntaxTree, forget: Node): Node | undefined {
  const owner = tree.parentOf(forget);
  if (owner?.type !== 'ArrowFunctionExpression') return undefined;
  const [listening] = callsOf([tree.parentOf(owner) ?? owner], 'addEventListener');
  const isEnd = ['close', 'error'].some(
    (type) => listening && listenerOf(listening, type) === owner,
  );
  return isEnd ? listening?.call : undefined;
}

/** @param node a statement, or the expression of one. False where it stands in no list. */
export function removeLine(edits: EditBuilder, tree: SyntaxTree, node: Node): boolean {
  const statement = isListed(tree, node) ? node : tree.parentOf(node);
  if (!statement || !isListed(tree, statement)) return false;
  removeStatement(edits, tree, statement);
  return true;
}
