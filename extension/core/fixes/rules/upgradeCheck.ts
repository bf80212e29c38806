import type { Function as FunctionNode, NewExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertGuard, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Safety } from '../fixRule.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { onlyCallOf } from '../syntax/localCalls.ts';
import { requestNear } from '../worker/requestNear.ts';
import { scopesOf } from '../syntax/scope.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { upgradePath } from '../webSockets/upgradePath.ts';
import { isUpgradeTested } from '../webSockets/upgradeTest.ts';
import { pairsIn, usesOf } from '../webSockets/webSocketPair.ts';

/** QF-01: a WebSocket is returned to whoever asks, also to those who did not ask for one. */
export const upgradeCheck: FixRule = {
  id: 'QF-01',
  codes: ['rt:websocket-without-upgrade'],
  find({ tree, nodes, message }) {
    return pairsIn(tree, nodes).flatMap((pair) => {
      const owner = functionAround(tree, pair);
      const answers = answersOf(tree, pair);
      const [returned] = answers;
      if (owner === undefined || returned === undefined) return [];
      if (!isAnswer(tree, returned, owner)) return [];
      if (answers.every((answer) => isUpgradeTested(tree, answer))) return [];
      return { node: pair, subject: pair, fixes: () => testFirst(tree, pair, owner, message) };
    });
  },
};

/** The ends that are returned to the client. */
function answersOf(tree: SyntaxTree, pair: NewExpression): Node[] {
  const { uses } = usesOf(tree, pair);
  return uses.filter(({ role }) => role === 'returned').map(({ node }) => node);
}

/** The function returns the response itself, so it can return another one. */
function isAnswer(tree: SyntaxTree, part: Node, owner: FunctionNode): boolean {
  for (const outer of tree.ancestorsOf(part)) {
    if (outer.type === 'ReturnStatement' || outer.type === 'VariableDeclarator') return true;
    if (isFunction(outer)) return outer === owner && outer.body.type !== 'BlockStatement';
  }
  return false;
}

function testFirst(
  tree: SyntaxTree,
  pair: NewExpression,
  owner: FunctionNode,
  message: string,
): Fix[] {
  const place = upgradePath(tree, pair, answersOf(tree, pair));
  // The error shows that nothing in front of the Worker or the object asks.
  const isSure = message !== '' && place !== undefined && !isUsedBefore(tree, pair, place);
  const here = place && testBefore(tree, place, isSure ? 'safe' : 'review');
  if (here !== undefined) return [here];
  const call = onlyCallOf(tree, owner);
  const caller = call && functionAround(tree, call);
  if (call === undefined || caller === undefined || !isAnswer(tree, call, caller)) return [];
  const outside = upgradePath(tree, call, [call]);
  const there = outside && testBefore(tree, outside, 'review');
  return there ? [there] : [];
}

/** An end that was accepted is left behind when the request is refused. */
function isUsedBefore(tree: SyntaxTree, pair: NewExpression, place: Node): boolean {
  return usesOf(tree, pair).uses.some(({ node }) => startOf(node) < startOf(place));
}

function testBefore(tree: SyntaxTree, anchor: Node, safety: Safety): Fix | undefined {
  const request = requestNear(tree, anchor);
  if (request === undefined) return undefined;
  if (!request.hono && scopesOf(tree).lookUp('Response', anchor)) return undefined;
  const text = (words: string) => quoted(tree, words);
  const body = text('Expected WebSocket upgrade');
  const headers = `{ Upgrade: ${text('websocket')} }`;
  const edits = new EditBuilder();
  for (const one of request.needed) edits.replace(one.start, one.end, one.text);
  insertGuard(edits, tree, anchor, {
    test: `${request.header}(${text('Upgrade')})?.toLowerCase() !== ${text('websocket')}`,
    exit: request.hono
      ? `return ${request.hono}.text(${body}, 426, ${headers})`
      : `return new Response(${body}, { status: 426, headers: ${headers} })`,
  });
  return {
    rule: 'QF-01',
    title: t('Return 426 to a request that does not ask for a WebSocket'),
    safety: request.proven && request.needed.length === 0 ? safety : 'review',
    edits: edits.build(),
  };
}
