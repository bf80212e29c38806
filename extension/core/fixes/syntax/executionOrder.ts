import type { Node } from '@babel/types';
import { endsPath } from './endsPath.ts';
import { functionAround, isFunction, statementsOf } from './functions.ts';
import { contains, endOf, startOf, type SyntaxTree } from './syntaxTree.ts';

/**
 * Whether the first node has run when the second one runs: always, on some path, or on none that the
 * text shows. What stands later in the text runs later; a second turn of a loop is not looked at.
 */
export type Order = 'always' | 'sometimes' | 'never';

/** How the two nodes follow each other. */
export function orderOf(tree: SyntaxTree, first: Node, second: Node): Order {
  if (startOf(first) >= startOf(second)) return 'never';
  const owner = functionAround(tree, first);
  if (owner !== undefined && !contains(owner, startOf(second))) return 'never';
  const path = pathBelowCommon(tree, first, second);
  const [top] = path.slice(-1);
  const common = top && tree.parentOf(top);
  if (top === undefined || common === undefined) return 'always';
  const other = childTowards(tree, common, second);
  if (excludes(common, top, other)) return 'never';
  const isFailing = common.type === 'TryStatement' && top === common.block;
  if (!isFailing && path.some((node) => leaves(tree, node, second))) return 'never';
  const isLater = functionAround(tree, second) !== owner;
  const isSure = !isFailing && !isLater && !path.some((node) => isConditional(tree, node));
  return isSure ? 'always' : 'sometimes';
}

/** The node and its ancestors below the innermost one that holds the other node too. */
function pathBelowCommon(tree: SyntaxTree, node: Node, other: Node): Node[] {
  const path: Node[] = [];
  for (const part of [node, ...tree.ancestorsOf(node)]) {
    if (contains(part, startOf(other))) break;
    path.push(part);
  }
  return path;
}

function childTowards(tree: SyntaxTree, outer: Node, inner: Node): Node {
  let child = inner;
  for (const ancestor of tree.ancestorsOf(inner)) {
    if (ancestor === outer) break;
    child = ancestor;
  }
  return child;
}

function excludes(common: Node, first: Node, second: Node): boolean {
  switch (common.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return first === common.consequent && second === common.alternate;
    case 'SwitchStatement':
      // Cases that fall through are rare, and a doubt.
      return first.type === 'SwitchCase' && second.type === 'SwitchCase';
    default:
      return false;
  }
}

/** The statement, or one behind it in its list, ends the function, or the turn of a loop around both. */
function leaves(tree: SyntaxTree, node: Node, second: Node): boolean {
  if (endsPath(node)) return true;
  const list = statementsOf(tree.parentOf(node) ?? node);
  if (list === undefined) return false;
  return list.some(
    (statement) =>
      startOf(statement) > startOf(node) &&
      endOf(statement) <= startOf(second) &&
      (endsPath(statement) ||
        (statement.type === 'ContinueStatement' && inLoop(tree, node, second))),
  );
}

function inLoop(tree: SyntaxTree, node: Node, second: Node): boolean {
  const loop = tree.ancestorsOf(node).find(({ type }) => LOOPS.has(type));
  return loop !== undefined && contains(loop, startOf(second));
}

export const LOOPS: ReadonlySet<string> = new Set([
  'ForStatement',
  'ForInStatement',
  'ForOfStatement',
  'WhileStatement',
  'DoWhileStatement',
]);

/** The node need not run when its parent does. */
export function isConditional(tree: SyntaxTree, node: Node): boolean {
  const parent = tree.parentOf(node);
  switch (parent?.type) {
    case 'IfStatement':
    case 'ConditionalExpression':
      return node !== parent.test;
    case 'LogicalExpression':
      return node === parent.right;
    case 'OptionalCallExpression':
      return node !== parent.callee;
    case 'OptionalMemberExpression':
      return node !== parent.object;
    case 'AssignmentExpression':
      return parent.operator.length === 3 && node === parent.right;
    case 'AssignmentPattern':
    case 'SwitchCase':
    case 'CatchClause':
      return true;
    case 'TryStatement':
      return node !== parent.finalizer;
    case 'ForStatement':
      return node !== parent.init && node !== parent.test;
    case 'ForInStatement':
    case 'ForOfStatement':
      return node === parent.body;
    case 'WhileStatement':
      return node === parent.body;
    default:
      return parent !== undefined && isFunction(parent);
  }
}

/** The node may run more than once for one run of the other: it is in a loop or function of its own. */
export function mayRepeat(tree: SyntaxTree, node: Node, other: Node): boolean {
  return tree
    .ancestorsOf(node)
    .some(
      (outer) => (isFunction(outer) || LOOPS.has(outer.type)) && !contains(outer, startOf(other)),
    );
}

/** Whenever the statement runs, it comes to the node, unless it fails before. */
export function runsWith(tree: SyntaxTree, node: Node, statement: Node): boolean {
  for (const outer of [node, ...tree.ancestorsOf(node)]) {
    if (outer === statement) return true;
    if (isConditional(tree, outer)) return false;
  }
  return false;
}
