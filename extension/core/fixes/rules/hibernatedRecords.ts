import { t } from '../../../shared/l10n.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { memoryFindings } from '../webSockets/memoryFindings.ts';
import { restoreRecords } from '../webSockets/restoredRecords.ts';
import type { SocketMemory } from '../webSockets/socketMemory.ts';

/** QF-03: an object keeps records of its sockets in memory, and forgets them when it hibernates. */
export const hibernatedRecords: FixRule = {
  id: 'QF-03',
  codes: ['rt:undefined-property'],
  find(search) {
    return memoryFindings(search, ['Records'], (memory, memories) =>
      restore(search.tree, memory, memories),
    );
  },
};

function restore(tree: SyntaxTree, memory: SocketMemory, memories: readonly SocketMemory[]): Fix[] {
  // A socket has one attachment.
  const isShared = memories.some(
    (other) => other !== memory && (other.kind === 'Records' || other.kind === 'Map'),
  );
  const edits = isShared ? undefined : restoreRecords(tree, memory);
  if (edits === undefined) return [];
  const title = t(
    'Fill `{0}` again in the constructor, from attachments of the sockets',
    memory.text,
  );
  return [{ rule: 'QF-03', title, safety: 'review', edits }];
}
