import { t } from '../../../shared/l10n.ts';
import { copyAndRename, reassignCopy } from '../edits/copyBeforeChange.ts';
import type { Fix, FixRule, Safety, TextEdit } from '../fixRule.ts';
import { type HeaderChange, headerChangesIn } from '../worker/headerChange.ts';
import { isFunction } from '../syntax/functions.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { isRouteHandler } from '../worker/ittyRouter.ts';
import { formerVariables, otherHoldersOf } from '../worker/otherHolders.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-08: the headers of an incoming request or of a fetched response are changed in place. */
export const immutableHeaders: FixRule = {
  id: 'QF-08',
  codes: ['rt:immutable-headers'],
  find({ tree, nodes, message }) {
    return headerChangesIn(tree, nodes, message).map((change) => ({
      ...change,
      fixes: () => copyFirst(tree, change),
    }));
  },
};

function copyFirst(tree: SyntaxTree, change: HeaderChange): Fix[] {
  const copied = copyWhereHeld(tree, change);
  if (copied === undefined) return [];
  const title =
    change.kind === 'incomingRequest'
      ? t('Copy the request before changing its headers')
      : t('Copy the response before changing its headers');
  return [{ rule: 'QF-08', title, ...copied }];
}

interface Copied {
  readonly edits: readonly TextEdit[];
  readonly safety: Safety;
}

/** Where a caller goes on with the original, the change would be lost in a copy: there it is copied. */
function copyWhereHeld(tree: SyntaxTree, change: HeaderChange): Copied | undefined {
  const { kind, declaration } = change.subject;
  // itty-router has written to its request, and hands it to the next handler: a copy would lose both.
  const isRouted = kind === 'param' && isFunction(declaration) && isRouteHandler(tree, declaration);
  if (isRouted && change.kind === 'incomingRequest') return undefined;
  const others = otherHoldersOf(tree, change.subject, change.needed);
  if (others === 'somebody') return copyBefore(tree, change);
  // Whoever gave it to a function that does no more with it goes on with the original.
  if (others === 'unknown' && kind === 'param' && !isPassedOn(tree, change)) return undefined;
  const edits =
    kind === 'let' || kind === 'var' ? reassignCopy(tree, change) : copyAndRename(tree, change);
  return edits && { edits, safety: others === 'nobody' && change.isSure ? 'safe' : 'review' };
}

/** Returned or handed on whole. */
function isPassedOn(tree: SyntaxTree, { subject }: HeaderChange): boolean {
  return subject.references.some(({ identifier }) => {
    const parent = tree.parentOf(identifier);
    return parent?.type !== 'MemberExpression' || parent.object !== identifier;
  });
}

function copyBefore(tree: SyntaxTree, change: HeaderChange): Copied | undefined {
  const [former, ...more] = formerVariables(tree, change.subject, change.needed) ?? [];
  if (former === undefined || more.length > 0) return undefined;
  const [subject, needed] = former;
  // A promise is no response yet.
  if (workerContextOf(tree).valueOf(needed)?.kind !== change.kind) return undefined;
  return copyWhereHeld(tree, { ...change, subject, needed });
}
