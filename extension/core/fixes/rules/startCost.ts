import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { makeOnFirstUse, moduleConstantAround } from '../edits/moduleConstant.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isRuntimeModule } from '../worker/runtimeModule.ts';

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
  const value = withoutTypes(init);
  switch (value.type) {
    case 'ObjectExpression':
      return value.properties.some(
        (one) => one.type === 'ObjectProperty' && isBuilt(tree, one.value),
      );
    case 'CallExpression':
    case 'NewExpression':
    case 'TaggedTemplateExpression':
      return isOfProgram(tree, value);
    default:
      return false;
  }
}

/** Methods that make one thing of another and leave it as it is; of other methods nobody knows. */
const MAKING = new Set([
  'compile',
  'extend',
  'merge',
  'omit',
  'partial',
  'pick',
  'refine',
  'transform',
]);

function isOfProgram(tree: SyntaxTree, built: Node): boolean {
  let root = built;
  let method: string | undefined;
  for (;;) {
    if (root.type === 'CallExpression' || root.type === 'NewExpression') root = root.callee;
    else if (root.type === 'TaggedTemplateExpression') root = root.tag;
    else if (root.type === 'MemberExpression') {
      method = memberName(root);
      root = root.object;
    } else break;
  }
  const binding = scopesOf(tree).bindingOf(root);
  if (binding === undefined) return false;
  const { kind, declaration } = binding;
  const statement = tree.parentOf(declaration);
  if (statement?.type === 'ImportDeclaration') return !isRuntimeModule(statement.source.value);
  if (kind !== 'const') return kind === 'function' || kind === 'class';
  const init = declaration.type === 'VariableDeclarator' ? declaration.init : undefined;
  const isBefore = init && startOf(init) < startOf(built);
  return isBefore === true && method !== undefined && MAKING.has(method) && isBuilt(tree, init);
}

function buildLater(tree: SyntaxTree, init: Node): Fix[] {
  const constant = moduleConstantAround(tree, init);
  const made = constant && makeOnFirstUse(tree, constant);
  if (constant === undefined || made === undefined) return [];
  const title = t('Make `{0}` on first use', constant.id.name);
  return [{ rule: 'QF-22', title, safety: 'review', edits: made.edits }];
}
