import type { Node } from '@babel/types';
import { withoutTypes } from './pattern.ts';

/** `socket`, `this.socket`, `room.peer`: reading it twice gives the same and does nothing else. */
export function isPlainReference(node: Node): boolean {
  switch (node.type) {
    case 'Identifier':
    case 'ThisExpression':
      return true;
    case 'TSNonNullExpression':
      return isPlainReference(node.expression);
    case 'MemberExpression':
      return !node.computed && isPlainReference(withoutTypes(node.object));
    default:
      return false;
  }
}
