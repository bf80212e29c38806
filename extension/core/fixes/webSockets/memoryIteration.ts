import type { ForOfStatement, Node } from '@babel/types';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** What an iteration gives: the sockets, what is held for them, or both. */
export type View = 'sockets' | 'values' | 'entries';

/** A loop over what a field holds, or a list of it. */
export type Iteration =
  | { readonly kind: 'loop'; readonly node: ForOfStatement; readonly view: View }
  | { readonly kind: 'list'; readonly node: Node; readonly view: View };

/** `for (… of all)`, `[...all]` and `Array.from(all)`. */
export function iterated(tree: SyntaxTree, all: Node, view: View): Iteration | undefined {
  const outer = tree.parentOf(all);
  if (outer?.type === 'ForOfStatement') {
    return outer.right === all && !outer.await ? { kind: 'loop', node: outer, view } : undefined;
  }
  if (view === 'entries') return undefined;
  if (outer?.type === 'CallExpression' && outer.arguments.length === 1) {
    const isFrom =
      outer.callee.type === 'MemberExpression' &&
      memberName(outer.callee) === 'from' &&
      scopesOf(tree).isGlobal(outer.callee.object, 'Array');
    return isFrom ? { kind: 'list', node: outer, view } : undefined;
  }
  const list = outer?.type === 'SpreadElement' ? tree.parentOf(outer) : undefined;
  const isWhole = list?.type === 'ArrayExpression' && list.elements.length === 1;
  return isWhole ? { kind: 'list', node: list, view } : undefined;
}
