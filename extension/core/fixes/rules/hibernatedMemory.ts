import { t } from '../../../shared/l10n.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { keepInAttachments } from '../webSockets/attachmentEdits.ts';
import { memoryFindings } from '../webSockets/memoryFindings.ts';
import type { SocketMemory } from '../webSockets/socketMemory.ts';

/** QF-03: an object keeps in memory what belongs to its sockets, and forgets it when it hibernates. */
export const hibernatedMemory: FixRule = {
  id: 'QF-03',
  codes: ['rt:undefined-property'],
  find(search) {
    return memoryFindings(search, ['Map'], (memory, memories) =>
      attach(search.tree, memory, memories),
    );
  },
};

function attach(tree: SyntaxTree, memory: SocketMemory, memories: readonly SocketMemory[]): Fix[] {
  const edits = keepInAttachments(tree, memory);
  // A socket has one attachment.
  const isShared = memories.some(
    (other) =>
      other.kind === 'Records' ||
      (other.kind === 'Map' && other !== memory && keepInAttachments(tree, other)),
  );
  if (edits === undefined || isShared) return [];
  const title = t('Keep what `{0}` holds in the attachments of the sockets', memory.text);
  return [{ rule: 'QF-03', title, safety: 'review', edits }];
}
