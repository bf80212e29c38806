import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { makeOnFirstUse, moduleConstantAround } from '../edits/moduleConstant.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * QF-22: a value is built while the module loads that only handlers need. Which one costs too much no text
 * tells, so the user chooses; the first request that needs the value pays for it then.
 */
export const startCost: FixRule = {
  id: 'QF-22',
  codes: ['api:10021/startup-cpu', 'api:11337'],
  find({ tree, nodes, message }) {
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      if (node.type !== 'VariableDeclarator' || !node.init || !isBuilt(tree, node.init)) return [];
      return [{ node, subject: node, fixes: () => buildLater(tree, node.init ?? node) }];
    });
  },
};

/** By a function or a class of the file or of a package: what the language brings along is cheap. */
function isBuilt(tree: SyntaxTree, init: Node): boolean {
  let root = withoutTypes(init);
  if (root.type !== 'CallExpression' && root.type !== 'NewExpression') return false;
  for (;;) {
    if (root.type === 'CallExpression' || root.type === 'NewExpression') root = root.callee;
    else if (root.type === 'MemberExpression') root = root.object;
    else break;
  }
  const kind = scopesOf(tree).bindingOf(root)?.kind;
  return kind === 'import' || kind === 'function' || kind === 'class';
}

function buildLater(tree: SyntaxTree, init: Node): Fix[] {
  const constant = moduleConstantAround(tree, init);
  const made = constant && makeOnFirstUse(tree, constant);
  if (constant === undefined || made === undefined) return [];
  const title = t('Make `{0}` on first use', constant.id.name);
  return [{ rule: 'QF-22', title, safety: 'review', edits: made.edits }];
}
