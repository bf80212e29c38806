import type { Function as FunctionNode, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import {
  isWebSocket,
  listenerOf,
  webSocketCalls,
  type WebSocketCall,
} from '../webSockets/webSocketCall.ts';
import { wrapInTry } from '../edits/wrapInTry.ts';

/**
 * QF-12: a listener of a WebSocket that may throw. Measured: of the error the trace keeps no more than
 * `Network connection lost.`, and of an async listener's nothing.
 */
export const listenerCatch: FixRule = {
  id: 'QF-12',
  codes: ['rt:network-lost', 'ws:1006'],
  find({ tree, nodes }) {
    return webSocketCalls(tree, nodes, 'addEventListener').flatMap((call) =>
      ['message', 'close', 'error', 'open'].flatMap((type) => unguarded(tree, call, type) ?? []),
    );
  },
};

function unguarded(tree: SyntaxTree, call: WebSocketCall, type: string): Finding | undefined {
  const argument = listenerOf(call, type);
  const listener = argument && functionOf(tree, argument);
  if (listener === undefined || !mayThrow(tree, listener)) return undefined;
  return {
    node: listener,
    subject: listener,
    fixes: () => catchAll(tree, listener, { type, socket: call.socket }),
  };
}

/** The function itself, or the one in this file that the name stands for. */
function functionOf(tree: SyntaxTree, listener: Node): FunctionNode | undefined {
  if (isFunction(listener)) return listener;
  const declaration = scopesOf(tree).bindingOf(listener)?.declaration;
  if (declaration?.type === 'FunctionDeclaration') return declaration;
  const value = declaration?.type === 'VariableDeclarator' ? declaration.init : undefined;
  return value && isFunction(value) ? value : undefined;
}

/** It throws, waits, reads a property of a property or calls what may throw, outside of `try`. */
function mayThrow(tree: SyntaxTree, listener: FunctionNode): boolean {
  const { body } = listener;
  for (const node of descendantsOf(body, ({ type }) => type !== 'TryStatement')) {
    if (functionAround(tree, node) !== listener) continue;
    if (node.type === 'ThrowStatement' || node.type === 'AwaitExpression') return true;
    if (node.type === 'NewExpression') return true;
    if (node.type === 'CallExpression' && !isHarmless(tree, node.callee)) return true;
    const object = node.type === 'MemberExpression' ? node.object : undefined;
    if (object?.type === 'MemberExpression' && object.object.type !== 'ThisExpression') return true;
  }
  return false;
}

/** A log, or a word to the socket. */
function isHarmless(tree: SyntaxTree, callee: Node): boolean {
  if (callee.type !== 'MemberExpression') return false;
  const { object } = callee;
  return scopesOf(tree).isGlobal(object, 'console') || isWebSocket(tree, object);
}

interface Listening {
  readonly type: string;
  readonly socket: Node;
}

function catchAll(tree: SyntaxTree, listener: FunctionNode, { type, socket }: Listening): Fix[] {
  const { body } = listener;
  const name = scopesOf(tree).freeName(['error', 'err', 'caught'], listener);
  if (name === undefined || body.extra?.parenthesized === true) return [];
  const words = (text: string) => quoted(tree, text);
  const statements = [`console.error(${words(`The ${type} listener failed.`)}, ${name})`];
  if (type === 'message' && isVisible(tree, socket, body)) {
    statements.push(`${tree.textOf(socket)}.close(1011, ${words('Internal error')})`);
  }
  const edits = new EditBuilder();
  wrapInTry(edits, tree, body, { name, statements });
  const title = t('Catch and log what the `{0}` listener throws', type);
  return [{ rule: 'QF-12', title, safety: 'review', edits: edits.build() }];
}

/** The name means the same inside the listener. */
function isVisible(tree: SyntaxTree, socket: Node, body: Node): boolean {
  const name = socket.type === 'MemberExpression' ? socket.object : socket;
  const scopes = scopesOf(tree);
  const binding = scopes.bindingOf(name);
  return (
    isPlainReference(socket) &&
    binding !== undefined &&
    scopes.lookUp(binding.name, body) === binding
  );
}
