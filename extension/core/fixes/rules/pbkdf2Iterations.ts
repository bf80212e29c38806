import type { Node, NumericLiteral } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { propertiesNamed } from '../worker/optionObject.ts';

/** QF-44: more iterations of PBKDF2 than Workers allow. */
export const pbkdf2Iterations: FixRule = {
  id: 'QF-44',
  codes: ['crypto:pbkdf2-iterations'],
  find({ tree, nodes, message }) {
    const [, most, requested] = FAILURE.exec(message) ?? [];
    if (most === undefined) return [];
    const count = Number(requested);
    return nodes.flatMap((node): Finding[] => {
      const written = countAt(tree, node, count);
      if (written === undefined) return [];
      return [{ node, subject: written, fixes: () => lower(tree, written, most) }];
    });
  },
};

const FAILURE = /iteration counts above (\d{1,9}) are not supported \(requested (\d{1,12})\)/;

/** Where the number is written that the node derives with; or the constant itself, for another module. */
function countAt(tree: SyntaxTree, node: Node, count: number): NumericLiteral | undefined {
  if (node.type === 'NumericLiteral') {
    return node.value === count && isNamed(tree, node) ? node : undefined;
  }
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  if (!/^derive(Bits|Key)$/.test(memberName(node.callee) ?? '')) return undefined;
  const [algorithm] = node.arguments;
  const [given] = algorithm ? propertiesNamed(tree, algorithm, 'iterations') : [];
  const value = given && constantValue(tree, given.value);
  if (value?.type === 'NumericLiteral') return value.value === count ? value : undefined;
  const [only, ...more] = descendantsOf(tree.program).filter(
    (one) => one.type === 'NumericLiteral' && one.value === count,
  );
  return only?.type === 'NumericLiteral' && more.length === 0 ? only : undefined;
}

const NAME = /iteration|rounds|pbkdf2/i;

/** `const ITERATIONS = 600_000`, `{ iterations: 600_000 }`, `(password, iterations = 600_000)`. */
function isNamed(tree: SyntaxTree, literal: Node): boolean {
  const parent = tree.parentOf(literal);
  switch (parent?.type) {
    case 'VariableDeclarator':
      return NAME.test(tree.textOf(parent.id));
    case 'AssignmentPattern':
      return NAME.test(tree.textOf(parent.left));
    case 'ObjectProperty':
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return NAME.test(keyOf(parent) ?? '');
    default:
      return parent !== undefined && parent !== withoutTypes(parent) && isNamed(tree, parent);
  }
}

function lower(tree: SyntaxTree, written: NumericLiteral, most: string): Fix[] {
  const isGrouped = tree.textOf(written).includes('_');
  const number = isGrouped ? most.replace(/\B(?=(\d{3})+$)/g, '_') : most;
  const edits = new EditBuilder().replace(startOf(written), endOf(written), number).build();
  const title = t(
    'Lower the iterations to {0}; stored hashes keep the count that made them',
    number,
  );
  return [{ rule: 'QF-44', title, safety: 'review', edits }];
}
