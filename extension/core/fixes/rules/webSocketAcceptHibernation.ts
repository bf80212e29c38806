import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../codeLayout.ts';
import { EditBuilder } from '../editBuilder.ts';
import type { Fix, FixContext, FixRule } from '../fixRule.ts';
import { unacceptedAt } from '../webSocketAcceptance.ts';

/** QF-02: the alternative in a Durable Object, whose sockets can hibernate. */
export const webSocketAcceptHibernation: FixRule = {
  id: 'QF-02',
  codes: ['rt:websocket-not-accepted'],
  propose({ tree, offset }: FixContext): Fix | undefined {
    const end = unacceptedAt(tree, offset);
    // Listeners on a socket that can hibernate never run.
    if (end?.durableObject === undefined || end.hasListeners) return undefined;
    const code = `this.ctx.acceptWebSocket(${end.text})`;
    const edits = new EditBuilder();
    insertBefore(edits, tree, end.anchor, code);
    return {
      rule: 'QF-02',
      title: t('Insert `{0}`', code),
      safety: 'review',
      edits: edits.build(),
    };
  },
};
