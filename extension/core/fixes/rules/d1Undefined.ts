import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { appendTo, shortText } from '../edits/wrapText.ts';

/** QF-35: a value that is not there is bound to a statement of D1, which knows null alone. */
export const d1Undefined: FixRule = {
  id: 'QF-35',
  codes: ['rt:d1-type/undefined'],
  find({ tree, nodes, message }) {
    if (!message.includes("Type 'undefined' not supported")) return [];
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || !isBind(tree, node)) return [];
      return [{ node, subject: node, fixes: () => bindNull(tree, node) }];
    });
  },
};

/** `db.prepare(…).bind(…)`, or the same on a variable: functions have a `bind()` of their own. */
function isBind(tree: SyntaxTree, { callee }: CallExpression): boolean {
  if (callee.type !== 'MemberExpression' || memberName(callee) !== 'bind') return false;
  const statement = constantValue(tree, callee.object);
  return (
    statement.type === 'CallExpression' &&
    statement.callee.type === 'MemberExpression' &&
    memberName(statement.callee) === 'prepare'
  );
}

function bindNull(tree: SyntaxTree, { arguments: values }: CallExpression): Fix[] {
  const plain = values.filter(({ type }) => type !== 'SpreadElement');
  const absent = plain.filter((value) => isPerhapsAbsent(tree, value));
  const chosen = absent.length > 0 ? absent : plain.filter((value) => !isAlwaysThere(tree, value));
  const [first, ...more] = chosen;
  if (first === undefined) return [];
  const edits = new EditBuilder();
  for (const value of chosen) orNull(edits, tree, value);
  const title =
    more.length > 0
      ? t('Bind null for each value that is missing')
      : t('Bind null when `{0}` is missing', shortText(tree, first));
  const safety = absent.length > 0 ? 'safe' : 'review';
  return [{ rule: 'QF-35', title, safety, edits: edits.build() }];
}

/** The text itself says that there may be no value: `user?.email`, `email ?? undefined`. */
function isPerhapsAbsent(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  return (
    value.type === 'OptionalMemberExpression' ||
    value.type === 'OptionalCallExpression' ||
    undefinedIn(tree, value).length > 0
  );
}

/** Where the value is `undefined` by its name. */
function undefinedIn(tree: SyntaxTree, node: Node): Node[] {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'Identifier':
      return scopesOf(tree).isGlobal(value, 'undefined') ? [value] : [];
    case 'LogicalExpression':
      return undefinedIn(tree, value.right);
    case 'ConditionalExpression':
      return [...undefinedIn(tree, value.consequent), ...undefinedIn(tree, value.alternate)];
    default:
      return [];
  }
}

/** Its type allows no `undefined`. */
function isAlwaysThere(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'StringLiteral':
    case 'NumericLiteral':
    case 'BooleanLiteral':
    case 'NullLiteral':
    case 'TemplateLiteral':
    case 'BinaryExpression':
    case 'NewExpression':
      return true;
    case 'UnaryExpression':
      return value.operator !== 'void';
    case 'LogicalExpression':
      return value.operator !== '&&' && isAlwaysThere(tree, value.right);
    case 'ConditionalExpression':
      return isAlwaysThere(tree, value.consequent) && isAlwaysThere(tree, value.alternate);
    case 'CallExpression':
      return ALWAYS.test(tree.textOf(value.callee));
    case 'Identifier': {
      const constant = constantValue(tree, value);
      return constant !== value && isAlwaysThere(tree, constant);
    }
    default:
      return false;
  }
}

const ALWAYS = /^(String|Number|Boolean|Date\.now|crypto\.randomUUID|Math\.\w+)$|\.toISOString$/;

function orNull(edits: EditBuilder, tree: SyntaxTree, value: Node): void {
  const written = undefinedIn(tree, value);
  for (const node of written) edits.replace(startOf(node), endOf(node), 'null');
  if (written.length === 0) appendTo(edits, value, ' ?? null');
}
