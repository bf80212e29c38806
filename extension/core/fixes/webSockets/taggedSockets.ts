import type { Node } from '@babel/types';
import { removeStatement } from '../edits/codeLayout.ts';
import type { EditBuilder } from '../edits/editBuilder.ts';
import { asOperand } from '../edits/wrapText.ts';
import { isListed } from '../syntax/functions.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isText } from '../syntax/textValue.ts';
import type { Find, Put } from './memoryUse.ts';
import type { SocketMemory } from './socketMemory.ts';

/**
 * Gives the socket its id as a tag where it is accepted, instead of keeping it by the id. False where the
 * id may be no text, or is not known there.
 */
export function tagSocket(
  edits: EditBuilder,
  tree: SyntaxTree,
  { accept, types }: SocketMemory,
  { node, value: id }: Put,
): boolean {
  const statement = tree.parentOf(node);
  const [socket] = accept.arguments;
  if (!id || !socket || !statement || !isListed(tree, statement)) return false;
  if (types[0] !== undefined ? types[0] !== 'string' : !isText(tree, id, true)) return false;
  const tags = `, [${tree.textOf(id)}]`;
  if (isDeclaredBefore(tree, id, accept)) {
    edits.insert(endOf(socket), tags);
    removeStatement(edits, tree, statement);
    return true;
  }
  // The socket is accepted where the id is known, if nothing before that needs it.
  const accepting = tree.parentOf(accept);
  const uses = scopesOf(tree).bindingOf(socket)?.references;
  const isNeeded = uses?.some(
    ({ identifier }) => startOf(identifier) > endOf(accept) && endOf(identifier) < startOf(node),
  );
  if (isNeeded !== false || !accepting || !isListed(tree, accepting)) return false;
  const call = tree.textOf(accept);
  const end = endOf(socket) - startOf(accept);
  removeStatement(edits, tree, accepting);
  edits.replace(startOf(node), endOf(node), call.slice(0, end) + tags + call.slice(end));
  return true;
}

function isDeclaredBefore(tree: SyntaxTree, id: Node, accept: Node): boolean {
  const binding = scopesOf(tree).bindingOf(id);
  if (binding === undefined) return false;
  return (
    startOf(binding.identifier) < startOf(accept) && contains(binding.scope.node, startOf(accept))
  );
}

/**
 * Looks for the socket among those that have the id as a tag, of which the newest is the first. Measured:
 * without a tag all sockets would answer, so what may be nothing is made a text.
 */
export function findTagged(
  edits: EditBuilder,
  tree: SyntaxTree,
  { context }: SocketMemory,
  { kind, node, id }: Find,
): boolean {
  const outer = tree.parentOf(node);
  const isNot = outer?.type === 'UnaryExpression' && outer.operator === '!';
  const whole = kind === 'has' && isNot ? outer : node;
  const question = `.length ${isNot ? '===' : '>'} 0`;
  const [open, close] = isText(tree, id) ? ['', ''] : ['String(', ')'];
  const [before, after] = kind === 'find' ? ['', '[0]'] : aroundOperand(tree, whole, question);
  edits.replace(startOf(whole), startOf(id), `${before}${context}.getWebSockets(${open}`);
  edits.replace(endOf(id), endOf(whole), `${close})${after}`);
  return true;
}

function aroundOperand(tree: SyntaxTree, whole: Node, question: string): [string, string] {
  return asOperand(tree, whole, '') === '' ? ['', question] : ['(', `${question})`];
}
