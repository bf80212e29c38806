import type { ClassBody, Node } from '@babel/types';
import { functionAround, listedStatement, thisOwner } from './functions.ts';
import { entrypointClass } from './entrypoints.ts';
import { keyOf } from './pattern.ts';
import { scopesOf } from './scope.ts';
import { startOf, type SyntaxTree } from './syntaxTree.ts';
import { type EndUse, expressionFor } from './webSocketPair.ts';
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

/** Undefined when some end is accepted, when other code may accept, and when the end is the returned one. */
export function unacceptedBy(tree: SyntaxTree, speech: Speech): Unaccepted | undefined {
  const { pair, uses, escapes } = speech.pair;
  const own = uses.filter(({ end }) => end === speech.end);
  const isTaken = own.some(({ role }) => role === 'returned' || role === 'passed');
  if (escapes || isTaken || uses.some(({ role }) => role === 'accept')) return undefined;

  const anchor = firstStatement(tree, own);
  if (anchor === undefined) return undefined;
  const text = expressionFor(tree, pair, speech.end, anchor);
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
  return { receivesMessages: hasMethod(body, 'webSocketMessage') };
}

function hasMethod(body: ClassBody, name: string): boolean {
  return body.body.some((member) => member.type === 'ClassMethod' && keyOf(member) === name);
}
