import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { unacceptedBy } from '../webSockets/webSocketAcceptance.ts';
import { type Speech, speechesIn } from '../webSockets/webSocketSpeech.ts';

/** QF-02: the alternative in a Durable Object, whose sockets can hibernate. */
export const webSocketAcceptHibernation: FixRule = {
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
  // Listeners on a socket that can hibernate never run.
  if (end?.durableObject === undefined || end.hasListeners) return [];
  const code = `this.ctx.acceptWebSocket(${end.text})`;
  const edits = new EditBuilder();
  insertBefore(edits, tree, end.anchor, code);
  return [
    { rule: 'QF-02', title: t('Insert `{0}`', code), safety: 'review', edits: edits.build() },
  ];
}
