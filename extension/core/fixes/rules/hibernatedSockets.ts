import { t } from '../../../shared/l10n.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { keepInAttachments } from '../webSockets/attachmentEdits.ts';
import { memoryFindings } from '../webSockets/memoryFindings.ts';
import { getSocket } from '../webSockets/socketGetter.ts';
import type { SocketMemory } from '../webSockets/socketMemory.ts';

/** QF-03: an object keeps its sockets in memory, and forgets them when it hibernates. */
export const hibernatedSockets: FixRule = {
  id: 'QF-03',
  codes: ['rt:undefined-property'],
  find(search) {
    return memoryFindings(search, ['Set', 'Array', 'Index', 'Socket'], (memory, memories) =>
      ask(search.tree, memory, memories),
    );
  },
};

function ask(tree: SyntaxTree, memory: SocketMemory, memories: readonly SocketMemory[]): Fix[] {
  const { kind } = memory;
  // The tag of a socket is the id of one index.
  const isShared = memories.some(
    (other) => kind === 'Index' && other.kind === kind && other !== memory,
  );
  if (isShared) return [];
  const edits = kind === 'Socket' ? getSocket(tree, memory) : keepInAttachments(tree, memory);
  return edits ? [{ rule: 'QF-03', title: titleFor(memory), safety: 'review', edits }] : [];
}

function titleFor({ kind, text, all }: SocketMemory): string {
  switch (kind) {
    case 'Index':
      return t('Find the sockets by tags instead of keeping them in `{0}`', text);
    case 'Socket':
      return t('Get `{0}` from `{1}` instead of keeping it', text, all);
    default:
      return t('Ask `{0}` instead of keeping the sockets in `{1}`', all, text);
  }
}
