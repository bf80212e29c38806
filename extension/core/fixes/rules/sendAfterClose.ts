import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround, statementsOf } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf, isWebSocket, type WebSocketCall } from '../webSockets/webSocketCall.ts';
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
  const isSocket = isWebSocket(tree, socket);
  const closed = isSocket ? closedBefore(tree, send) : undefined;
  // The error says that some `send()` failed; what it was called on may still be unknown.
  const mayHaveFailed = message.includes('send() after close()') && mayBeClosed(tree, send);
  if (closed === undefined && !mayHaveFailed) return undefined;
  if (readsState(tree, call)) return undefined;
  const finding = {
    node: call,
    subject: call,
    fixes: () => [...sendWhenOpen(tree, send), ...sendFirst(tree, call, closed)],
  };
  return closed ? { ...finding, hint: t('`send()` after `close()` always throws.') } : finding;
}

/** What made the socket may close it; of a pair's end each close is known as long as no other code has it. */
function mayBeClosed(tree: SyntaxTree, { call, socket }: WebSocketCall): boolean {
  const value = workerContextOf(tree).valueOf(socket);
  if (value?.kind !== 'webSocketEnd') return value === undefined || isWebSocket(tree, socket);
  const { uses, escapes } = usesOf(tree, value.pair);
  const own = uses.filter(({ end }) => end === value.end);
  if (escapes || own.some(({ role }) => role === 'passed')) return true;
  const owner = functionAround(tree, call);
  return own.some(({ role, node, call: said }) => {
    const isClose = role === 'speak' && said !== undefined && callsOf([said], 'close').length > 0;
    const isElsewhere = functionAround(tree, node) !== owner;
    return isClose && (isElsewhere || startOf(node) < startOf(call));
  });
}

/** The function looks at the state of a socket already. */
function readsState(tree: SyntaxTree, call: Node): boolean {
  for (const node of descendantsOf(functionAround(tree, call) ?? tree.program)) {
    const isMember = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
    if (isMember && memberName(node) === 'readyState') return true;
  }
  return false;
}

function sendWhenOpen(tree: SyntaxTree, { call, socket }: WebSocketCall): Fix[] {
  if (!isPlainReference(socket)) return [];
  // A class of that name, or only its type, has no `OPEN`.
  const open = scopesOf(tree).lookUp('WebSocket', call) ? '1' : 'WebSocket.OPEN';
  const isOptional = call.callee.type === 'OptionalMemberExpression' && call.callee.optional;
  const state = `${tree.textOf(socket)}${isOptional ? '?.' : '.'}readyState`;
  const edits = new EditBuilder();
  if (!insertTest(edits, tree, call, `if (${state} === ${open})`)) return [];
  const title = t('Send only while `{0}` is open', tree.textOf(socket));
  return [{ rule: 'QF-12', title, safety: 'safe', edits: edits.build() }];
}

/** False when the call does not stand alone. */
function insertTest(edits: EditBuilder, tree: SyntaxTree, call: Node, test: string): boolean {
  const parent = tree.parentOf(call);
  if (parent?.type === 'ExpressionStatement') {
    const outer = tree.parentOf(parent);
    edits.insert(startOf(parent), outer?.type === 'IfStatement' ? `{ ${test} ` : `${test} `);
    // An `else` would belong to the new test.
    if (outer?.type === 'IfStatement') edits.insert(endOf(parent), ' }');
    return true;
  }
  const isBody = parent?.type === 'ArrowFunctionExpression' && parent.body === call;
  if (!isBody || call.extra?.parenthesized === true) return false;
  edits.insert(startOf(call), `{ ${test} `).insert(endOf(call), '; }');
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
