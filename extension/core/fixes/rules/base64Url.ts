import { t } from '../../../shared/l10n.ts';
import { quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { FixRule } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import type { Node } from '@babel/types';

/** QF-37: `atob()` is given base64url, as tokens and URLs carry it. */
export const base64Url: FixRule = {
  id: 'QF-37',
  codes: ['rt:base64'],
  find({ tree, nodes, message }) {
    // Which alphabet a text is in only the error tells.
    if (message === '') return [];
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || node.arguments.length !== 1) return [];
      const [text] = node.arguments;
      if (!text || !scopesOf(tree).isGlobal(node.callee, 'atob') || isReplaced(text)) return [];
      const edits = new EditBuilder();
      if (!isSimple(text)) edits.insert(startOf(text), '(').insert(endOf(text), ')');
      edits.insert(endOf(text), replacements(tree));
      const title = t('Turn base64url into base64 before `atob()`');
      return [
        {
          node,
          subject: node,
          fixes: () => [{ rule: 'QF-37', title, safety: 'review', edits: edits.build() }],
        },
      ];
    });
  },
};

function replacements(tree: SyntaxTree): string {
  return `.replace(/-/g, ${quoted(tree, '+')}).replace(/_/g, ${quoted(tree, '/')})`;
}

function isReplaced(text: Node): boolean {
  for (const node of descendantsOf(text)) {
    if (node.type === 'MemberExpression' && /^replace/.test(memberName(node) ?? '')) return true;
  }
  return false;
}

/** A method can be called on it without brackets. */
function isSimple({ type }: Node): boolean {
  return ['Identifier', 'MemberExpression', 'CallExpression', 'TSNonNullExpression'].includes(type);
}
