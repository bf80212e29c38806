import type { Node } from '@babel/types';
import { functionAround, listedStatement, thisOwner } from '../syntax/functions.ts';
import { memberNamed } from '../worker/classChain.ts';
import { entrypointClass } from '../worker/entrypoints.ts';
import { scopesOf } from '../syntax/scope.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type End, type EndUse, expressionFor, type PairUses } from './webSocketPair.ts';
import type { Speech } from './webSocketSpeech.ts';

/** An end that is used and accepted nowhere. */
export interface Unaccepted {
  /** How the end is written before `anchor`. */
  readonly text: string;
  /** The statement before which it can be accepted. */
  readonly anchor: Node;
  readonly hasListeners: boolean;
  /** The Durable Object whose method makes the pair. */
  readonly durableObject: { readonly receivesMessages: boolean } | undefined;
}

/** As below, of the end that a call speaks on. */
export function unacceptedBy(tree: SyntaxTree, { pair, end }: Speech): Unaccepted | undefined {
  return unaccepted(tree, pair, end);
}

/** Undefined when some end is accepted, when other code may accept, and when the end is the returned one. */
export function unaccepted(
  tree: SyntaxTree,
  { pair, uses, escapes }: PairUses,
  spoken: End,
): Unaccepted | undefined {
  const own = uses.filter(({ end }) => end === spoken);
  const isTaken = own.some(({ role }) => role === 'returned' || role === 'passed');
  if (escapes || isTaken || uses.some(({ role }) => role === 'accept')) return undefined;

  const returned = uses.find(({ role }) => role === 'returned');
  const anchor =
    own.length > 0 || returned === undefined
      ? firstStatement(tree, own)
      : listedStatement(tree, returned.node);
  if (anchor === undefined) return undefined;
  const text = expressionFor(tree, pair, spoken, anchor);
  if (text === undefined) return undefined;
  return {
    text,
    anchor,
    hasListeners: own.some(({ role }) => role === 'listen'),
    durableObject: durableObjectAround(tree, anchor),
  };
}

/** The first statement that uses the end, in the block where the end or its pair got a name. */
function firstStatement(tree: SyntaxTree, uses: readonly EndUse[]): Node | undefined {
  const [first] = uses;
  if (first === undefined) return undefined;
  const name = first.node.type === 'MemberExpression' ? first.node.object : first.node;
  const binding = scopesOf(tree).bindingOf(name);
  const declaration = binding && tree.parentOf(binding.declaration);
  if (declaration === undefined) return undefined;
  const anchor = listedStatement(tree, first.node, tree.parentOf(declaration));
  if (anchor === undefined || startOf(anchor) < startOf(declaration)) return undefined;
  return functionAround(tree, anchor) === functionAround(tree, declaration) ? anchor : undefined;
}

function durableObjectAround(tree: SyntaxTree, node: Node): Unaccepted['durableObject'] {
  const method = thisOwner(tree, node);
  const body = method && tree.parentOf(method);
  if (body?.type !== 'ClassBody' || entrypointClass(tree, body) !== 'DurableObject')
    return undefined;
  return { receivesMessages: memberNamed(tree, body, 'webSocketMessage') !== undefined };
}
