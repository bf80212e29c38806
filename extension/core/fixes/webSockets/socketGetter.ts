import type { Node } from '@babel/types';
import { appendMethod } from '../edits/classMember.ts';
import { removeStatement } from '../edits/codeLayout.ts';
import { terminator } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import { functionAround } from '../syntax/functions.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isAccepted, isListedWith } from './acceptedSocket.ts';
import { removeLine } from './forgottenSocket.ts';
import { isEndHandler } from './handledSocket.ts';
import { type MemoryUse, memoryUse } from './memoryUse.ts';
import type { SocketMemory } from './socketMemory.ts';

/**
 * Makes the field that holds the newest socket a getter that asks for it. Undefined where the field may hold
 * another, or none while there are some.
 */
export function getSocket(tree: SyntaxTree, memory: SocketMemory): readonly TextEdit[] | undefined {
  const uses = memory.uses.flatMap((use) => memoryUse(tree, memory, use) ?? []);
  const edits = new EditBuilder();
  if (!uses.every((use) => move(edits, tree, memory, use))) return undefined;
  for (const declaration of memory.declarations) removeStatement(edits, tree, declaration);
  const isCleared = uses.some(({ kind }) => kind === 'clear');
  appendMethod(edits, tree, memory.body, {
    name: memory.name,
    prefix: prefixOf(memory),
    parameters: [],
    lines: [`return ${newest(tree, memory, isCleared)}${terminator(tree)}`],
  });
  return edits.build();
}

function move(edits: EditBuilder, tree: SyntaxTree, memory: SocketMemory, use: MemoryUse): boolean {
  const { node } = use;
  const { accept, body } = memory;
  switch (use.kind) {
    case 'put': {
      const isNewest = isAccepted(tree, body, use.socket) && isListedWith(tree, node, accept);
      return isNewest && removeLine(edits, tree, node);
    }
    case 'clear':
      return isEndHandler(functionAround(tree, node) ?? body) && removeLine(edits, tree, node);
    default:
      return !isBeforeAccept(tree, memory, node);
  }
}

/** Where the field is read between its assignment and the acceptance: the runtime has another then, or none. */
function isBeforeAccept(tree: SyntaxTree, memory: SocketMemory, read: Node): boolean {
  const { accept, uses } = memory;
  const owner = functionAround(tree, accept);
  if (functionAround(tree, read) !== owner || startOf(read) > endOf(accept)) return false;
  return uses.some((use) => {
    const isEarlier = functionAround(tree, use) === owner && startOf(use) < startOf(read);
    return isEarlier && memoryUse(tree, memory, use)?.kind === 'put';
  });
}

/** Measured: the newest is the first, and one that is closed is among them while its handler runs. */
function newest(tree: SyntaxTree, { all, body, declarations }: SocketMemory, isCleared: boolean) {
  const open = scopesOf(tree).lookUp('WebSocket', body) ? '1' : 'WebSocket.OPEN';
  const one = isCleared ? `${all}.find((one) => one.readyState === ${open})` : `${all}[0]`;
  const startsWithNull = declarations.some((part) =>
    descendantsOf(part).some(({ type }) => type === 'NullLiteral'),
  );
  return startsWithNull ? `${one} ?? null` : one;
}

/** `private get`. */
function prefixOf({ declarations }: SocketMemory): string {
  const [field] = declarations;
  const access = field?.type === 'ClassProperty' ? field.accessibility : undefined;
  return access ? `${access} get` : 'get';
}
