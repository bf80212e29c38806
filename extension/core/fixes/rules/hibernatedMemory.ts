import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { keepInAttachments } from '../webSockets/attachmentEdits.ts';
import { isSurelyLost } from '../webSockets/lostMemory.ts';
import { memoryUse } from '../webSockets/memoryUse.ts';
import { type SocketMemory, socketMemoriesAround } from '../webSockets/socketMemory.ts';

/** QF-03: an object keeps in memory what belongs to its sockets, and forgets it when it hibernates. */
export const hibernatedMemory: FixRule = {
  id: 'QF-03',
  codes: ['rt:undefined-property'],
  find({ tree, nodes, message }) {
    const [, property] = FAILURE.exec(message) ?? [];
    return nodes.flatMap((node) => {
      if (node.type !== 'MemberExpression' || node.object.type !== 'ThisExpression') return [];
      const memories = socketMemoriesAround(tree, node);
      const memory = memories.find(({ uses }) => uses.includes(node));
      const use = memory && memoryUse(tree, memory, node);
      if (memory === undefined || use === undefined) return [];
      if (use.kind === 'put' || use.kind === 'forget') return [];
      // The error tells what was read of nothing.
      if (message !== '' && !propertiesOf(tree, use.node).includes(property)) return [];
      const finding = {
        node: use.node,
        subject: memory,
        fixes: () => attach(tree, memory, memories),
      };
      if (!isSurelyLost(tree, memory)) return [finding];
      const hint = t(
        'A hibernating object forgets `{0}`; its sockets stay connected.',
        memory.text,
      );
      return [{ ...finding, hint }];
    });
  },
};

const FAILURE = /^Cannot read properties of undefined \(reading '(.{1,200})'\)/;

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

function attach(tree: SyntaxTree, memory: SocketMemory, memories: readonly SocketMemory[]): Fix[] {
  const edits = keepInAttachments(tree, memory);
  const isMap = memory.kind === 'Map';
  // A socket has one attachment.
  const isShared = memories.some(
    (other) => isMap && other.kind === 'Map' && other !== memory && keepInAttachments(tree, other),
  );
  if (edits === undefined || isShared) return [];
  const title = isMap
    ? t('Keep what `{0}` holds in the attachments of the sockets', memory.text)
    : t('Ask `{0}` instead of keeping the sockets in `{1}`', memory.all, memory.text);
  return [{ rule: 'QF-03', title, safety: 'review', edits }];
}
