import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { quoted } from '../edits/codeStyle.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { neverSettles } from '../worker/unsettledPromise.ts';

/** QF-06: the answer waits for a promise that nothing can settle. */
export const hangingPromise: FixRule = {
  id: 'QF-06',
  codes: ['rt:hung'],
  find({ tree, nodes, message }) {
    // In a Durable Object, or behind a socket, such a wait may be meant.
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      const promise = waitedFor(tree, node);
      if (promise === undefined || !neverSettles(tree, promise)) return [];
      return [{ node, subject: node, fixes: () => giveUpInTime(tree, promise) }];
    });
  },
};

/** What `await` waits for, or what a function answers with. */
function waitedFor(tree: SyntaxTree, node: Node): Node | undefined {
  if (node.type === 'AwaitExpression') return node.argument;
  if (node.type === 'ReturnStatement') return node.argument ?? undefined;
  const parent = tree.parentOf(node);
  const isBody = parent && isFunction(parent) && parent.body === node;
  return isBody && node.type !== 'BlockStatement' ? node : undefined;
}

function giveUpInTime(tree: SyntaxTree, promise: Node): Fix[] {
  const owner = functionAround(tree, promise);
  const scopes = scopesOf(tree);
  const isFree = ['scheduler', 'Promise'].every((name) => !scopes.lookUp(name, promise));
  if (owner === undefined || !isFree) return [];
  const text = quoted(tree, 'timed out');
  const edits = new EditBuilder();
  edits.insert(startOf(promise), 'Promise.race([');
  edits.insert(
    endOf(promise),
    `, scheduler.wait(10_000).then(() => { throw new Error(${text}); })])`,
  );
  const title = t('Wait at most 10 seconds: nothing settles this promise');
  return [{ rule: 'QF-06', title, safety: 'review', edits: edits.build() }];
}
