import type { Node } from '@babel/types';
import { memberName } from './pattern.ts';
import { scopesOf } from './scope.ts';
import { contains, startOf, type SyntaxTree } from './syntaxTree.ts';

/** Some use of the variable asks whether there is a value: `if (x)`, `!x`, `x?.a`, `x ?? …`, `x === null`. */
export function isVariableTested(tree: SyntaxTree, name: Node): boolean {
  const references = scopesOf(tree).bindingOf(name)?.references ?? [];
  return references.some(({ identifier }) => isTested(tree, identifier));
}

/** As above, of a property: some use of the variable asks about `x.name`. */
export function isPropertyTested(tree: SyntaxTree, object: Node, name: string): boolean {
  const references = scopesOf(tree).bindingOf(object)?.references ?? [];
  return references.some(({ identifier }) => {
    const member = tree.parentOf(identifier);
    const isRead =
      (member?.type === 'MemberExpression' || member?.type === 'OptionalMemberExpression') &&
      member.object === identifier &&
      memberName(member) === name;
    return isRead && isTested(tree, member);
  });
}

function isTested(tree: SyntaxTree, value: Node): boolean {
  const parent = tree.parentOf(value);
  switch (parent?.type) {
    case 'UnaryExpression':
    case 'BinaryExpression':
    case 'LogicalExpression':
    case 'SwitchStatement':
      return true;
    case 'IfStatement':
    case 'ConditionalExpression':
    case 'WhileStatement':
      return contains(parent.test, startOf(value));
    case 'OptionalMemberExpression':
      return parent.object === value && parent.optional;
    case 'CallExpression':
      // `assert(socket)`, and whatever else may look at it.
      return parent.callee !== value;
    default:
      return false;
  }
}
