import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../codeLayout.ts';
import { EditBuilder } from '../editBuilder.ts';
import type { Fix, FixContext, FixRule } from '../fixRule.ts';
import { unacceptedAt } from '../webSocketAcceptance.ts';

/** QF-02: an end is used and no end is accepted: accept it in the standard way. */
export const webSocketAcceptMissing: FixRule = {
  id: 'QF-02',
  codes: ['rt:websocket-not-accepted'],
  propose({ tree, offset }: FixContext): Fix | undefined {
    const end = unacceptedAt(tree, offset);
    // After `accept()` a Durable Object's `webSocketMessage` is never called.
    if (end === undefined || end.durableObject?.receivesMessages === true) return undefined;
    const code = `${end.text}.accept()`;
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
