import type { Node } from '@babel/types';
import { awaitsOfPromise } from './syntax/laterPlaces.ts';
import { functionAround, isFunction, statementsOf } from './syntax/functions.ts';
import { contains, descendantsOf, endOf, startOf, type SyntaxTree } from './syntax/syntaxTree.ts';

/** Something that may have failed. */
export interface Candidate {
  /** The expression or statement that fails. */
  readonly node: Node;
  /** Where its error may come too: what was made there fails later, in the same function. */
  readonly failsAt?: readonly Node[];
  /** What the edit is about: candidates with the same subject are fixed by the same edit. */
  readonly subject: unknown;
}

/**
 * How far the place is trusted. A frame names its statement, so what stands in another one failed
 * elsewhere, if at all; a handler is where the search for an exception without a frame begins.
 */
export type Reach = 'frame' | 'handler';

/** The nodes of the function around the offset, or of the whole module. */
export function nodesAround(tree: SyntaxTree, offset: number): Node[] {
  return [...descendantsOf(functionAround(tree, tree.nodeAt(offset)) ?? tree.program)];
}

/**
 * The candidate at the place: what contains the offset, else what is in the same statement, for the columns
 * of maps are not exact. From a handler the search widens to the line and the function, and never beyond.
 * Candidates about two subjects in one ring are a doubt, and a doubt is undefined.
 */
export function atPlace<C extends Candidate>(
  tree: SyntaxTree,
  offset: number,
  candidates: readonly C[],
  reach: Reach = 'frame',
): C | undefined {
  const here = tree.nodeAt(offset);
  const owner = functionAround(tree, here);
  const statement = statementAt(tree, here);
  const isOwn = ({ node }: Place<C>) => functionAround(tree, node) === owner;
  const isInside = ({ node }: Place<C>) => owner === undefined || contains(owner, startOf(node));
  // Without columns a map tells the start of the line, where no statement need be.
  const isOnLine = ({ node }: Place<C>) =>
    !/[\r\n]/.test(between(tree.source, offset, startOf(node)));
  const isInStatement = ({ node }: Place<C>) => statementAt(tree, node) === statement;
  const nearest = (places: readonly Place<C>[]): readonly Place<C>[][] => {
    const own = places.filter(isOwn);
    return [leastAround(own, offset), own.filter(statement ? isInStatement : isOnLine)];
  };
  const itself = candidates.map((candidate) => ({ candidate, node: candidate.node }));
  const later = candidates.flatMap((candidate) =>
    [...(candidate.failsAt ?? []), ...awaitsOfPromise(tree, candidate.node)].map((node) => ({
      candidate,
      node,
    })),
  );
  const inside = reach === 'frame' ? [] : itself.filter(isInside);
  const rings = [...nearest(itself), ...nearest(later), inside.filter(isOnLine), inside];
  return onlyOne(rings.find((ring) => ring.length > 0) ?? []);
}

function leastAround<C>(places: readonly Place<C>[], offset: number): Place<C>[] {
  const around = places.filter(({ node }) => contains(node, offset));
  const least = Math.min(...around.map(({ node }) => length(node)));
  return around.filter(({ node }) => length(node) === least);
}

interface Place<C> {
  readonly candidate: C;
  readonly node: Node;
}

function onlyOne<C extends Candidate>([first, ...others]: readonly Place<C>[]): C | undefined {
  const isOne = others.every(({ candidate }) => candidate.subject === first?.candidate.subject);
  return isOne ? first?.candidate : undefined;
}

function length(node: Node): number {
  return endOf(node) - startOf(node);
}

function between(source: string, a: number, b: number): string {
  return source.slice(Math.min(a, b), Math.max(a, b));
}

/** The innermost statement of a list around the node, or the expression that is a function's body. */
function statementAt(tree: SyntaxTree, node: Node): Node | undefined {
  if (statementsOf(node) !== undefined || isFunction(node)) return undefined;
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (statementsOf(outer) !== undefined) return inner;
    if (isFunction(outer)) return outer.body === inner ? inner : undefined;
    inner = outer;
  }
  return undefined;
}
