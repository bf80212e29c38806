import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { FixRule } from '../fixRule.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf } from '../syntax/syntaxTree.ts';

/** QF-48: `global` of Node.js, which every JavaScript runtime calls `globalThis`. */
export const nodeGlobalObject: FixRule = {
  id: 'QF-48',
  codes: ['js:not-defined/global'],
  find({ tree, nodes, message }) {
    if (!/\bglobal is not defined/.test(message)) return [];
    const scopes = scopesOf(tree);
    return nodes
      .filter((node) => scopes.isGlobal(node, 'global'))
      .map((node) => ({
        node,
        subject: 'global',
        fixes: () => {
          const edits = new EditBuilder();
          for (const use of scopes.globalsNamed('global')) {
            const parent = tree.parentOf(use);
            const isShort = parent?.type === 'ObjectProperty' && parent.shorthand;
            edits.replace(startOf(use), endOf(use), isShort ? 'global: globalThis' : 'globalThis');
          }
          const title = t('Use `{0}` instead of `{1}`', 'globalThis', 'global');
          return [{ rule: 'QF-48', title, safety: 'safe' as const, edits: edits.build() }];
        },
      }));
  },
};
