import type { LogicalExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule, Safety } from '../fixRule.ts';
import { functionAround, statementsOf } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf, isWebSocket, type WebSocketCall } from '../webSockets/webSocketCall.ts';
import { isOneOfMany, isSentToClosed } from '../webSockets/broadcast.ts';
import { closedBefore } from '../webSockets/webSocketClosed.ts';
import { usesOf } from '../webSockets/webSocketPair.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-12: `send()` on a socket that is closed. */
export const sendAfterClose: FixRule = {
  id: 'QF-12',
  // Measured: what a listener throws is not in the trace, which tells of a lost connection.
  codes: ['rt:websocket-send-after-close', 'rt:network-lost'],
  find({ tree, nodes, message }) {
    return callsOf(nodes, 'send').flatMap((send) => mistakeIn(tree, send, message) ?? []);
  },
};

function mistakeIn(tree: SyntaxTree, send: WebSocketCall, message: string): Finding | undefined {
  const { call, socket } = send;
  const closed = isWebSocket(tree, socket) ? closedBefore(tree, send) : undefined;
  const isAmongClosed = closed === undefined && isSentToClosed(tree, send);
  // The error says that some `send()` failed; what it was called on may still be unknown.
  const hasFailed = message.includes('send() after close()') && mayBeClosed(tree, send);
  const isCertain = closed !== undefined || isAmongClosed || hasFailed;
  if (!isCertain && !(message.startsWith(LOST) && isOneOfMany(tree, send))) return undefined;
  if (isStateRead(tree, send)) return undefined;
  const safety = isCertain ? 'safe' : 'review';
  const finding = {
    node: call,
    subject: call,
    fixes: () => [...sendWhenOpen(tree, send, safety), ...sendFirst(tree, call, closed)],
  };
  if (closed) return { ...finding, hint: t('`send()` after `close()` always throws.') };
  return isAmongClosed
    ? { ...finding, hint: t('The socket that was closed is still among these: `send()` throws.') }
    : finding;
}

/** Measured: a listener that sends to a peer which has left throws, and this is all that the trace tells. */
const LOST = 'Network connection lost';

/**
 * What made the socket may close it, and the runtime answers the close of a client. Of a pair's end nothing
 * of this comes before the end of the function that made it, as long as no other code has it.
 */
function mayBeClosed(tree: SyntaxTree, { call, socket }: WebSocketCall): boolean {
  const value = workerContextOf(tree).valueOf(socket);
  if (value?.kind !== 'webSocketEnd') return value === undefined || isWebSocket(tree, socket);
  const { uses, escapes } = usesOf(tree, value.pair);
  const own = uses.filter(({ end }) => end === value.end);
  const owner = functionAround(tree, call);
  if (escapes || own.some(({ role }) => role === 'passed')) return true;
  if (owner !== functionAround(tree, value.pair)) return true;
  return own.some(({ role, node, call: said }) => {
    const isClose = role === 'speak' && said !== undefined && callsOf([said], 'close').length > 0;
    const isElsewhere = functionAround(tree, node) !== owner;
    return isClose && (isElsewhere || startOf(node) < startOf(call));
  });
}

/** The function has looked at the state, and nothing has been waited for since. */
function isStateRead(tree: SyntaxTree, { call, socket }: WebSocketCall): boolean {
  const owner = functionAround(tree, call);
  let isRead = false;
  for (const node of descendantsOf(owner ?? tree.program)) {
    if (startOf(node) >= startOf(call)) break;
    if (node.type === 'AwaitExpression' && functionAround(tree, node) === owner) isRead = false;
    const isMember = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
    if (!isMember || memberName(node) !== 'readyState') continue;
    // `sockets.filter((one) => one.readyState === 1)` calls it by another name.
    const isOwn = tree.textOf(node.object) === tree.textOf(socket);
    isRead ||= isOwn || functionAround(tree, node) !== owner;
  }
  return isRead;
}

function sendWhenOpen(tree: SyntaxTree, { call, socket }: WebSocketCall, safety: Safety): Fix[] {
  if (!isPlainReference(socket)) return [];
  // A class of that name, or only its type, has no `OPEN`.
  const open = scopesOf(tree).lookUp('WebSocket', call) ? '1' : 'WebSocket.OPEN';
  const isOptional = call.callee.type === 'OptionalMemberExpression' && call.callee.optional;
  const state = `${tree.textOf(socket)}${isOptional ? '?.' : '.'}readyState`;
  const edits = new EditBuilder();
  if (!insertTest(edits, tree, call, `${state} === ${open}`)) return [];
  const title = t('Send only while `{0}` is open', tree.textOf(socket));
  return [{ rule: 'QF-12', title, safety, edits: edits.build() }];
}

/** False when the call does not stand alone. */
function insertTest(edits: EditBuilder, tree: SyntaxTree, call: Node, test: string): boolean {
  const parent = tree.parentOf(call);
  if (parent?.type === 'ExpressionStatement') {
    const outer = tree.parentOf(parent);
    const guard = `if (${test}) `;
    edits.insert(startOf(parent), outer?.type === 'IfStatement' ? `{ ${guard}` : guard);
    // An `else` would belong to the new test.
    if (outer?.type === 'IfStatement') edits.insert(endOf(parent), ' }');
    return true;
  }
  if (parent?.type === 'LogicalExpression') return insertInto(edits, tree, parent, call, test);
  const isBody = parent?.type === 'ArrowFunctionExpression' && parent.body === call;
  if (!isBody || call.extra?.parenthesized === true) return false;
  edits.insert(startOf(call), `{ if (${test}) `).insert(endOf(call), '; }');
  return true;
}

/** `peer && peer.send(text)`. */
function insertInto(
  edits: EditBuilder,
  tree: SyntaxTree,
  condition: LogicalExpression,
  call: Node,
  test: string,
): boolean {
  const isStatement = tree.parentOf(condition)?.type === 'ExpressionStatement';
  if (condition.operator !== '&&' || condition.right !== call || !isStatement) return false;
  if (call.extra?.parenthesized === true) return false;
  edits.insert(startOf(call), `${test} && `);
  return true;
}

/** Two neighbours change places. */
function sendFirst(tree: SyntaxTree, call: Node, closed: Node | undefined): Fix[] {
  const send = tree.parentOf(call);
  const block = send && tree.parentOf(send);
  const list = block && statementsOf(block);
  if (closed === undefined || send?.type !== 'ExpressionStatement' || !list) return [];
  const index = list.indexOf(send);
  if (index < 1 || list[index - 1] !== closed) return [];
  const edits = new EditBuilder();
  edits.replace(startOf(closed), endOf(closed), tree.textOf(send));
  edits.replace(startOf(send), endOf(send), tree.textOf(closed));
  return [
    { rule: 'QF-12', title: t('Send before closing'), safety: 'review', edits: edits.build() },
  ];
}
