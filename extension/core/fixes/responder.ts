import type { Function as FunctionNode, Node } from '@babel/types';
import { entrypointClass, entrypointsOf } from './entrypoints.ts';
import { functionAround } from './functions.ts';
import { keyOf } from './pattern.ts';
import { descendantsOf, type SyntaxTree } from './syntaxTree.ts';
import { type WorkerContext, workerContextOf } from './workerContext.ts';

/** The function answers with a Response: it may return another one early. */
export function isResponder(tree: SyntaxTree, owner: FunctionNode): boolean {
  if (isFetchHandler(tree, owner)) return true;
  const type = 'returnType' in owner ? owner.returnType : undefined;
  if (type) return /^:\s*(?:Promise<\s*)?Response\b/.test(tree.textOf(type));
  const context = workerContextOf(tree);
  if (owner.body.type !== 'BlockStatement') return isResponse(context, owner.body);
  for (const node of descendantsOf(owner.body)) {
    if (node.type !== 'ReturnStatement' || !node.argument) continue;
    if (functionAround(tree, node) === owner && isResponse(context, node.argument)) return true;
  }
  return false;
}

function isFetchHandler(tree: SyntaxTree, owner: FunctionNode): boolean {
  if (entrypointsOf(tree).handlers.get('fetch') === owner) return true;
  const body = tree.parentOf(owner);
  return (
    owner.type === 'ClassMethod' &&
    keyOf(owner) === 'fetch' &&
    body?.type === 'ClassBody' &&
    entrypointClass(tree, body) !== undefined
  );
}

/** `new Response(…)`, `Response.json(…)`. */
function isResponse({ scopes }: WorkerContext, node: Node): boolean {
  if (node.type !== 'NewExpression' && node.type !== 'CallExpression') return false;
  const { callee } = node;
  const maker = callee.type === 'MemberExpression' ? callee.object : callee;
  return scopes.isGlobal(maker, 'Response');
}
