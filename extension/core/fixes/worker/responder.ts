import type { Function as FunctionNode } from '@babel/types';
import { respondersOf, givesResponse, returnedBy } from './responders.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** The function answers with a Response, as far as the text tells: it may return another one early. */
export function isResponder(tree: SyntaxTree, owner: FunctionNode): boolean {
  if (respondersOf(tree).some((responder) => responder === owner)) return true;
  // Handlers and middleware of Hono, and what answers its errors.
  const context = workerContextOf(tree);
  if (owner.params.some((one) => context.valueOf(one)?.kind === 'honoContext')) return true;
  const type = 'returnType' in owner ? owner.returnType : undefined;
  if (type) return /^:\s*(?:Promise<\s*)?Response\b/.test(tree.textOf(type));
  return Array.from(returnedBy(tree, owner)).some((value) => givesResponse(tree, value));
}
