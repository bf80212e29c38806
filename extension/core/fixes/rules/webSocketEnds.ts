import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import {
  type EndUse,
  expressionFor,
  type PairUses,
  pairsIn,
  usesOf,
} from '../webSockets/webSocketPair.ts';

/**
 * QF-02: one end of a WebSocketPair is both accepted and returned. Swapped ends are no mistake: which end
 * is kept does not matter as long as the other one is returned.
 */
export const webSocketEnds: FixRule = {
  id: 'QF-02',
  codes: ['rt:websocket-returned-after-accept', 'rt:websocket-not-accepted'],
  find({ tree, nodes }) {
    // Measured: `Can't return WebSocket in a Response after calling accept()` comes without a stack.
    return pairsIn(tree, nodes)
      .flatMap((pair) => mistakeIn(usesOf(tree, pair)) ?? [])
      .map((mistake) => ({ ...mistake, fixes: () => useOtherEnd(tree, mistake) }));
  },
};

interface Mistake {
  readonly node: EndUse['node'];
  readonly subject: PairUses['pair'];
  readonly accepted: EndUse;
  readonly returned: readonly EndUse[];
  readonly kept: 'accepted' | 'other';
}

function mistakeIn({ pair, uses, escapes }: PairUses): Mistake | undefined {
  const returned = uses.filter(({ role }) => role === 'returned');
  const [accepted, ...acceptedToo] = uses.filter(({ role }) => role === 'accept');
  if (escapes || accepted === undefined || acceptedToo.length > 0) return undefined;
  const [first] = returned;
  if (first === undefined || returned.some(({ end }) => end !== accepted.end)) return undefined;

  // The end that the program speaks and listens on is the one it means to keep.
  const worked = uses.filter(({ role }) => role !== 'accept' && role !== 'returned');
  const isWorked = worked.some(({ end }) => end === accepted.end);
  const isOtherWorked = worked.some(({ end }) => end !== accepted.end);
  if (isWorked && isOtherWorked) return undefined;
  const kept = isOtherWorked ? 'other' : 'accepted';
  return { node: first.node, subject: pair, accepted, returned, kept };
}

function useOtherEnd(tree: SyntaxTree, { subject, accepted, returned, kept }: Mistake): Fix[] {
  const changed = kept === 'accepted' ? returned : [accepted];
  const edits = new EditBuilder();
  let title = '';
  for (const { node, end } of changed) {
    const other = expressionFor(tree, subject, end === '0' ? '1' : '0', node);
    if (other === undefined) return [];
    const property = tree.parentOf(node);
    const isShorthand = property?.type === 'ObjectProperty' && property.shorthand;
    edits.replace(startOf(node), endOf(node), isShorthand ? `webSocket: ${other}` : other);
    title =
      kept === 'accepted'
        ? t('Return `{0}`, the other end of the WebSocketPair', other)
        : t('Accept `{0}`, the end that is not returned', other);
  }
  return [{ rule: 'QF-02', title, safety: 'safe', edits: edits.build() }];
}
