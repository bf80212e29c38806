import type { Node } from '@babel/types';
import { functionAround, isInTry } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { handledSocket } from './handledSocket.ts';
import { memoryUse, type MemoryUse } from './memoryUse.ts';
import type { SocketMemory } from './socketMemory.ts';
import { callsOf } from './webSocketCall.ts';

const known = new WeakMap<SocketMemory, boolean>();

/**
 * The object hibernates, nothing fills the field again, and something goes wrong when it is empty. Whoever
 * looks whether there is a value may do without it.
 */
export function isSurelyLost(tree: SyntaxTree, memory: SocketMemory): boolean {
  const isLost = known.get(memory) ?? judge(tree, memory);
  known.set(memory, isLost);
  return isLost;
}

function judge(tree: SyntaxTree, memory: SocketMemory): boolean {
  const nodes = descendantsOf(memory.body);
  if (nodes.some(isAwakening)) return false;
  const uses = memory.uses.flatMap((use) => memoryUse(tree, memory, use) ?? []);
  if (uses.length < memory.uses.length || uses.some((use) => isRefilled(tree, use))) return false;
  if (memory.kind === 'Socket') {
    if (uses.some((use) => use.kind === 'read' && !isBlind(tree, use.node))) return false;
    if (nodes.some((node) => isForeign(tree, node))) return false;
  }
  return uses.some((use) => isNeeded(tree, use));
}

/** A call of another module: who relays between two sockets may open the other there, and so never sleep. */
function isForeign(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return false;
  let root: Node = node.callee;
  while (root.type === 'MemberExpression') root = root.object;
  return scopesOf(tree).bindingOf(root)?.kind === 'import';
}

/** A member is read of it, whatever it holds. */
function isBlind(tree: SyntaxTree, field: Node): boolean {
  const outer = tree.ancestorsOf(field).find(({ type }) => type !== 'TSNonNullExpression');
  return outer?.type === 'MemberExpression' && !isInTry(tree, field);
}

/** A handler of a message, or of an end, sends to it. */
function isSpokenOn(tree: SyntaxTree, field: Node): boolean {
  const owner = functionAround(tree, field);
  const member = tree.ancestorsOf(field).find(({ type }) => type !== 'TSNonNullExpression');
  const isSend = member?.type === 'MemberExpression' && memberName(member) === 'send';
  return isSend && owner !== undefined && handledSocket(owner) !== undefined;
}

/** What keeps an object in memory, or asks for what it had before. */
function isAwakening(node: Node): boolean {
  if (node.type === 'Identifier') return AWAKENING.has(node.name);
  // The socket that another server has answered with.
  if (node.type === 'MemberExpression') return memberName(node) === 'webSocket';
  return node.type === 'NewExpression' && node.callee.type === 'Identifier'
    ? node.callee.name === 'WebSocket'
    : false;
}

const AWAKENING = new Set([
  'accept',
  'connect',
  'getTags',
  'getWebSockets',
  'setAlarm',
  'setInterval',
  'setTimeout',
]);

/** A handler fills it for a socket that it does not know. */
function isRefilled(tree: SyntaxTree, use: MemoryUse): boolean {
  const owner = use.kind === 'put' ? functionAround(tree, use.node) : undefined;
  return owner !== undefined && handledSocket(owner) !== undefined;
}

function isNeeded(tree: SyntaxTree, use: MemoryUse): boolean {
  if (use.kind === 'read') return isSpokenOn(tree, use.node);
  if (use.kind === 'get' || use.kind === 'find') return isReadBlindly(tree, use.node);
  const body = bodyOf(tree, use);
  return body !== undefined && callsOf(descendantsOf(body), 'send').length > 0;
}

/** What is done for each socket. */
function bodyOf(tree: SyntaxTree, use: MemoryUse): Node | undefined {
  switch (use.kind) {
    case 'loop':
      return use.node.body;
    case 'each':
      return use.callback.body;
    case 'list':
      return eachOf(tree, use.node);
    default:
      return undefined;
  }
}

/** The callback of `.filter(…).forEach(…)` on the list. */
function eachOf(tree: SyntaxTree, list: Node): Node | undefined {
  const member = tree.parentOf(list);
  const call = member && tree.parentOf(member);
  if (member?.type !== 'MemberExpression' || member.object !== list) return undefined;
  if (call?.type !== 'CallExpression' || call.callee !== member) return undefined;
  const name = memberName(member);
  if (name === 'filter') return eachOf(tree, call);
  return name === 'forEach' ? call.arguments[0] : undefined;
}

/** `get(ws).name`, also by a variable that nobody asks whether it holds anything; what it throws is not caught. */
function isReadBlindly(tree: SyntaxTree, call: Node): boolean {
  if (tree.ancestorsOf(call).some(({ type }) => type === 'TryStatement')) return false;
  const parent = tree.parentOf(call);
  const value = parent?.type === 'TSNonNullExpression' ? parent : call;
  const holder = tree.parentOf(value);
  if (holder?.type === 'MemberExpression') return memberName(holder) !== undefined;
  const held =
    holder?.type === 'VariableDeclarator' ? scopesOf(tree).bindingOf(holder.id) : undefined;
  const reads = held?.references.map(({ identifier }) => tree.parentOf(identifier)) ?? [];
  return (
    reads.length > 0 &&
    reads.every((read) => read?.type === 'MemberExpression' || read?.type === 'TSNonNullExpression')
  );
}
