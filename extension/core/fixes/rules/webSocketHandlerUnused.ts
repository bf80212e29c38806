import type { ClassBody, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { ownMember } from '../worker/classChain.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { thisOwner } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf } from '../webSockets/webSocketCall.ts';
import { type EndUse, pairsIn, usesOf } from '../webSockets/webSocketPair.ts';
import { entrypointClass } from '../worker/entrypoints.ts';

/**
 * QF-03: a Durable Object accepts its sockets with `accept()` and waits for their messages in
 * `webSocketMessage`. Measured: it is never called, and nothing tells of it.
 */
export const webSocketHandlerUnused: FixRule = {
  id: 'QF-03',
  codes: [],
  find({ tree, nodes }) {
    return pairsIn(tree, nodes).flatMap((pair) => {
      const { uses, escapes } = usesOf(tree, pair);
      const [accept, ...more] = uses.filter(({ role }) => role === 'accept');
      const body = accept?.call && objectAround(tree, accept.call);
      if (accept?.call === undefined || body === undefined || escapes || more.length > 0) return [];
      const own = uses.filter(({ end }) => end === accept.end);
      if (!isUnheard(tree, own) || !waitsInHandler(body)) return [];
      return unheard(tree, accept.call, accept.node);
    });
  },
};

function unheard(tree: SyntaxTree, accept: Node, socket: Node): Finding[] {
  const [call] = callsOf([accept], 'accept');
  // Options are about the end of the socket, and only of `accept()`.
  if (call === undefined || call.call.arguments.length > 0) return [];
  return [
    {
      node: accept,
      subject: accept,
      fixes: () => acceptHibernating(tree, accept, socket),
      hint: t('After `accept()` no message comes to `webSocketMessage`.'),
    },
  ];
}

/** The class whose objects `this` means at the node. */
function objectAround(tree: SyntaxTree, node: Node): ClassBody | undefined {
  const method = thisOwner(tree, node);
  const body = method && tree.parentOf(method);
  if (body?.type !== 'ClassBody') return undefined;
  return entrypointClass(tree, body) === 'DurableObject' ? body : undefined;
}

/** No other socket of the class comes to the handler either, and nobody calls it by hand. */
function waitsInHandler(body: ClassBody): boolean {
  if (ownMember(body, HANDLER)?.type !== 'ClassMethod') return false;
  const nodes = descendantsOf(body);
  const isCalled = nodes.some(
    (node) => node.type === 'MemberExpression' && memberName(node) === HANDLER,
  );
  return !isCalled && callsOf(nodes, 'acceptWebSocket').length === 0;
}

const HANDLER = 'webSocketMessage';

/** Nothing listens for messages, and no other code has the end. One that is closed has been told all. */
function isUnheard(tree: SyntaxTree, uses: readonly EndUse[]): boolean {
  return uses.every(({ role, node, call }) => {
    if (role === 'speak') return call === undefined || callsOf([call], 'close').length === 0;
    if (role === 'accept') return true;
    const member = tree.parentOf(node);
    if (role !== 'listen' || member?.type !== 'MemberExpression') return false;
    if (SILENT.has(memberName(member) ?? '')) return true;
    const [listening] = callsOf([tree.parentOf(member) ?? member], 'addEventListener');
    const type = listening?.call.arguments[0];
    return type?.type === 'StringLiteral' && type.value !== 'message';
  });
}

const SILENT = new Set(['readyState', 'serializeAttachment', 'deserializeAttachment', 'url']);

function acceptHibernating(tree: SyntaxTree, accept: Node, socket: Node): Fix[] {
  const code = `this.ctx.acceptWebSocket(${tree.textOf(socket)})`;
  const edits = new EditBuilder().replace(startOf(accept), endOf(accept), code).build();
  return [{ rule: 'QF-03', title: t('Call `{0}`', code), safety: 'review', edits }];
}
