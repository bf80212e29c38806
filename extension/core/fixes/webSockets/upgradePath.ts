import type { Function as FunctionNode, Node } from '@babel/types';
import { orderOf, runsWith } from '../syntax/executionOrder.ts';
import { functionAround, isFunction, listedStatement, statementsOf } from '../syntax/functions.ts';
import { contains, descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * The first statement that only the upgrade comes to: what is put before it is in the way of no other
 * answer of the function. Undefined when the text shows no such place.
 * @param made where the upgrade begins. @param answers what is returned for it.
 */
export function upgradePath(
  tree: SyntaxTree,
  made: Node,
  answers: readonly Node[],
): Node | undefined {
  const begin = listedStatement(tree, made);
  const owner = functionAround(tree, made);
  if (begin === undefined || owner === undefined || !runsWith(tree, made, begin)) return undefined;
  const returns = answers.map((answer) => returnOf(tree, answer));
  const [only, ...more] = returns;
  const others = exitsBehind(tree, made, owner).filter((exit) => !returns.includes(exit));
  const isDirect = returns.every((one) => one && tree.parentOf(one) === tree.parentOf(begin));
  if (others.length === 0 && (isDirect || returns.includes(undefined))) {
    return answers.every((answer) => isWhole(tree, answer)) ? begin : undefined;
  }
  const list = only && statementsOf(tree.parentOf(only) ?? only);
  if (only === undefined || list === undefined || more.length > 0) return undefined;
  const path = list.filter(
    (statement) => startOf(statement) >= startOf(begin) && startOf(statement) <= startOf(only),
  );
  const last = path.findLastIndex((statement) =>
    others.some((exit) => contains(statement, startOf(exit))),
  );
  return path[last + 1];
}

/** The statement that returns the answer and nothing else. */
function returnOf(tree: SyntaxTree, answer: Node): Node | undefined {
  const statement = tree
    .ancestorsOf(answer)
    .find((outer) => outer.type === 'ReturnStatement' || isFunction(outer));
  if (statement?.type !== 'ReturnStatement') return undefined;
  return runsWith(tree, answer, statement) ? statement : undefined;
}

/** `isSocket ? upgrade : page` answers two kinds of requests. */
function isWhole(tree: SyntaxTree, answer: Node): boolean {
  const statement = listedStatement(tree, answer);
  return statement !== undefined && runsWith(tree, answer, statement);
}

/** What ends the function behind the node, but for what answers its failure. */
function exitsBehind(tree: SyntaxTree, made: Node, owner: FunctionNode): Node[] {
  return descendantsOf(owner.body, (inner) => !isFunction(inner)).filter(
    (node) =>
      (node.type === 'ReturnStatement' || node.type === 'ThrowStatement') &&
      startOf(node) > endOf(made) &&
      functionAround(tree, node) === owner &&
      orderOf(tree, made, node) !== 'never' &&
      !isRescue(tree, node, made),
  );
}

/** In the `catch` of what the node lies in. */
function isRescue(tree: SyntaxTree, exit: Node, made: Node): boolean {
  return tree.ancestorsOf(exit).some((outer) => {
    if (outer.type !== 'CatchClause') return false;
    const around = tree.parentOf(outer);
    return around?.type === 'TryStatement' && contains(around.block, startOf(made));
  });
}
