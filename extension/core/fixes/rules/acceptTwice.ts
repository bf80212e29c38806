import type { ClassBody, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { memberNamed } from '../worker/classChain.ts';
import { removeStatement } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointClass } from '../worker/entrypoints.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, statementsOf } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { type EndUse, pairsIn, usesOf } from '../webSockets/webSocketPair.ts';

/** QF-03: one end is accepted in both ways. */
export const acceptTwice: FixRule = {
  id: 'QF-03',
  codes: ['rt:websocket-accepted-twice'],
  find({ tree, nodes }) {
    return pairsIn(tree, nodes).flatMap((pair) => {
      const { uses } = usesOf(tree, pair);
      const accepts = uses.filter(({ role }) => role === 'accept');
      const plain = accepts.find((use) => methodOf(use) === 'accept');
      const hibernating = accepts.find((use) => methodOf(use) === 'acceptWebSocket');
      // To keep one of three leaves two.
      if (plain?.call === undefined || hibernating?.call === undefined) return [];
      if (accepts.length > 2 || hibernating.end !== plain.end) return [];
      const listens = uses.some(({ role, end }) => role === 'listen' && end === plain.end);
      const calls = { plain: plain.call, hibernating: hibernating.call, listens };
      return [plain.call, hibernating.call].map((node) => ({
        node,
        subject: pair,
        fixes: () => keepOne(tree, calls),
      }));
    });
  },
};

function methodOf({ call }: EndUse): string | undefined {
  const callee = call?.type === 'CallExpression' ? call.callee : undefined;
  return callee?.type === 'MemberExpression' ? memberName(callee) : undefined;
}

interface Calls {
  readonly plain: Node;
  readonly hibernating: Node;
  readonly listens: boolean;
}

function keepOne(tree: SyntaxTree, { plain, hibernating, listens }: Calls): Fix[] {
  const body = objectAround(tree, hibernating);
  if (body === undefined || functionAround(tree, plain) !== functionAround(tree, hibernating)) {
    return [];
  }
  // The listeners of a socket that can hibernate never run: without a handler they are what is meant.
  const isListener = listens && memberNamed(tree, body, 'webSocketMessage') === undefined;
  const removed = isListener ? hibernating : plain;
  const statement = tree.parentOf(removed);
  const block = statement && tree.parentOf(statement);
  if (statement?.type !== 'ExpressionStatement' || !block || !statementsOf(block)) return [];
  const edits = new EditBuilder();
  removeStatement(edits, tree, statement);
  const title = t('Remove `{0}`', tree.textOf(removed));
  const safety = isListener ? 'review' : 'safe';
  return [{ rule: 'QF-03', title, safety, edits: edits.build() }];
}

function objectAround(tree: SyntaxTree, node: Node): ClassBody | undefined {
  const body = tree.ancestorsOf(node).find((outer) => outer.type === 'ClassBody');
  return body && entrypointClass(tree, body) === 'DurableObject' ? body : undefined;
}
