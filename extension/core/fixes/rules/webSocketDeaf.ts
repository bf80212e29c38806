import type { NewExpression } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround } from '../syntax/functions.ts';
import { memberName, partsOf } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type Unaccepted, unaccepted } from '../webSockets/webSocketAcceptance.ts';
import { type End, type EndUse, pairsIn, usesOf } from '../webSockets/webSocketPair.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/**
 * QF-02: an end is returned and the other one is accepted nowhere. Measured: the client connects, nothing
 * ever happens, and nothing tells of it.
 */
export const webSocketDeaf: FixRule = {
  id: 'QF-02',
  codes: ['rt:websocket-not-accepted'],
  find({ tree, nodes }) {
    return pairsIn(tree, nodes).flatMap((pair) => mistakeIn(tree, pair) ?? []);
  },
};

function mistakeIn(tree: SyntaxTree, pair: NewExpression): Finding | undefined {
  const found = usesOf(tree, pair);
  const [returned, ...more] = found.uses.filter(({ role }) => role === 'returned');
  if (returned === undefined || more.some(({ end }) => end !== returned.end)) return undefined;
  const other: End = returned.end === '0' ? '1' : '0';
  const isSilent = found.uses.every((use) =>
    use.end === other ? isListening(tree, use) : use.role === 'returned',
  );
  if (!isSilent || !isFollowed(tree, pair)) return undefined;
  const end = unaccepted(tree, found, other);
  return {
    node: returned.node,
    subject: pair,
    fixes: () => (end ? accept(tree, end) : []),
    hint: t('Neither end of the WebSocketPair is accepted: nothing that the client sends arrives.'),
  };
}

const LISTENING = new Set(['addEventListener', 'serializeAttachment', 'deserializeAttachment']);

function isListening(tree: SyntaxTree, { node, role }: EndUse): boolean {
  const member = tree.parentOf(node);
  if (role !== 'listen' || member?.type !== 'MemberExpression') return false;
  const call = tree.parentOf(member);
  const isCall = call?.type === 'CallExpression' && call.callee === member;
  return isCall && LISTENING.has(memberName(member) ?? '');
}

/** Every variable that gets a part of the pair is known to be that part, and nothing else, for good. */
function isFollowed(tree: SyntaxTree, pair: NewExpression): boolean {
  const context = workerContextOf(tree);
  for (const node of descendantsOf(functionAround(tree, pair) ?? tree.program)) {
    if (node.type !== 'VariableDeclarator' || !node.init) continue;
    const value = context.valueOf(node.init);
    if (value === undefined || !('pair' in value) || value.pair !== pair) continue;
    for (const target of partsOf(node.id).targets) {
      const held = target.type === 'Identifier' ? context.valueOf(target) : undefined;
      if (held === undefined || !('pair' in held)) return false;
    }
  }
  return true;
}

function accept(
  tree: SyntaxTree,
  { text, anchor, hasListeners, durableObject }: Unaccepted,
): Fix[] {
  const ways: string[] = [];
  // Listeners on a socket that can hibernate never run; after `accept()` no handler of the object does.
  if (durableObject && !hasListeners) ways.push(`this.ctx.acceptWebSocket(${text})`);
  if (durableObject?.receivesMessages !== true) ways.push(`${text}.accept()`);
  return ways.map((code) => {
    const edits = new EditBuilder();
    insertBefore(edits, tree, anchor, code);
    return {
      rule: 'QF-02',
      title: t('Insert `{0}`', code),
      safety: 'review',
      edits: edits.build(),
    };
  });
}
