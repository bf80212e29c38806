import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Finding, Fix, Search } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { usesOfResult } from '../syntax/laterPlaces.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { isSurelyLost } from './lostMemory.ts';
import { type MemoryUse, memoryUse } from './memoryUse.ts';
import { type SocketMemory, socketMemoriesAround } from './socketMemory.ts';

/** Every place that reads a field of these kinds, which a hibernating object forgets. */
export function memoryFindings(
  { tree, nodes, message }: Search,
  kinds: readonly SocketMemory['kind'][],
  fixes: (memory: SocketMemory, memories: readonly SocketMemory[]) => readonly Fix[],
): Finding[] {
  const [, property] = FAILURE.exec(message) ?? [];
  return nodes.flatMap((node) => {
    if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return [];
    const memories = socketMemoriesAround(tree, node);
    const memory = memories.find(({ uses }) => uses.includes(node));
    if (memory === undefined || !kinds.includes(memory.kind)) return [];
    const use = memoryUse(tree, memory, node);
    if (use === undefined || WRITES.has(use.kind)) return [];
    // The error tells what was read of nothing.
    if (message !== '' && !propertiesOf(tree, use.node).includes(property)) return [];
    const finding = {
      node: use.node,
      failsAt: usesOfResult(tree, use.node),
      subject: memory,
      fixes: () => fixes(memory, memories),
    };
    if (!isSurelyLost(tree, memory)) return [finding];
    const hint = t('A hibernating object forgets `{0}`; its sockets stay connected.', memory.text);
    return [{ ...finding, hint }];
  });
}

const WRITES: ReadonlySet<MemoryUse['kind']> = new Set(['put', 'forget', 'clear']);
const FAILURE = /^Cannot read properties of (?:undefined|null) \(reading '(.{1,200})'\)/;

/** The properties that are read of what the call gives, at once or by the variable that holds it. */
function propertiesOf(tree: SyntaxTree, call: Node): (string | undefined)[] {
  const parent = tree.parentOf(call);
  const value = parent?.type === 'TSNonNullExpression' ? parent : call;
  const holder = tree.parentOf(value);
  if (holder?.type === 'MemberExpression') return [memberName(holder)];
  if (holder?.type !== 'VariableDeclarator') return [];
  const held = scopesOf(tree).bindingOf(holder.id)?.references ?? [];
  return held.map(({ identifier }) => {
    const member = tree.parentOf(identifier);
    const read = member?.type === 'TSNonNullExpression' ? tree.parentOf(member) : member;
    return read?.type === 'MemberExpression' ? memberName(read) : undefined;
  });
}
