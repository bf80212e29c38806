import type { Function as FunctionNode, Node } from '@babel/types';
import { functionNamed } from './detachedMethod.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import type { NativeKind } from './workerValue.ts';

/** The expression is a promise of input or output that goes on after it was made. */
export function startsWork(tree: SyntaxTree, node: Node): boolean {
  const call = withoutTypes(node);
  if (call.type !== 'CallExpression' && call.type !== 'OptionalCallExpression') return false;
  const callee = withoutTypes(call.callee);
  const { scopes } = workerContextOf(tree);
  if (scopes.isGlobal(callee, 'fetch')) return true;
  if (isFunction(callee)) return works(tree, callee);
  if (callee.type === 'MemberExpression' || callee.type === 'OptionalMemberExpression') {
    const name = memberName(callee) ?? '';
    if (CHAINS.has(name) && startsWork(tree, callee.object)) return true;
    if (scopes.isGlobal(callee.object, 'Promise') && COMBINES.has(name)) {
      const [list] = call.arguments;
      const all = list?.type === 'ArrayExpression' ? list.elements : [];
      return all.some((one) => one !== null && startsWork(tree, one));
    }
  }
  const method = workerContextOf(tree).valueOf(callee);
  if (method?.kind === 'method') return WORK[method.owner]?.has(method.name) ?? false;
  const named = functionNamed(tree, callee);
  return named !== undefined && works(tree, named);
}

const CHAINS = new Set(['then', 'catch', 'finally']);
const COMBINES = new Set(['all', 'allSettled', 'any', 'race']);

/**
 * Methods that give a promise, whichever binding it is. A data point of Analytics Engine is written at
 * once, and what a Durable Object stores is safe without waiting.
 */
const WORK: Partial<Record<NativeKind, ReadonlySet<string>>> = {
  binding: new Set(['put', 'delete', 'send', 'sendBatch', 'fetch']),
  cache: new Set(['put', 'delete', 'match']),
  scheduler: new Set(['wait']),
};

const known = new WeakMap<FunctionNode, boolean>();

/** The function waits for work, or returns it: it has not ended when it returns. */
function works(tree: SyntaxTree, owner: FunctionNode): boolean {
  const answer = known.get(owner);
  if (answer !== undefined) return answer;
  // Set first: functions that call each other end here.
  known.set(owner, false);
  const isWorking = !owner.generator && passes(tree, owner);
  known.set(owner, isWorking);
  return isWorking;
}

function passes(tree: SyntaxTree, owner: FunctionNode): boolean {
  if (owner.body.type !== 'BlockStatement') {
    const value = owner.body.type === 'AwaitExpression' ? owner.body.argument : owner.body;
    return startsWork(tree, value);
  }
  for (const node of descendantsOf(owner.body, (inner) => !isFunction(inner))) {
    if (node.type === 'AwaitExpression' && startsWork(tree, node.argument)) return true;
    if (node.type === 'ReturnStatement' && node.argument && startsWork(tree, node.argument)) {
      return true;
    }
  }
  return false;
}
