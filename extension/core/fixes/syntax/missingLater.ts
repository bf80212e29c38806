import type { MemberExpression, Node, OptionalMemberExpression } from '@babel/types';
import { functionAround } from './functions.ts';
import { withoutTypes } from './pattern.ts';
import { isPlainReference } from './plainReference.ts';
import { scopesOf } from './scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from './syntaxTree.ts';

type Member = MemberExpression | OptionalMemberExpression;

/**
 * Reading the member only where its object is there would move the failure: something further on reads the
 * same object, or the value that would be missing then, as if it were there.
 */
export function failsLater(tree: SyntaxTree, member: Member): boolean {
  return isReadAgain(tree, member) || needsValue(tree, chainAround(tree, member));
}

/** `a.b.c()`: a link that is optional leaves out what stands behind it too. */
function chainAround(tree: SyntaxTree, member: Node): Node {
  const parent = tree.parentOf(member);
  if (member.extra?.parenthesized === true) return member;
  const isLink =
    (isMember(parent) && parent.object === member) ||
    ((parent?.type === 'CallExpression' || parent?.type === 'OptionalCallExpression') &&
      parent.callee === member) ||
    parent?.type === 'TSNonNullExpression';
  return isLink ? chainAround(tree, parent) : member;
}

function isMember(node: Node | undefined): node is Member {
  return node?.type === 'MemberExpression' || node?.type === 'OptionalMemberExpression';
}

/** Later in the function the object is read again, with nothing that asks whether it is there. */
function isReadAgain(tree: SyntaxTree, member: Member): boolean {
  const object = withoutTypes(member.object);
  if (!isPlainReference(object)) return false;
  const text = tree.textOf(object);
  const owner = functionAround(tree, member) ?? tree.program;
  for (const node of descendantsOf(owner)) {
    if (!isMember(node) || node.optional === true || startOf(node) < startOf(member)) continue;
    const isSame = node !== member && tree.textOf(withoutTypes(node.object)) === text;
    if (isSame && endOf(node.object) > endOf(member) && !isAsked(tree, node, text)) return true;
  }
  return false;
}

/** A test around the node mentions the object: `if (a) a.b`, `a && a.b`, `a ? a.b : c`. */
function isAsked(tree: SyntaxTree, node: Node, text: string): boolean {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    const test =
      outer.type === 'IfStatement' || outer.type === 'ConditionalExpression'
        ? outer.test
        : outer.type === 'LogicalExpression'
          ? outer.left
          : undefined;
    if (test !== undefined && test !== inner && tree.textOf(test).includes(text)) return true;
    inner = outer;
  }
  return false;
}

/** What takes the value fails when there is none. */
function needsValue(tree: SyntaxTree, value: Node, depth = 0): boolean {
  const parent = tree.parentOf(value);
  // Brackets end a chain: `(a?.b).c` fails as `a.b.c` does.
  if (isMember(parent)) return parent.object === value && parent.optional !== true;
  switch (parent?.type) {
    case 'AwaitExpression':
    case 'TSAsExpression':
    case 'TSSatisfiesExpression':
    case 'TSNonNullExpression':
    case 'TSTypeAssertion':
      return needsValue(tree, parent, depth);
    case 'CallExpression':
    case 'NewExpression':
      return parent.callee === value;
    case 'SpreadElement':
      return tree.parentOf(parent)?.type !== 'ObjectExpression';
    case 'ForOfStatement':
      return parent.right === value;
    case 'TaggedTemplateExpression':
      return parent.tag === value;
    case 'BinaryExpression':
      return /^(in|instanceof)$/.test(parent.operator) && parent.right === value;
    case 'YieldExpression':
      return parent.delegate;
    case 'VariableDeclarator':
      return parent.id.type === 'Identifier'
        ? isHeldAndNeeded(tree, parent.id, depth)
        : parent.init === value;
    case 'AssignmentExpression':
      return parent.right === value && /^(Array|Object)Pattern$/.test(parent.left.type);
    default:
      return false;
  }
}

/** A variable on the way to another is followed this far. */
const LONGEST_WAY = 3;

function isHeldAndNeeded(tree: SyntaxTree, name: Node, depth: number): boolean {
  if (depth === LONGEST_WAY) return false;
  const references = scopesOf(tree).bindingOf(name)?.references ?? [];
  return references.some(
    ({ identifier, access }) =>
      access === 'read' &&
      needsValue(tree, identifier, depth + 1) &&
      !isAsked(tree, identifier, tree.textOf(identifier)),
  );
}
