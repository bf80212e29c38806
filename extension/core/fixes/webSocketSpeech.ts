import type { NewExpression, Node } from '@babel/types';
import { atPlace, nodesAround } from './place.ts';
import type { SyntaxTree } from './syntaxTree.ts';
import { type End, type PairUses, usesOf } from './webSocketPair.ts';
import { workerContextOf } from './workerContext.ts';

/** A `send` or `close` on an end of a WebSocketPair, and all that happens to the pair. */
export interface Speech {
  readonly node: Node;
  /** One edit serves all calls on one end. */
  readonly subject: string;
  readonly end: End;
  readonly pair: NewExpression;
}

/** The `send()` or `close()` at the place that failed because its end was not accepted. */
export function speechAt(
  tree: SyntaxTree,
  offset: number,
): { readonly speech: Speech; readonly pair: PairUses } | undefined {
  const context = workerContextOf(tree);
  const speeches: Speech[] = [];
  for (const node of nodesAround(tree, offset)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') continue;
    const { object } = node.callee;
    const value = context.valueOf(object);
    if (value?.kind !== 'webSocketEnd') continue;
    const { pair, end } = value;
    const isSpeech = usesOf(tree, pair).uses.some((u) => u.call === node && u.role === 'speak');
    if (isSpeech) speeches.push({ node, subject: `${pair.start ?? 0}/${end}`, end, pair });
  }
  const speech = atPlace(tree, offset, speeches);
  return speech && { speech, pair: usesOf(tree, speech.pair) };
}
