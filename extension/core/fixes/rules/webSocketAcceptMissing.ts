import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { unacceptedBy } from '../webSockets/webSocketAcceptance.ts';
import { type Speech, speechesIn } from '../webSockets/webSocketSpeech.ts';

/** QF-02: an end is used and no end is accepted: accept it in the standard way. */
export const webSocketAcceptMissing: FixRule = {
  id: 'QF-02',
  codes: ['rt:websocket-not-accepted'],
  find({ tree, nodes }) {
    return speechesIn(tree, nodes).map((speech) => ({
      ...speech,
      fixes: () => accept(tree, speech),
    }));
  },
};

function accept(tree: SyntaxTree, speech: Speech): Fix[] {
  const end = unacceptedBy(tree, speech);
  // After `accept()` a Durable Object's `webSocketMessage` is never called.
  if (end === undefined || end.durableObject?.receivesMessages === true) return [];
  const code = `${end.text}.accept()`;
  const edits = new EditBuilder();
  insertBefore(edits, tree, end.anchor, code);
  return [
    { rule: 'QF-02', title: t('Insert `{0}`', code), safety: 'review', edits: edits.build() },
  ];
}
