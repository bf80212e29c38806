import type { Node, ObjectProperty } from '@babel/types';
import { thisOwner } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from './bindingCall.ts';

/** More spreads of spreads than options are made of. */
const DEEPEST = 5;

/**
 * The properties of this name in an object of options: written in place, spread into it, or held by a
 * constant or by a field of the class.
 */
export function propertiesNamed(
  tree: SyntaxTree,
  options: Node,
  name: string,
  depth = 0,
): ObjectProperty[] {
  if (depth > DEEPEST) return [];
  const inner = (node: Node) => propertiesNamed(tree, node, name, depth + 1);
  const value = withoutTypes(options);
  switch (value.type) {
    case 'ObjectExpression':
      return value.properties.flatMap((one) => {
        if (one.type === 'SpreadElement') return inner(one.argument);
        return one.type === 'ObjectProperty' && keyOf(one) === name ? [one] : [];
      });
    case 'LogicalExpression':
      return [...inner(value.left), ...inner(value.right)];
    case 'ConditionalExpression':
      return [...inner(value.consequent), ...inner(value.alternate)];
    case 'CallExpression':
      return tree.textOf(value.callee) === 'Object.assign' ? value.arguments.flatMap(inner) : [];
    case 'Identifier': {
      const constant = constantValue(tree, value);
      return constant === value ? [] : inner(constant);
    }
    case 'MemberExpression': {
      const held = heldBy(tree, value.object, memberName(value));
      return held ? inner(held) : [];
    }
    default:
      return [];
  }
}

/** `this.defaults` of a class, `OPTIONS.read` of a constant. */
function heldBy(tree: SyntaxTree, object: Node, name: string | undefined): Node | undefined {
  if (object.type !== 'ThisExpression') {
    const constant = constantValue(tree, object);
    if (constant.type !== 'ObjectExpression') return undefined;
    const found = constant.properties.find(
      (one) => one.type === 'ObjectProperty' && keyOf(one) === name,
    );
    return found?.type === 'ObjectProperty' ? found.value : undefined;
  }
  const owner = thisOwner(tree, object);
  const body = owner && tree.parentOf(owner);
  if (body?.type !== 'ClassBody') return undefined;
  for (const member of body.body) {
    const isField = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty';
    if (isField && keyOf(member) === name) return member.value ?? undefined;
  }
  return undefined;
}
