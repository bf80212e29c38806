import type { MemberExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { memberName } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-34: a name is read as if it were the id of a Durable Object. */
export const objectIdName: FixRule = {
  id: 'QF-34',
  codes: ['rt:object-id'],
  find({ tree, nodes, message }) {
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
      const { callee } = node;
      const [id] = node.arguments;
      if (memberName(callee) !== 'idFromString' || id === undefined) return [];
      const isName = isNoId(constantValue(tree, id));
      // What a variable holds is told by the error alone.
      const isWrong = isName ? isOfBinding(tree, callee) : message.includes('64 hex digits');
      return isWrong ? [{ node, subject: node, fixes: () => [makeFromName(callee, isName)] }] : [];
    });
  },
};

function isOfBinding(tree: SyntaxTree, callee: MemberExpression): boolean {
  const method = workerContextOf(tree).valueOf(callee);
  return method?.kind === 'method' && method.owner === 'binding';
}

/** The text shows that these are not 64 hexadecimal digits, whatever stands between its parts. */
function isNoId(value: Node): boolean {
  if (value.type === 'StringLiteral') return !/^[\da-f]{64}$/i.test(value.value);
  if (value.type !== 'TemplateLiteral') return false;
  const parts = value.quasis.map(({ value: { cooked } }) => cooked ?? '');
  return parts.some((part) => /[^\da-f]/i.test(part));
}

function makeFromName({ property, computed }: MemberExpression, isName: boolean): Fix {
  const edits = new EditBuilder();
  const quotes = computed ? 1 : 0;
  edits.replace(startOf(property) + quotes, endOf(property) - quotes, 'idFromName');
  const title = t('Make the id from a name with `idFromName()`');
  return { rule: 'QF-34', title, safety: isName ? 'safe' : 'review', edits: edits.build() };
}
