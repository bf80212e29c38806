import type { Function as FunctionNode, Node } from '@babel/types';
import { entrypointsOf } from './entrypoints.ts';
import { functionAround } from './functions.ts';
import { descendantsOf, type SyntaxTree } from './syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** The function gives a Response, as far as the text tells: it is a `fetch` handler, or returns one. */
export function givesResponse(tree: SyntaxTree, owner: FunctionNode): boolean {
  if (entrypointsOf(tree).handlers.get('fetch') === owner) return true;
  for (const node of descendantsOf(owner)) {
    if (node.type !== 'ReturnStatement' || !node.argument) continue;
    if (functionAround(tree, node) === owner && isResponse(tree, node.argument)) return true;
  }
  return false;
}

function isResponse(tree: SyntaxTree, node: Node): boolean {
  const value = workerContextOf(tree).valueOf(node);
  const kind = value?.kind === 'promise' ? value.of.kind : value?.kind;
  return kind === 'response' || kind === 'fetchedResponse' || kind === 'cachedResponse';
}
