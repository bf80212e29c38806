import type { Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type WorkerContext, workerContextOf } from './workerContext.ts';

/** Where data comes from that may lack what the program expects. */
export type DataOrigin = 'request' | 'storage';

/** Where the value of `body.items` comes from: the variable at its root is followed one step. */
export function originOf(tree: SyntaxTree, value: Node): DataOrigin | undefined {
  const context = workerContextOf(tree);
  let root = withoutTypes(value);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  const binding = context.scopes.bindingOf(root);
  if (binding === undefined || !isConstant(binding)) return undefined;
  if (context.valueOf(root)?.kind === 'incomingRequest') return 'request';
  const { declaration } = binding;
  if (declaration.type !== 'VariableDeclarator' || !declaration.init) return undefined;
  for (const node of descendantsOf(declaration.init)) {
    const origin = originOfCall(context, node);
    if (origin !== undefined) return origin;
  }
  return undefined;
}

const BODIES = new Set(['json', 'formData', 'text']);
/** Of Hono: https://hono.dev/docs/api/request */
const PARTS = new Set([...BODIES, 'header', 'param', 'parseBody', 'queries', 'query', 'valid']);
const READS = new Set(['get', 'getWithMetadata', 'head', 'first', 'match']);
/** What a database is told before it is asked. */
const STATEMENTS = new Set(['bind', 'prepare', 'withSession']);

function originOfCall(context: WorkerContext, node: Node): DataOrigin | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const name = memberName(node.callee) ?? '';
  const owner = context.valueOf(askedBy(node.callee.object))?.kind;
  if (owner === 'honoRequest') return PARTS.has(name) ? 'request' : undefined;
  if (owner === 'incomingRequest' || owner === 'request') {
    return BODIES.has(name) ? 'request' : undefined;
  }
  const isStored = owner === 'binding' || owner === 'storage';
  return isStored && READS.has(name) ? 'storage' : undefined;
}

/** `env.DB` of `env.DB.prepare(query).bind(id)`. */
function askedBy(object: Node): Node {
  const call = withoutTypes(object);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return object;
  return STATEMENTS.has(memberName(call.callee) ?? '') ? askedBy(call.callee.object) : object;
}
