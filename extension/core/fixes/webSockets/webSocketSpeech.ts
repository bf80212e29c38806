import type { Node } from '@babel/types';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type End, type PairUses, usesOf } from './webSocketPair.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** A `send` or `close` on an end of a WebSocketPair, and all that happens to the pair. */
export interface Speech {
  readonly node: Node;
  /** One edit serves all calls on one end. */
  readonly subject: string;
  readonly end: End;
  readonly pair: PairUses;
}

/** Every `send()` and `close()` among the nodes on an end of a WebSocketPair. */
export function speechesIn(tree: SyntaxTree, nodes: readonly Node[]): Speech[] {
  const context = workerContextOf(tree);
  const speeches: Speech[] = [];
  for (const node of nodes) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const value = context.valueOf(node.callee.object);
    if (value?.kind !== 'webSocketEnd') continue;
    const { end } = value;
    const pair = usesOf(tree, value.pair);
    if (!pair.uses.some(({ call, role }) => call === node && role === 'speak')) continue;
    speeches.push({ node, subject: `${startOf(value.pair)}/${end}`, end, pair });
  }
  return speeches;
}
