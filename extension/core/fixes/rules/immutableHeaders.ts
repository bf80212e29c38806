import { t } from '../../../shared/l10n.ts';
import { copyAndRename, reassignCopy } from '../edits/copyBeforeChange.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { type HeaderChange, headerChangesIn } from '../worker/headerChange.ts';
import { isFunction } from '../syntax/functions.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { isRouteHandler } from '../worker/ittyRouter.ts';

/** QF-08: the headers of an incoming request or of a fetched response are changed in place. */
export const immutableHeaders: FixRule = {
  id: 'QF-08',
  codes: ['rt:immutable-headers'],
  find({ tree, nodes }) {
    return headerChangesIn(tree, nodes).map((change) => ({
      ...change,
      fixes: () => copyFirst(tree, change),
    }));
  },
};

function copyFirst(tree: SyntaxTree, change: HeaderChange): Fix[] {
  const { kind, declaration } = change.subject;
  // itty-router has written to its request, and hands it to the next handler: a copy would lose both.
  const isRouted = kind === 'param' && isFunction(declaration) && isRouteHandler(tree, declaration);
  if (isRouted && change.kind === 'incomingRequest') return [];
  const edits =
    kind === 'let' || kind === 'var' ? reassignCopy(tree, change) : copyAndRename(tree, change);
  const title =
    change.kind === 'incomingRequest'
      ? t('Copy the request before changing its headers')
      : t('Copy the response before changing its headers');
  return edits ? [{ rule: 'QF-08', title, safety: 'safe', edits }] : [];
}
