import type { Node } from '@babel/types';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isEndHandler } from './handledSocket.ts';
import { memoryUse } from './memoryUse.ts';
import type { SocketMemory } from './socketMemory.ts';

/**
 * The expression for the sockets that the field would hold at the node. Measured: a socket that was closed
 * is still among those of the runtime while its handler runs, and as long as the client has not answered.
 */
export function connectedSockets(tree: SyntaxTree, memory: SocketMemory, at: Node): string {
  if (readsState(at) || !meetsLeaving(tree, memory, at)) return memory.all;
  const open = scopesOf(tree).lookUp('WebSocket', at) ? '1' : 'WebSocket.OPEN';
  return `${memory.all}.filter((one) => one.readyState === ${open})`;
}

/** A loop that looks at the state of each itself. */
function readsState(loop: Node): boolean {
  return descendantsOf(loop).some(
    (node) => node.type === 'MemberExpression' && memberName(node) === 'readyState',
  );
}

/** Where a socket is taken out of the field while it is connected, or while the runtime tells of its end. */
function meetsLeaving(tree: SyntaxTree, memory: SocketMemory, at: Node): boolean {
  const methods = memory.uses
    .filter((use) => memoryUse(tree, memory, use)?.kind === 'forget')
    .map((use) => methodAround(tree, use));
  const here = methodAround(tree, at);
  const name = here?.type === 'ClassMethod' ? keyOf(here) : undefined;
  return methods.some((method) => {
    if (method === undefined || !isEndHandler(method)) return true;
    if (method === here) return true;
    return descendantsOf(method).some(
      (node) => node.type === 'MemberExpression' && memberName(node) === name,
    );
  });
}

function methodAround(tree: SyntaxTree, node: Node): Node | undefined {
  return [node, ...tree.ancestorsOf(node)].find(({ type }) => type === 'ClassMethod');
}
