import type { Node } from '@babel/types';
import { isFunction } from './functions.ts';
import type { SyntaxTree } from './syntaxTree.ts';

/** The node runs while the module loads: in no function but one that is called on the spot. */
export function runsAtStart(tree: SyntaxTree, node: Node): boolean {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (isFunction(inner) && !isCalledOnTheSpot(inner, outer)) return false;
    if (outer.type === 'ClassProperty' || outer.type === 'ClassPrivateProperty') {
      if (!outer.static && outer.value === inner) return false;
    }
    inner = outer;
  }
  return true;
}

function isCalledOnTheSpot(called: Node, parent: Node): boolean {
  return parent.type === 'CallExpression' && parent.callee === called;
}
