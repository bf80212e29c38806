import type { Node } from '@babel/types';
import type { PerItem } from './perItem.ts';
import type { SyntaxTree } from './syntaxTree.ts';

/**
 * What stands for the results of the call, when the call is all that is done for an item: the statement when
 * nothing uses them, or else the expression that gives them.
 */
export function resultOf(
  tree: SyntaxTree,
  call: Node,
  { whole, anchor, callback }: PerItem,
): Node | undefined {
  // What stands beside the calls would be lost.
  if (/\/[/*]/.test(tree.textOf(whole))) return undefined;
  if (callback === undefined) return isOnlyStatement(tree, call, whole) ? anchor : undefined;
  const parent = tree.parentOf(whole);
  const isGiven = callback.body === call || callback.body === awaitOf(tree, call);
  if (parent === anchor && parent.type === 'ExpressionStatement') {
    return isGiven || isOnlyStatement(tree, call, callback) ? anchor : undefined;
  }
  const isValue = parent?.type === 'VariableDeclarator' || parent?.type === 'ReturnStatement';
  return isGiven && isValue ? whole : undefined;
}

/** `await call` is all that the loop or the function does. */
function isOnlyStatement(tree: SyntaxTree, call: Node, owner: Node): boolean {
  const awaited = awaitOf(tree, call);
  const line = awaited && tree.parentOf(awaited);
  const block = line && tree.parentOf(line);
  if (line?.type !== 'ExpressionStatement' || block === undefined) return false;
  if (block === owner) return true;
  return (
    block.type === 'BlockStatement' && block.body.length === 1 && tree.parentOf(block) === owner
  );
}

function awaitOf(tree: SyntaxTree, call: Node): Node | undefined {
  const parent = tree.parentOf(call);
  return parent?.type === 'AwaitExpression' ? parent : undefined;
}
