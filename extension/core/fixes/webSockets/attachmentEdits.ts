import type { Node } from '@babel/types';
import { removeStatement } from '../edits/codeLayout.ts';
import { insertAfter } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import type { Binding } from '../syntax/binding.ts';
import { functionAround, isListed, listedStatement, statementsOf } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import {
  descendantsOf,
  endOf,
  startOf,
  startWithBrackets,
  type SyntaxTree,
} from '../syntax/syntaxTree.ts';
import { changesOf, isPlainData } from './attachedData.ts';
import { iterateSockets } from './attachmentLoops.ts';
import { connectedSockets } from './connectedSockets.ts';
import { handledSocket, isEndHandler } from './handledSocket.ts';
import { type Forget, type Get, type MemoryUse, memoryUse, type Put } from './memoryUse.ts';
import { attachmentOf, type SocketMemory } from './socketMemory.ts';
import { callsOf, isSameSocket, listenerOf } from './webSocketCall.ts';

/**
 * Keeps what the field holds in the attachments of the sockets, and asks the runtime for the sockets.
 * Undefined when a use of the field has no counterpart, or when what it holds cannot be copied.
 */
export function keepInAttachments(
  tree: SyntaxTree,
  memory: SocketMemory,
): readonly TextEdit[] | undefined {
  const uses = memory.uses.map((use) => memoryUse(tree, memory, use));
  // Of a socket that is not put there the field knows nothing.
  if (!uses.some((use) => use?.kind === 'put' && isListedWith(tree, use.node, memory.accept))) {
    return undefined;
  }
  const edits = new EditBuilder();
  const moved = new Set<Node>();
  for (const use of uses) {
    // To take a socket out of an array takes two mentions of it.
    if (use && moved.has(use.node)) continue;
    if (use) moved.add(use.node);
    if (use === undefined || !move(edits, tree, memory, use)) return undefined;
  }
  for (const declaration of memory.declarations) removeStatement(edits, tree, declaration);
  return edits.build();
}

/** False when the use has no counterpart. */
function move(edits: EditBuilder, tree: SyntaxTree, memory: SocketMemory, use: MemoryUse): boolean {
  const { node } = use;
  const replace = (text: string) => edits.replace(startOf(node), endOf(node), text) === edits;
  switch (use.kind) {
    case 'put':
      return put(edits, tree, memory, use);
    case 'get':
      return get(edits, tree, memory, use);
    case 'forget':
      // The runtime forgets a socket that is closed.
      return isEnded(tree, use) && removeLine(edits, tree, deadListener(tree, node) ?? node);
    case 'count':
      return replace(`${connectedSockets(tree, memory, node)}.length`);
    case 'list': {
      const sockets = connectedSockets(tree, memory, node);
      const value = attachmentOf(memory, 'one', true);
      return replace(use.view === 'sockets' ? sockets : `${sockets}.map((one) => ${value})`);
    }
    case 'loop':
    case 'each':
      return iterateSockets(edits, tree, memory, use);
  }
}

function put(
  edits: EditBuilder,
  tree: SyntaxTree,
  { body }: SocketMemory,
  { node, socket, value }: Put,
): boolean {
  if (!isAccepted(tree, body, socket)) return false;
  if (value === undefined) return removeLine(edits, tree, node);
  const call = `${tree.textOf(socket)}.serializeAttachment(`;
  edits.replace(startOf(node), startWithBrackets(value), call);
  return isPlainData(tree, value);
}

function isListedWith(tree: SyntaxTree, put: Node, accept: Node): boolean {
  const list = tree.parentOf(listedStatement(tree, put) ?? tree.program);
  return (
    list !== undefined && list === tree.parentOf(listedStatement(tree, accept) ?? tree.program)
  );
}

/** It is closed, or `send()` has thrown. */
function isEnded(tree: SyntaxTree, { node, socket }: Forget): boolean {
  const owner = functionAround(tree, node);
  if (owner === undefined) return false;
  const isCaught = tree.ancestorsOf(node).some(({ type }) => type === 'CatchClause');
  return (
    isCaught ||
    isEndHandler(owner) ||
    deadListener(tree, node) !== undefined ||
    callsOf(descendantsOf(owner), 'close').some((close) => isSameSocket(tree, close.socket, socket))
  );
}

/** `server.addEventListener('close', () => …)` around it: that of a hibernating socket never runs. */
function deadListener(tree: SyntaxTree, forget: Node): Node | undefined {
  const owner = tree.parentOf(forget);
  if (owner?.type !== 'ArrowFunctionExpression') return undefined;
  const [listening] = callsOf([tree.parentOf(owner) ?? owner], 'addEventListener');
  const isEnd = ['close', 'error'].some(
    (type) => listening && listenerOf(listening, type) === owner,
  );
  return isEnd ? listening?.call : undefined;
}

function isAccepted(tree: SyntaxTree, body: Node, socket: Node): boolean {
  const declaration = scopesOf(tree).bindingOf(socket)?.declaration;
  const own = declaration && handledSocket(declaration);
  if (own !== undefined && isSameSocket(tree, own, socket)) return true;
  return callsOf(descendantsOf(body), 'acceptWebSocket').some(({ call }) => {
    const [accepted] = call.arguments;
    return accepted !== undefined && isSameSocket(tree, withoutTypes(accepted), socket);
  });
}

function get(
  edits: EditBuilder,
  tree: SyntaxTree,
  memory: SocketMemory,
  { node, socket }: Get,
): boolean {
  const parent = tree.parentOf(node);
  const whole = parent?.type === 'TSNonNullExpression' ? parent : node;
  const declarator = tree.parentOf(whole);
  const isHeld = declarator?.type === 'VariableDeclarator';
  const name = tree.textOf(socket);
  edits.replace(startOf(whole), endOf(whole), attachmentOf(memory, name, isHeld));
  const held = isHeld ? scopesOf(tree).bindingOf(declarator.id) : undefined;
  return held === undefined || saveChanges(edits, tree, held, name);
}

/** A change of what was read is kept only by writing it back. */
function saveChanges(edits: EditBuilder, tree: SyntaxTree, held: Binding, socket: string): boolean {
  const changes = changesOf(tree, held);
  for (const change of changes ?? []) {
    const list = statementsOf(tree.parentOf(change) ?? change) ?? [];
    const next = list[list.findIndex((statement) => statement === change) + 1];
    if (next && changes?.includes(next)) continue;
    insertAfter(edits, tree, change, `${socket}.serializeAttachment(${held.name})`);
  }
  return changes !== undefined;
}

/** @param node a statement, or the expression of one. */
function removeLine(edits: EditBuilder, tree: SyntaxTree, node: Node): boolean {
  const statement = isListed(tree, node) ? node : tree.parentOf(node);
  if (!statement || !isListed(tree, statement)) return false;
  removeStatement(edits, tree, statement);
  return true;
}
