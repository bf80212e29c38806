import type { Node, SwitchStatement } from '@babel/types';
import { isFunction } from './functions.ts';
import { descendantsOf } from './syntaxTree.ts';

/** No path through the statement comes to what stands behind it: each returns, throws or never ends. */
export function endsPath(node: Node): boolean {
  switch (node.type) {
    case 'ReturnStatement':
    case 'ThrowStatement':
      return true;
    case 'BlockStatement':
      return node.body.some(endsPath);
    case 'IfStatement':
      return node.alternate ? endsPath(node.consequent) && endsPath(node.alternate) : false;
    case 'TryStatement':
      if (node.finalizer && endsPath(node.finalizer)) return true;
      return endsPath(node.block) && (!node.handler || endsPath(node.handler.body));
    case 'SwitchStatement':
      return everyCaseEnds(node);
    case 'WhileStatement':
    case 'DoWhileStatement':
      return node.test.type === 'BooleanLiteral' && node.test.value && !breaks(node.body);
    case 'ForStatement':
      return !node.test && !breaks(node.body);
    default:
      return false;
  }
}

function everyCaseEnds({ cases }: SwitchStatement): boolean {
  const last = cases[cases.length - 1];
  return (
    last?.consequent.some(endsPath) === true &&
    cases.some(({ test }) => !test) &&
    !cases.some(breaks)
  );
}

/** A `break` of an inner loop counts too: a doubt. */
function breaks(node: Node): boolean {
  for (const inner of descendantsOf(node, (one) => !isFunction(one))) {
    if (inner.type === 'BreakStatement') return true;
  }
  return false;
}
