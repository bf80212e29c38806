import type { CallExpression, Node } from '@babel/types';
import { isListed } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** Takes one element out of an array. */
export interface ArrayRemoval {
  /** The expression of a statement, or a statement, that does this and nothing else. */
  readonly node: Node;
  readonly element: Node;
}

/**
 * The removal that a mention of the array is part of: `list = list.filter((one) => one !== element)`,
 * `list.splice(list.indexOf(element), 1)`, and the same with a variable for the index.
 */
export function arrayRemovalAt(tree: SyntaxTree, list: Node): ArrayRemoval | undefined {
  const outer = tree.parentOf(list);
  if (outer?.type === 'AssignmentExpression') return filterOut(tree, outer);
  const call = outer && tree.parentOf(outer);
  if (outer?.type !== 'MemberExpression' || call?.type !== 'CallExpression') return undefined;
  if (outer.object !== list || call.callee !== outer) return undefined;
  switch (memberName(outer)) {
    case 'filter':
      return filterOut(tree, tree.parentOf(call));
    case 'indexOf':
      return indexUse(tree, call);
    case 'splice':
      return spliceOut(tree, call);
    default:
      return undefined;
  }
}

/** `list = list.filter(…)`, at the mention that is set. */
export function isNarrowed(tree: SyntaxTree, list: Node): boolean {
  const outer = tree.parentOf(list);
  if (outer?.type !== 'AssignmentExpression' || outer.left !== list) return false;
  return outer.operator === '=' && calledOn(tree, outer.right, 'filter', list);
}

function filterOut(tree: SyntaxTree, assignment: Node | undefined): ArrayRemoval | undefined {
  if (assignment?.type !== 'AssignmentExpression' || assignment.operator !== '=') return undefined;
  const { left, right } = assignment;
  const kept = calledOn(tree, right, 'filter', left) ? right.arguments : [];
  const [callback] = kept;
  if (kept.length !== 1 || callback?.type !== 'ArrowFunctionExpression') return undefined;
  const [one, ...more] = callback.params;
  const { body } = callback;
  if (one?.type !== 'Identifier' || more.length > 0 || body.type !== 'BinaryExpression') {
    return undefined;
  }
  const binding = scopesOf(tree).bindingOf(one);
  const sides = [body.left, body.right];
  const [element, ...others] = sides.filter((side) => scopesOf(tree).bindingOf(side) !== binding);
  const isOther = /^!==?$/.test(body.operator) && others.length === 0;
  if (!isOther || !element || !isPlainReference(element)) return undefined;
  return tree.parentOf(assignment)?.type === 'ExpressionStatement'
    ? { node: assignment, element }
    : undefined;
}

/** `const index = list.indexOf(element)`, of which a splice makes use. */
function indexUse(tree: SyntaxTree, call: CallExpression): ArrayRemoval | undefined {
  const outer = tree.parentOf(call);
  if (outer?.type === 'CallExpression') return spliceOut(tree, outer);
  const removal = outer?.type === 'VariableDeclarator' ? spliceBy(tree, outer.id) : undefined;
  const declaration = outer && tree.parentOf(outer);
  const isOwn =
    declaration?.type === 'VariableDeclaration' && declaration.declarations.length === 1;
  if (removal?.index !== call || !isOwn || !isListed(tree, declaration)) return undefined;
  return { node: declaration, element: removal.element };
}

function spliceOut(tree: SyntaxTree, splice: CallExpression): ArrayRemoval | undefined {
  const { callee, arguments: given } = splice;
  const [index, count, ...more] = given;
  if (callee.type !== 'MemberExpression' || !index || more.length > 0) return undefined;
  if (count?.type !== 'NumericLiteral' || count.value !== 1) return undefined;
  if (tree.parentOf(splice)?.type !== 'ExpressionStatement') return undefined;
  if (index.type === 'Identifier') return spliceBy(tree, index)?.removal;
  const element = calledOn(tree, index, 'indexOf', callee.object) ? index.arguments[0] : undefined;
  return element && isPlainReference(element) ? { node: splice, element } : undefined;
}

/** The splice of the variable, which only its own test asks for as well. */
function spliceBy(tree: SyntaxTree, variable: Node) {
  const binding = scopesOf(tree).bindingOf(variable);
  if (binding?.declaration.type !== 'VariableDeclarator') return undefined;
  const index = binding.declaration.init;
  const uses = binding.references.map(({ identifier }) => identifier);
  const splice = uses
    .map((use) => tree.parentOf(use))
    .find((one) => one?.type === 'CallExpression');
  if (splice?.callee.type !== 'MemberExpression' || memberName(splice.callee) !== 'splice') {
    return undefined;
  }
  const isFound = index && calledOn(tree, index, 'indexOf', splice.callee.object);
  const [element] = isFound ? index.arguments : [];
  if (!isFound || !element || !isPlainReference(element)) return undefined;
  const node = uses.length === 1 ? splice : testAround(tree, splice, uses);
  if (node === undefined || splice.arguments[0]?.type !== 'Identifier') return undefined;
  return { index, element, removal: { node, element } };
}

/** `if (index !== -1) { list.splice(index, 1); }`. */
function testAround(tree: SyntaxTree, splice: Node, uses: readonly Node[]): Node | undefined {
  const statement = tree.parentOf(splice);
  const block = statement && tree.parentOf(statement);
  const isBlock = block?.type === 'BlockStatement' && block.body.length === 1;
  const test = isBlock ? tree.parentOf(block) : block;
  if (test?.type !== 'IfStatement' || test.alternate || uses.length !== 2) return undefined;
  const isOfIndex = test.test.type === 'BinaryExpression' && uses.includes(test.test.left);
  return isOfIndex && isListed(tree, test) ? test : undefined;
}

/** The node is a call of this method on what reads like the object. */
function calledOn(
  tree: SyntaxTree,
  node: Node,
  method: string,
  object: Node,
): node is CallExpression {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
  const { callee } = node;
  return memberName(callee) === method && tree.textOf(callee.object) === tree.textOf(object);
}
