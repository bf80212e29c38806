import type { Node } from '@babel/types';
import type { Reference } from '../syntax/binding.ts';
import { functionAround } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** Uses that cannot touch the body, so that the copy still finds it. */
export function leavesBody(
  tree: SyntaxTree,
  { identifier, access }: Reference,
  region: Node,
): boolean {
  const parent = tree.parentOf(identifier);
  if (access !== 'read' || parent === undefined) return false;
  // A function made before the copy may run after it.
  const isNow = (functionAround(tree, identifier) ?? tree.program) === region;
  switch (parent.type) {
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return isNow && parent.object === identifier && HARMLESS.has(memberName(parent) ?? '');
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'LogicalExpression':
      return isTest(tree, identifier);
    case 'UnaryExpression':
    case 'BinaryExpression':
      return true;
    case 'ReturnStatement':
      return isNow;
    default:
      return false;
  }
}

/** Uses to which a copy is as good as the original, and that a change of its headers does not alter. */
export function isSameOfCopy(tree: SyntaxTree, { identifier, access }: Reference): boolean {
  const parent = tree.parentOf(identifier);
  if (access !== 'read') return false;
  if (parent?.type !== 'MemberExpression') return isTest(tree, identifier);
  return parent.object === identifier && COPIED.has(memberName(parent) ?? '');
}

/** Only its being there matters: `if (hit && …)`. */
function isTest(tree: SyntaxTree, node: Node): boolean {
  const parent = tree.parentOf(node);
  if (parent?.type === 'LogicalExpression') return isTest(tree, parent);
  if (parent?.type === 'UnaryExpression') return true;
  return (
    (parent?.type === 'IfStatement' || parent?.type === 'ConditionalExpression') &&
    parent.test === node
  );
}

const COPIED = new Set(['cf', 'method', 'ok', 'redirected', 'status', 'statusText', 'type', 'url']);
const HARMLESS = new Set([...COPIED, 'bodyUsed', 'clone', 'headers', 'signal', 'webSocket']);
