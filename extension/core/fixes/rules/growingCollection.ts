import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { insertAfter } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { moveIntoFunction } from '../edits/moduleConstant.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import type { Addition } from '../syntax/collectionUse.ts';
import { statementsOf } from '../syntax/functions.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import {
  type GrowingCollection,
  growingCollectionsOf,
  runsForEachEvent,
} from '../worker/growingCollection.ts';

/** QF-21: a collection in module scope only grows, until the isolate is over its memory limit. */
export const growingCollection: FixRule = {
  id: 'QF-21',
  codes: ['rt:memory-limit', 'outcome:exceededMemory'],
  find({ tree, nodes, message }) {
    return growingCollectionsOf(tree).flatMap((growing) =>
      growing.additions.flatMap((addition): Finding[] => {
        const { node } = addition;
        if (!nodes.includes(node)) return [];
        const fixes = () => [...moveToUse(tree, growing), ...bound(tree, growing)];
        const finding = { node, subject: growing.state, fixes };
        if (message !== '') return [finding];
        // The keys of a Map may be few: only the error tells that they are many.
        const isCertain = growing.kind === 'Array' && runsForEachEvent(tree, node);
        return isCertain
          ? [{ ...finding, hint: t('This array grows with each event and is never made shorter.') }]
          : [];
      }),
    );
  },
};

function moveToUse(tree: SyntaxTree, { kind, state }: GrowingCollection): Fix[] {
  const { name, init, variable } = state;
  // A Map is kept for the next event, or it would not be there.
  const edits = kind === 'Array' && variable && moveIntoFunction(tree, { ...variable, init });
  const title = t('Move `{0}` into the function that uses it', name);
  return edits ? [{ rule: 'QF-21', title, safety: 'review', edits }] : [];
}

/** More than a Worker should keep in memory, and less than what fills it. */
const MOST = 1000;

function bound(tree: SyntaxTree, { kind, state, additions }: GrowingCollection): Fix[] {
  const edits = new EditBuilder();
  for (const addition of additions) {
    const statement = statementOf(tree, addition);
    if (statement === undefined) return [];
    const list = tree.textOf(addition.collection);
    if (kind !== 'Array') {
      insertBefore(edits, tree, statement, `if (${list}.size >= ${MOST}) ${list}.clear()`);
    } else {
      const isFront = addition.method === 'unshift';
      const removed = isFront ? `${MOST}` : `0, ${list}.length - ${MOST}`;
      insertAfter(
        edits,
        tree,
        statement,
        `if (${list}.length > ${MOST}) ${list}.splice(${removed})`,
      );
    }
  }
  const title =
    kind === 'Array'
      ? t('Keep the newest {0} items of `{1}`', String(MOST), state.name)
      : t('Empty `{0}` when it holds {1} items', state.name, String(MOST));
  return [{ rule: 'QF-21', title, safety: 'review', edits: edits.build() }];
}

/** A statement of a list, so that another can stand beside it. */
function statementOf(tree: SyntaxTree, { node }: Addition): Node | undefined {
  const statement = tree.parentOf(node);
  const block = statement && tree.parentOf(statement);
  const isListed = block !== undefined && statementsOf(block) !== undefined;
  return isListed && statement?.type === 'ExpressionStatement' ? statement : undefined;
}
