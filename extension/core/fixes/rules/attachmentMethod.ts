import { t } from '../../../shared/l10n.ts';
import type { FixRule } from '../fixRule.ts';
import { endOf, startOf } from '../syntax/syntaxTree.ts';
import { callsOf, isWebSocket } from '../webSockets/webSocketCall.ts';

const METHODS = {
  serializeState: 'serializeAttachment',
  deserializeState: 'deserializeAttachment',
} as const;

/** QF-03: a method that WebSockets have never had, for the attachment of one that can hibernate. */
export const attachmentMethod: FixRule = {
  id: 'QF-03',
  codes: ['rt:serialize-state'],
  find({ tree, nodes, message }) {
    return Object.entries(METHODS).flatMap(([wrong, right]) => {
      const isProven = message.includes(`.${wrong} is not a function`);
      return callsOf(nodes, wrong).flatMap(({ call, socket }) => {
        const { callee } = call;
        if (!('computed' in callee) || callee.computed) return [];
        if (!isProven && !isWebSocket(tree, socket)) return [];
        const { property } = callee;
        const edits = [{ start: startOf(property), end: endOf(property), text: right }];
        const title = t('Call `{0}`', right);
        const fixes = () => [{ rule: 'QF-03', title, safety: 'safe' as const, edits }];
        return { node: call, subject: call, fixes };
      });
    });
  },
};
