import type { Node } from '@babel/types';
import {
  type Addition,
  additionAt,
  type CollectionKind,
  collectionKind,
  removesAt,
} from '../syntax/collectionUse.ts';
import { isConditional, LOOPS } from '../syntax/executionOrder.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { onlyCallOf } from '../syntax/localCalls.ts';
import { runsAtStart } from '../syntax/moduleScope.ts';
import { memberName } from '../syntax/pattern.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isHandler } from './invocation.ts';
import { type ModuleState, moduleStateOf } from './moduleState.ts';

/** A collection in module scope that functions add to, and from which nothing is ever removed. */
export interface GrowingCollection {
  readonly state: ModuleState;
  readonly kind: Exclude<CollectionKind, 'Object'>;
  readonly additions: readonly Addition[];
}

const known = new WeakMap<SyntaxTree, readonly GrowingCollection[]>();

/** Collections that grow as long as the isolate lives; one that is handed on may be emptied elsewhere. */
export function growingCollectionsOf(tree: SyntaxTree): readonly GrowingCollection[] {
  let found = known.get(tree);
  if (found === undefined) {
    found = moduleStateOf(tree).flatMap((state) => {
      const kind = state.init && collectionKind(tree, state.init);
      if (!kind || kind === 'Object') return [];
      const additions = state.uses.flatMap((use) => {
        const addition = additionAt(tree, use);
        // `list[n] = value` may write over what is there.
        const isNew = addition !== undefined && addition.method !== '';
        return isNew && !runsAtStart(tree, use) ? addition : [];
      });
      const isGrowing = additions.length > 0 && state.uses.every((use) => stays(tree, use));
      return isGrowing ? [{ state, kind, additions }] : [];
    });
    known.set(tree, found);
  }
  return found;
}

/** The use takes nothing out, does not ask how much there is, and hands the collection to nobody. */
function stays(tree: SyntaxTree, use: Node): boolean {
  const parent = tree.parentOf(use);
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === use && !removesAt(tree, use) && !isCounted(tree, parent);
    case 'ForOfStatement':
      return parent.right === use;
    case 'SpreadElement':
      return true;
    case 'CallExpression':
      return READERS.has(tree.textOf(parent.callee));
    default:
      return false;
  }
}

const READERS = new Set(['Array.from', 'JSON.stringify', 'Object.fromEntries', 'Response.json']);

/** `if (cache.size > 100)`: the program knows. */
function isCounted(tree: SyntaxTree, member: Node): boolean {
  const name = member.type === 'MemberExpression' ? memberName(member) : undefined;
  const outer = tree.parentOf(member);
  const isCompared = outer?.type === 'BinaryExpression' || outer?.type === 'VariableDeclarator';
  return (name === 'size' || name === 'length') && isCompared;
}

/** Each event of the Worker comes here: in its handler, or in what the handler always calls. */
export function runsForEachEvent(
  tree: SyntaxTree,
  node: Node,
  seen: readonly Node[] = [],
): boolean {
  const owner = functionAround(tree, node);
  if (owner === undefined || seen.includes(owner)) return false;
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (outer === owner) break;
    if (!LOOPS.has(outer.type) && isConditional(tree, inner)) return false;
    inner = outer;
  }
  if (mayLeaveBefore(owner, node)) return false;
  if (isHandler(tree, owner)) return true;
  const call = onlyCallOf(tree, owner);
  return call !== undefined && runsForEachEvent(tree, call, [...seen, owner]);
}

function mayLeaveBefore(owner: Node, node: Node): boolean {
  return descendantsOf(owner, (inner) => !isFunction(inner)).some((one) => {
    const isExit = one.type === 'ReturnStatement' || one.type === 'ThrowStatement';
    return isExit && endOf(one) <= startOf(node);
  });
}
