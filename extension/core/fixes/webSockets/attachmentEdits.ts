import type { Node } from '@babel/types';
import { removeStatement } from '../edits/codeLayout.ts';
import { insertAfter } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import type { Binding } from '../syntax/binding.ts';
import { statementsOf } from '../syntax/functions.ts';
import { scopesOf } from '../syntax/scope.ts';
import {
  contains,
  endOf,
  startOf,
  startWithBrackets,
  type SyntaxTree,
} from '../syntax/syntaxTree.ts';
import { changesOf, isPlainData } from './attachedData.ts';
import { iterateSockets } from './attachmentLoops.ts';
import { isAccepted, isListedWith } from './acceptedSocket.ts';
import { connectedSockets } from './connectedSockets.ts';
import { forgetSocket, forgettingLoops, removeLine } from './forgottenSocket.ts';
import { findTagged, tagSocket } from './taggedSockets.ts';
import { type Get, type MemoryUse, memoryUse, type Put } from './memoryUse.ts';
import { heldFor, type SocketMemory } from './socketMemory.ts';

/**
 * Leaves to the runtime what the field holds: the sockets, what belongs to each as its attachment, ids as tags.
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
  const known = uses.filter((use) => use !== undefined);
  if (known.length < uses.length) return undefined;
  const loops = forgettingLoops(tree, known);
  const edits = new EditBuilder();
  const moved = new Set<Node>();
  for (const use of known) {
    // To take a socket out of an array takes two mentions of it.
    if (moved.has(use.node)) continue;
    moved.add(use.node);
    const loop = loops.find((node) => contains(node, startOf(use.node)));
    const isMoved = loop
      ? loop !== use.node || removeLine(edits, tree, loop)
      : move(edits, tree, memory, use);
    if (!isMoved) return undefined;
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
    case 'find':
    case 'has':
      return findTagged(edits, tree, memory, use);
    case 'forget':
      return forgetSocket(edits, tree, use);
    case 'count':
      return replace(`${connectedSockets(tree, memory, node)}.length`);
    case 'list': {
      const sockets = connectedSockets(tree, memory, node);
      const value = heldFor(memory, 'one', true);
      return replace(use.view === 'sockets' ? sockets : `${sockets}.map((one) => ${value})`);
    }
    case 'loop':
    case 'each':
      return iterateSockets(edits, tree, memory, use);
    case 'clear':
    case 'read':
      return false;
  }
}

function put(edits: EditBuilder, tree: SyntaxTree, memory: SocketMemory, use: Put): boolean {
  const { node, socket, value } = use;
  if (!isAccepted(tree, memory.body, socket)) return false;
  if (memory.kind === 'Index') return tagSocket(edits, tree, memory, use);
  if (value === undefined) return removeLine(edits, tree, node);
  const call = `${tree.textOf(socket)}.serializeAttachment(`;
  edits.replace(startOf(node), startWithBrackets(value), call);
  return isPlainData(tree, value);
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
  edits.replace(startOf(whole), endOf(whole), heldFor(memory, name, isHeld));
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
