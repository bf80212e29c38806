import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { FixRule } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf } from '../syntax/syntaxTree.ts';

const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/** QF-11: `Response.redirect()` with a status that redirects nobody. */
export const redirectStatus: FixRule = {
  id: 'QF-11',
  codes: ['rt:redirect-status'],
  find({ tree, nodes }) {
    const scopes = scopesOf(tree);
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
      const { callee } = node;
      if (!scopes.isGlobal(callee.object, 'Response') || memberName(callee) !== 'redirect')
        return [];
      const status = node.arguments[1];
      if (status?.type !== 'NumericLiteral' || REDIRECTS.has(status.value)) return [];
      const edits = new EditBuilder().replace(startOf(status), endOf(status), '302').build();
      const title = t('Redirect with the status {0}', '302');
      return [
        { node, subject: node, fixes: () => [{ rule: 'QF-11', title, safety: 'safe', edits }] },
      ];
    });
  },
};
