import type { Node } from '@babel/types';
import { functionAround, isFunction, statementsOf } from './syntax/functions.ts';
import { contains, descendantsOf, endOf, startOf, type SyntaxTree } from './syntax/syntaxTree.ts';

/** Something that may have failed. */
export interface Candidate {
  /** The expression or statement that fails. */
  readonly node: Node;
  /** What the edit is about: candidates with the same subject are fixed by the same edit. */
  readonly subject: unknown;
}

/**
 * How far the place is trusted. A frame names its function, so what stands in a function inside that one
 * failed elsewhere; a handler is where the search for an exception without a frame begins.
 */
export type Reach = 'frame' | 'handler';

/** The nodes of the function around the offset, or of the whole module. */
export function nodesAround(tree: SyntaxTree, offset: number): Node[] {
  return [...descendantsOf(functionAround(tree, tree.nodeAt(offset)) ?? tree.program)];
}

/**
 * The candidate at the place. Mapped columns are not exact, so the search widens: what contains the
 * offset, the same statement, the same line, the same function, and never beyond. Candidates about two
 * subjects in one ring are a doubt, and a doubt is undefined.
 */
export function atPlace<C extends Candidate>(
  tree: SyntaxTree,
  offset: number,
  candidates: readonly C[],
  reach: Reach = 'frame',
): C | undefined {
  const here = tree.nodeAt(offset);
  const owner = functionAround(tree, here);
  const inside = candidates.filter(
    ({ node }) => owner === undefined || contains(owner, startOf(node)),
  );
  const own = inside.filter(({ node }) => functionAround(tree, node) === owner);
  const around = own.filter(({ node }) => contains(node, offset));
  if (around.length > 0) {
    const least = Math.min(...around.map(({ node }) => length(node)));
    return onlyOne(around.filter(({ node }) => length(node) === least));
  }

  const statement = statementAt(tree, here);
  const onLine = (node: Node) => !/[\r\n]/.test(between(tree.source, offset, startOf(node)));
  const rings = [
    own.filter(({ node }) => statement !== undefined && contains(statement, startOf(node))),
    inside.filter(({ node }) => onLine(node)),
    reach === 'frame' ? own : inside,
  ];
  return onlyOne(rings.find((ring) => ring.length > 0) ?? []);
}

function onlyOne<C extends Candidate>([first, ...others]: readonly C[]): C | undefined {
  return others.every(({ subject }) => subject === first?.subject) ? first : undefined;
}

function length(node: Node): number {
  return endOf(node) - startOf(node);
}

function between(source: string, a: number, b: number): string {
  return source.slice(Math.min(a, b), Math.max(a, b));
}

/** The innermost statement of a list around the node, unless the node is the list itself. */
function statementAt(tree: SyntaxTree, node: Node): Node | undefined {
  if (statementsOf(node) !== undefined || isFunction(node)) return undefined;
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (statementsOf(outer) !== undefined) return inner;
    if (isFunction(outer)) return undefined;
    inner = outer;
  }
  return undefined;
}
