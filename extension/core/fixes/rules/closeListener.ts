import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { appendStatement } from '../edits/appendStatement.ts';
import { mustAnswerClose } from '../webSockets/closeReply.ts';
import { insertAfter, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Safety } from '../fixRule.ts';
import { isFunction, statementsOf } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf, listenerOf } from '../webSockets/webSocketCall.ts';
import {
  type EndUse,
  expressionFor,
  pairsIn,
  type PairUses,
  usesOf,
} from '../webSockets/webSocketPair.ts';

/**
 * QF-04: an accepted end does not answer a client's close. Measured with a date before 2026-04-07: the
 * invocation hangs until the runtime cancels it.
 */
export const closeListener: FixRule = {
  id: 'QF-04',
  codes: ['rt:hung'],
  find({ tree, nodes, message, project }) {
    const must = mustAnswerClose(project);
    // Without an error and without a date there is nothing that speaks for a mistake.
    if (must === false || (must === undefined && message === '')) return [];
    const safety = must === true ? 'safe' : 'review';
    return pairsIn(tree, nodes).flatMap((pair) => {
      const uses = usesOf(tree, pair);
      const accept = acceptOf(uses);
      if (accept?.call === undefined) return [];
      const { call } = accept;
      return { node: call, subject: pair, fixes: () => answer(tree, uses, accept, safety) };
    });
  },
};

/** The one plain `accept()`, when no other code has the end. */
function acceptOf({ uses, escapes }: PairUses): EndUse | undefined {
  const [accept, ...more] = uses.filter(({ role }) => role === 'accept');
  if (escapes || accept?.call === undefined || more.length > 0) return undefined;
  // `accept({ allowHalfOpen: true })` leaves it to the author when to close.
  const isPlain = accept.call.type === 'CallExpression' && accept.call.arguments.length === 0;
  const isPassed = uses.some(({ role, end }) => role === 'passed' && end === accept.end);
  return isPlain && !isPassed ? accept : undefined;
}

function answer(tree: SyntaxTree, { pair, uses }: PairUses, accept: EndUse, safety: Safety): Fix[] {
  const listeners: Node[] = [];
  for (const { end, role, node } of uses) {
    if (end !== accept.end || role !== 'listen') continue;
    const member = tree.parentOf(node);
    if (member?.type !== 'MemberExpression') return [];
    if (memberName(member) === 'onclose') return [];
    const call = tree.parentOf(member);
    const [listening] = call ? callsOf([call], 'addEventListener') : [];
    const listener = listening && listenerOf(listening, 'close');
    if (listener !== undefined) listeners.push(listener);
  }
  const edits = new EditBuilder();
  const [listener] = listeners;
  const at = listener ?? accept.node;
  const text = expressionFor(tree, pair, accept.end, at);
  if (text === undefined) return [];
  const close = `${text}.close()`;
  if (listener === undefined) {
    const statement = accept.call && tree.parentOf(accept.call);
    const block = statement && tree.parentOf(statement);
    if (statement?.type !== 'ExpressionStatement' || !block || !statementsOf(block)) return [];
    const event = quoted(tree, 'close');
    insertAfter(edits, tree, statement, `${text}.addEventListener(${event}, () => ${close})`);
  } else {
    const closes = listeners.some((one) => !isFunction(one) || callsClose(one));
    if (closes || !isFunction(listener)) return [];
    if (!appendStatement(edits, tree, listener, close)) return [];
  }
  const title = t('Answer the close of the client by `{0}`', close);
  return [{ rule: 'QF-04', title, safety, edits: edits.build() }];
}

function callsClose(listener: Node): boolean {
  return callsOf([...descendantsOf(listener)], 'close').length > 0;
}
