import type { MemberExpression, Node } from '@babel/types';
import { withoutTypes } from './pattern.ts';

/** `socket`, `this.socket`, `peers[0]`, `peers[index]`: reading it twice gives the same and does nothing else. */
export function isPlainReference(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
      return true;
    case 'TSNonNullExpression':
      return isPlainReference(node.expression);
    case 'MemberExpression':
      return isPlainKey(node) && isPlainReference(withoutTypes(node.object));
    default:
      return false;
  }
}

function isPlainKey({ computed, property }: MemberExpression): boolean {
  return !computed || ['Identifier', 'NumericLiteral', 'StringLiteral'].includes(property.type);
}
