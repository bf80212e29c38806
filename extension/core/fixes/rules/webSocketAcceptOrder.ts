import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore, removeStatement } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type Speech, speechesIn } from '../webSockets/webSocketSpeech.ts';

/** QF-02: `send()` or `close()` stands before the `accept()` of the same end, in the same block. */
export const webSocketAcceptOrder: FixRule = {
  id: 'QF-02',
  codes: ['rt:websocket-not-accepted'],
  find({ tree, nodes }) {
    return speechesIn(tree, nodes).map((speech) => ({
      ...speech,
      fixes: () => acceptEarlier(tree, speech),
    }));
  },
};

function acceptEarlier(tree: SyntaxTree, speech: Speech): Fix[] {
  const uses = speech.pair.uses.filter(({ end }) => end === speech.end);
  const [accept, ...more] = uses.filter(({ role }) => role === 'accept');
  if (accept?.call === undefined || more.length > 0) return [];
  if (uses.some(({ role }) => role === 'returned')) return [];

  const statement = tree.parentOf(accept.call);
  const block = statement && tree.parentOf(statement);
  if (statement?.type !== 'ExpressionStatement' || block === undefined) return [];
  const owner = functionAround(tree, statement);
  const anchors = uses
    .filter(({ role, node }) => role === 'speak' && functionAround(tree, node) === owner)
    .map(({ node }) => listedStatement(tree, node, block))
    .filter((anchor) => anchor !== undefined && startOf(anchor) < startOf(statement));
  const [anchor] = anchors;
  const isHere = functionAround(tree, speech.node) === owner;
  if (anchor === undefined || !isHere || !canMove(tree, statement, anchor)) return [];

  const edits = new EditBuilder();
  const code = tree.textOf(statement).replace(/;$/, '');
  insertBefore(edits, tree, anchor, code);
  removeStatement(edits, tree, statement);
  const title = t(
    'Call `{0}` before the first `{1}()`',
    tree.textOf(accept.call),
    nameOf(speech.node),
  );
  // A message that arrives while the handler waits would find no listener yet.
  const safety = waitsBetween(tree, anchor, statement) ? 'review' : 'safe';
  return [{ rule: 'QF-02', title, safety, edits: edits.build() }];
}

function nameOf(call: Node): string {
  const callee = call.type === 'CallExpression' ? call.callee : undefined;
  return callee?.type === 'MemberExpression' ? (memberName(callee) ?? '') : '';
}

/** Nothing that the statement uses is made or changed between the anchor and the statement. */
function canMove(tree: SyntaxTree, statement: Node, anchor: Node): boolean {
  const scopes = scopesOf(tree);
  const isBetween = (node: Node) =>
    startOf(node) >= startOf(anchor) && startOf(node) < startOf(statement);
  for (const node of descendantsOf(statement)) {
    const binding = scopes.bindingOf(node);
    if (binding === undefined) continue;
    if (isBetween(binding.identifier)) return false;
    const isChanged = binding.references.some(
      ({ identifier, access }) => access !== 'read' && isBetween(identifier),
    );
    if (isChanged) return false;
  }
  return true;
}

function waitsBetween(tree: SyntaxTree, anchor: Node, statement: Node): boolean {
  const owner = functionAround(tree, statement);
  for (const node of descendantsOf(owner ?? tree.program)) {
    if (node.type !== 'AwaitExpression' && node.type !== 'ForOfStatement') continue;
    if (node.type === 'ForOfStatement' && !node.await) continue;
    if (startOf(node) >= startOf(anchor) && endOf(node) <= startOf(statement)) return true;
  }
  return false;
}
