import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-47: each element of a long list is an argument of one call, and they do not fit on the stack. */
export const spreadArguments: FixRule = {
  id: 'QF-47',
  codes: ['js:stack-overflow'],
  find({ tree, nodes, message }) {
    if (!message.includes('Maximum call stack size exceeded')) return [];
    return nodes.flatMap((node): Finding[] => {
      const spread = node.type === 'CallExpression' ? spreadIn(node) : undefined;
      const instead = spread && insteadOf(tree, spread);
      return instead ? [{ node, subject: node, fixes: () => rewrite(node, instead) }] : [];
    });
  },
};

interface Spread {
  readonly call: CallExpression;
  /** What is called: `String.fromCharCode`. */
  readonly callee: Node;
  readonly list: Node;
}

/** `f(...list)` and `f.apply(self, list)`. */
function spreadIn(call: CallExpression): Spread | undefined {
  const { callee, arguments: list } = call;
  const [first, second] = list;
  if (first?.type === 'SpreadElement' && list.length === 1) {
    return { call, callee: withoutTypes(callee), list: first.argument };
  }
  const isApplied =
    callee.type === 'MemberExpression' && memberName(callee) === 'apply' && list.length === 2;
  if (!isApplied || second === undefined || second.type === 'SpreadElement') return undefined;
  return { call, callee: withoutTypes(callee.object), list: withoutTypes(second) };
}

interface Instead {
  readonly text: string;
  readonly title: string;
}

function insteadOf(tree: SyntaxTree, { call, callee, list }: Spread): Instead | undefined {
  if (callee.type !== 'MemberExpression') return undefined;
  const scopes = scopesOf(tree);
  const name = memberName(callee) ?? '';
  const items = tree.textOf(list);
  if (scopes.isGlobal(callee.object, 'String') && /^from(CharCode|CodePoint)$/.test(name)) {
    const text = `Array.from(${items}, (code) => String.${name}(code)).join('')`;
    return { text, title: t('Make the text one character at a time') };
  }
  if (scopes.isGlobal(callee.object, 'Math') && /^(max|min)$/.test(name)) {
    const none = name === 'max' ? '-Infinity' : 'Infinity';
    const source = isPlainReference(withoutTypes(list)) ? items : `Array.from(${items})`;
    const text = `${source}.reduce((a, b) => Math.${name}(a, b), ${none})`;
    return { text, title: t('Compare one value at a time') };
  }
  const isAlone = tree.parentOf(call)?.type === 'ExpressionStatement';
  if (!/^(push|unshift)$/.test(name) || !isAlone || !isPlainReference(callee.object)) {
    return undefined;
  }
  // From the front on, one at a time, they would come in the other order.
  if (name === 'unshift') return undefined;
  const item = scopes.freeName(['item', 'one', 'element'], call);
  if (item === undefined) return undefined;
  const text = `for (const ${item} of ${items}) ${tree.textOf(callee.object)}.push(${item})`;
  return { text, title: t('Add one element at a time') };
}

function rewrite(call: Node, { text, title }: Instead): Fix[] {
  const edits = new EditBuilder().replace(startOf(call), endOf(call), text).build();
  return [{ rule: 'QF-47', title, safety: 'safe', edits }];
}
