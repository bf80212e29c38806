import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import {
  closeCodeFor,
  isCloseCode,
  NORMAL,
  SAFE_REASON_LENGTH,
  shortReason,
  strictCloseCodeFor,
} from '../webSockets/closeArguments.ts';
import type { Finding, Fix, FixRule, Safety, TextEdit } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { type ReceivedCode, receivedCode } from '../webSockets/receivedClose.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { scopesOf } from '../syntax/scope.ts';
import {
  callsOf,
  isSameSocket,
  isWebSocket,
  type WebSocketCall,
} from '../webSockets/webSocketCall.ts';

/** QF-39: `close()` with a code or a reason that no close frame can hold. */
export const closeCode: FixRule = {
  id: 'QF-39',
  // Measured: what a listener throws is not in the trace, which tells of a lost connection.
  codes: [
    'rt:websocket-close-code',
    'rt:websocket-close-reason',
    'rt:websocket-close-reason/too-long',
    'rt:network-lost',
  ],
  find({ tree, nodes, message }) {
    return callsOf(nodes, 'close').flatMap((close) => mistakeIn(tree, close, message) ?? []);
  },
};

type Mistake = Pick<Finding, 'fixes' | 'hint'>;

function mistakeIn(tree: SyntaxTree, close: WebSocketCall, message: string): Finding | undefined {
  const { call, socket } = close;
  const [code, reason] = call.arguments;
  if (code === undefined || code.type === 'SpreadElement') return undefined;
  const said = saidCode(message);
  const isProven = isWebSocket(tree, socket);
  if (!isProven && (said === undefined || numberOf(code) !== said)) return undefined;
  const mistake = inCode(tree, close, code, message) ?? (reason && inReason(tree, reason, message));
  if (mistake === undefined) return undefined;
  const { fixes, ...more } = mistake;
  const finding = { node: call, subject: call, ...more };
  if (isProven) return { ...finding, fixes };
  // A database has a `close()` too.
  return { ...finding, fixes: () => fixes().map((fix) => ({ ...fix, safety: 'review' })) };
}

function inCode(
  tree: SyntaxTree,
  { call, socket }: WebSocketCall,
  code: Node,
  message: string,
): Mistake | undefined {
  const number = numberOf(code);
  if (number !== undefined) return inNumber(code, number, message);
  if (isUndefined(tree, code)) {
    // Without a reason, `close(undefined)` is `close()`.
    if (call.arguments.length < 2) return undefined;
    return {
      fixes: () => [replace(code, NORMAL, 'safe')],
      hint: t('`close()` throws: a reason needs a code.'),
    };
  }
  const received = receivedCode(tree, withoutTypes(code));
  if (received === undefined || received.isTested || isMasked(message)) return undefined;
  return { fixes: () => answer(tree, { call, socket }, code, { received, message }) };
}

function inNumber(code: Node, number: number, message: string): Mistake | undefined {
  if (isCloseCode(number)) {
    // Only the flag `pedantic_wpt` refuses such a code.
    if (saidCode(message) !== number) return undefined;
    return { fixes: () => [replace(code, strictCloseCodeFor(number), 'review')] };
  }
  return {
    fixes: () => [replace(code, closeCodeFor(number), 'safe')],
    hint: t('`close()` throws: no close frame can hold the code {0}.', String(number)),
  };
}

/** The received code cannot be sent when it is 1005 or 1006. */
function answer(
  tree: SyntaxTree,
  { call, socket }: WebSocketCall,
  code: Node,
  { received, message }: { readonly received: ReceivedCode; readonly message: string },
): Fix[] {
  const text = tree.textOf(code);
  const mapped: Fix = {
    rule: 'QF-39',
    title: t('Send 1000 in place of 1005 and 1006'),
    safety: 'review',
    edits: [edit(code, `${text} === 1005 || ${text} === 1006 ? 1000 : ${text}`)],
  };
  const isEcho = received.socket !== undefined && isSameSocket(tree, received.socket, socket);
  if (!isEcho) return [mapped];
  const start = tree.source.indexOf('(', endOf(call.callee)) + 1;
  const plain: Fix = {
    rule: 'QF-39',
    title: t('Close without the code that was received'),
    // A client may look at its own code in the answer; the error shows that there was none.
    safety: message === '' ? 'review' : 'safe',
    edits: [{ start, end: endOf(call) - 1, text: '' }],
  };
  return [plain, mapped];
}

function inReason(tree: SyntaxTree, reason: Node, message: string): Mistake | undefined {
  if (reason.type === 'StringLiteral') {
    const short = shortReason(reason.value);
    const raw = tree.textOf(reason);
    // Escapes are left to their author.
    if (short === undefined || raw.slice(1, -1) !== reason.value) return undefined;
    const text = raw.charAt(0) + short + raw.charAt(0);
    return { fixes: () => [cut(reason, text, t('Shorten the close reason to 123 bytes'))] };
  }
  if (!message.includes('123 bytes') || isCut(reason)) return undefined;
  const isString = reason.type === 'TemplateLiteral';
  const text = isString ? tree.textOf(reason) : `String(${tree.textOf(reason)})`;
  const length = String(SAFE_REASON_LENGTH);
  const title = t('Cut the close reason after {0} characters, which always fit', length);
  return { fixes: () => [cut(reason, `${text}.slice(0, ${length})`, title)] };
}

function isCut(reason: Node): boolean {
  if (reason.type !== 'CallExpression' || reason.callee.type !== 'MemberExpression') return false;
  return memberName(reason.callee) === 'slice';
}

function cut(reason: Node, text: string, title: string): Fix {
  return { rule: 'QF-39', title, safety: 'review', edits: [edit(reason, text)] };
}

function replace(code: Node, by: number, safety: Safety): Fix {
  const title = t('Close with the code {0}', String(by));
  return { rule: 'QF-39', title, safety, edits: [edit(code, String(by))] };
}

function edit(node: Node, text: string): TextEdit {
  return { start: startOf(node), end: endOf(node), text };
}

function saidCode(message: string): number | undefined {
  const code = /Invalid WebSocket close code: (\d{1,9})\./.exec(message)?.[1];
  return code === undefined ? undefined : Number(code);
}

function isMasked(message: string): boolean {
  return message.startsWith('Network connection lost');
}

/** Measured: `null` is read as 0. */
function numberOf(node: Node): number | undefined {
  const value = withoutTypes(node);
  if (value.type === 'NullLiteral') return 0;
  if (value.type === 'NumericLiteral') return Math.trunc(value.value);
  const isNegative = value.type === 'UnaryExpression' && value.operator === '-';
  return isNegative && value.argument.type === 'NumericLiteral' ? -value.argument.value : undefined;
}

function isUndefined(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  if (value.type === 'UnaryExpression') return value.operator === 'void';
  return scopesOf(tree).isGlobal(value, 'undefined');
}
