import type { Function as FunctionNode, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertGuard, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Safety } from '../fixRule.ts';
import { functionAround, isFunction, listedStatement } from '../syntax/functions.ts';
import { onlyCallOf } from '../syntax/localCalls.ts';
import { requestNear } from '../worker/requestNear.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { isUpgradeTested } from '../webSockets/upgradeTest.ts';
import { pairsIn, usesOf } from '../webSockets/webSocketPair.ts';

/** QF-01: a WebSocket is returned to whoever asks, also to those who did not ask for one. */
export const upgradeCheck: FixRule = {
  id: 'QF-01',
  codes: ['rt:websocket-without-upgrade'],
  find({ tree, nodes, message }) {
    return pairsIn(tree, nodes).flatMap((pair) => {
      const owner = functionAround(tree, pair);
      const returned = usesOf(tree, pair).uses.find(({ role }) => role === 'returned');
      if (owner === undefined || returned === undefined) return [];
      if (!isAnswer(tree, returned.node, owner) || isUpgradeTested(tree, pair)) return [];
      return { node: pair, subject: pair, fixes: () => testFirst(tree, pair, owner, message) };
    });
  },
};

/** The function returns the response itself, so it can return another one. */
function isAnswer(tree: SyntaxTree, part: Node, owner: FunctionNode): boolean {
  for (const outer of tree.ancestorsOf(part)) {
    if (outer.type === 'ReturnStatement' || outer.type === 'VariableDeclarator') return true;
    if (isFunction(outer)) return outer === owner && outer.body.type !== 'BlockStatement';
  }
  return false;
}

function testFirst(tree: SyntaxTree, pair: Node, owner: FunctionNode, message: string): Fix[] {
  // The error shows that nothing in front of the Worker or the object asks.
  const safety = message === '' ? 'review' : 'safe';
  const here = testBefore(tree, pair, safety);
  if (here !== undefined) return [here];
  const call = onlyCallOf(tree, owner);
  const caller = call && functionAround(tree, call);
  if (call === undefined || caller === undefined || !isAnswer(tree, call, caller)) return [];
  const there = testBefore(tree, call, 'review');
  return there ? [there] : [];
}

function testBefore(tree: SyntaxTree, node: Node, safety: Safety): Fix | undefined {
  const anchor = listedStatement(tree, node);
  if (anchor === undefined) return undefined;
  const request = requestNear(tree, anchor);
  if (request === undefined) return undefined;
  if (!request.hono && scopesOf(tree).lookUp('Response', anchor)) return undefined;
  const text = (words: string) => quoted(tree, words);
  const body = text('Expected WebSocket upgrade');
  const headers = `{ Upgrade: ${text('websocket')} }`;
  const edits = new EditBuilder();
  insertGuard(edits, tree, anchor, {
    test: `${request.header}(${text('Upgrade')})?.toLowerCase() !== ${text('websocket')}`,
    exit: request.hono
      ? `return ${request.hono}.text(${body}, 426, ${headers})`
      : `return new Response(${body}, { status: 426, headers: ${headers} })`,
  });
  return {
    rule: 'QF-01',
    title: t('Answer 426 to a request that asks for no WebSocket'),
    safety: request.proven ? safety : 'review',
    edits: edits.build(),
  };
}
