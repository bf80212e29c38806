import { isFunction } from '../fixes/syntax/functions.ts';
import { memberName } from '../fixes/syntax/pattern.ts';
import { descendantsOf } from '../fixes/syntax/syntaxTree.ts';
import { memberNamed } from '../fixes/worker/classChain.ts';
import type { ModuleWalk, Site } from './moduleWalk.ts';

/** More than any handler calls; then the rest is not looked at. */
const MOST_FUNCTIONS = 300;

/**
 * The function and those that it calls by name or on `this`, in its own module and in others. What is called on
 * other objects is not known.
 */
export async function reachedFunctions(walk: ModuleWalk, start: Site): Promise<readonly Site[]> {
  const reached = [start];
  for (const { module, node } of reached) {
    for (const inner of descendantsOf(node)) {
      if (inner.type !== 'CallExpression' || reached.length >= MOST_FUNCTIONS) continue;
      const called = await calledBy(walk, { module, node: inner.callee });
      if (called !== undefined && !reached.some((each) => each.node === called.node)) {
        reached.push(called);
      }
    }
  }
  return reached;
}

async function calledBy(walk: ModuleWalk, { module, node }: Site): Promise<Site | undefined> {
  if (node.type === 'MemberExpression' && node.object.type === 'ThisExpression') {
    const name = memberName(node);
    const body = module.tree.ancestorsOf(node).find((outer) => outer.type === 'ClassBody');
    const member = name === undefined || !body ? undefined : memberNamed(module.tree, body, name);
    return member && { module, node: member };
  }
  const site = await walk.settle(module, module.names.meaningOf(node));
  return site !== undefined && isFunction(site.node) ? site : undefined;
}
