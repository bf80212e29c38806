import { t } from '../../../shared/l10n.ts';
import { copyAndRename, reassignCopy } from '../copyBeforeChange.ts';
import type { Fix, FixContext, FixRule } from '../fixRule.ts';
import { headerChangeAt } from '../headerChange.ts';

/** QF-08: the headers of an incoming request or of a fetched response are changed in place. */
export const immutableHeaders: FixRule = {
  id: 'QF-08',
  codes: ['rt:immutable-headers'],
  propose({ tree, offset }: FixContext): Fix | undefined {
    const change = headerChangeAt(tree, offset);
    if (change === undefined) return undefined;
    const { kind } = change.subject;
    const edits =
      kind === 'let' || kind === 'var' ? reassignCopy(tree, change) : copyAndRename(tree, change);
    const title =
      change.kind === 'incomingRequest'
        ? t('Copy the request before changing its headers')
        : t('Copy the response before changing its headers');
    return edits && { rule: 'QF-08', title, safety: 'safe', edits };
  },
};
