import type { ForOfStatement, Node } from '@babel/types';
import { insertBefore } from '../edits/codeLayout.ts';
import type { EditBuilder } from '../edits/editBuilder.ts';
import { statementsOf } from '../syntax/functions.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { changesOf } from './attachedData.ts';
import { connectedSockets } from './connectedSockets.ts';
import type { View } from './memoryIteration.ts';
import type { Each, MemoryUse } from './memoryUse.ts';
import { heldFor, type SocketMemory } from './socketMemory.ts';

/** Goes through the sockets that are connected, and reads the attachment of each. False when it cannot. */
export function iterateSockets(
  edits: EditBuilder,
  tree: SyntaxTree,
  memory: SocketMemory,
  use: MemoryUse & { readonly kind: 'loop' | 'each' },
): boolean {
  const iteration = { edits, tree, memory, sockets: connectedSockets(tree, memory, use.node) };
  return use.kind === 'loop' ? moveLoop(iteration, use.node, use.view) : moveEach(iteration, use);
}

interface Iteration {
  readonly edits: EditBuilder;
  readonly tree: SyntaxTree;
  readonly memory: SocketMemory;
  readonly sockets: string;
}

function moveLoop(iteration: Iteration, loop: ForOfStatement, view: View): boolean {
  const { edits, sockets } = iteration;
  const { left, right, body } = loop;
  if (left.type !== 'VariableDeclaration') return false;
  const target = left.declarations[0]?.id;
  if (view === 'sockets') {
    edits.replace(startOf(right), endOf(right), sockets);
    return true;
  }
  if (view === 'entries' && target?.type !== 'ArrayPattern') return false;
  const isPair = view === 'entries' && target?.type === 'ArrayPattern';
  const [first, second] = isPair ? target.elements : [undefined, target];
  const [socket, value] =
    iteration.memory.kind === 'Index' && isPair ? [second, first] : [first, second];
  const name = socket ? nameOf(socket) : freeName(iteration, loop);
  if (name === undefined) return false;
  edits.replace(startOf(left), endOf(right), `${left.kind} ${name} of ${sockets}`);
  return !value || declare(iteration, value, name, body);
}

function moveEach(iteration: Iteration, { node, callback }: Each): boolean {
  const { edits, tree, memory, sockets } = iteration;
  const [first, second, ...more] = callback.params;
  edits.replace(startOf(node.callee), endOf(node.callee), `${sockets}.forEach`);
  if (memory.kind === 'Array') return true;
  if (memory.kind === 'Set') return first !== undefined && second === undefined;
  if (first === undefined || more.length > 0) return false;
  const [socket, value] = memory.kind === 'Index' ? [first, second] : [second, first];
  const name = socket ? nameOf(socket) : freeName(iteration, callback);
  if (name === undefined) return false;
  edits.replace(startOf(first), endOf(second ?? first), socket ? tree.textOf(socket) : name);
  return !value || declare(iteration, value, name, callback.body);
}

function nameOf(node: Node): string | undefined {
  return node.type === 'Identifier' ? node.name : undefined;
}

function freeName({ tree }: Iteration, within: Node): string | undefined {
  return scopesOf(tree).freeName(['ws', 'socket', 'peer'], within);
}

/** What is held for the socket gets its name where the block begins, if it is used at all. */
function declare(
  { edits, tree, memory }: Iteration,
  value: Node,
  socket: string,
  body: Node,
): boolean {
  const held = scopesOf(tree).bindingOf(value);
  if (held?.references.length === 0) return true;
  // A change would be lost.
  if (held && changesOf(tree, held)?.length !== 0) return false;
  const [first] = statementsOf(body) ?? [];
  if (first === undefined || !['Identifier', 'ObjectPattern'].includes(value.type)) return false;
  const hasType = 'typeAnnotation' in value && Boolean(value.typeAnnotation);
  const text = heldFor(memory, socket, !hasType);
  insertBefore(edits, tree, first, `const ${tree.textOf(value)} = ${text}`);
  return true;
}
