import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { bindingCallsIn, constantValue } from '../worker/bindingCall.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { shortText, surround } from '../edits/wrapText.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-35: an object is stored in KV without being made text. */
export const kvValue: FixRule = {
  id: 'QF-35',
  codes: ['rt:kv-put/value'],
  find({ tree, nodes, message }) {
    // Without the error nothing tells KV from a Durable Object, whose methods take objects.
    if (!message.startsWith('KV put() accepts only strings')) return [];
    return bindingCallsIn(tree, nodes, ['put']).flatMap(({ node }) => {
      const value = node.arguments[1];
      if (value === undefined || isStorable(tree, value)) return [];
      return [{ node, subject: node, fixes: () => [storeAsJson(tree, value)] }];
    });
  },
};

function isStorable(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  switch (value.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
    case 'BinaryExpression':
      return true;
    case 'CallExpression':
      return tree.textOf(value.callee) === 'JSON.stringify';
    default:
      return workerContextOf(tree).valueOf(value)?.kind === 'stream';
  }
}

function storeAsJson(tree: SyntaxTree, value: Node): Fix {
  const edits = new EditBuilder();
  surround(edits, value, 'JSON.stringify(', ')');
  const { type } = constantValue(tree, value);
  const isCertain = type === 'ObjectExpression' || type === 'ArrayExpression';
  return {
    rule: 'QF-35',
    title: t('Store `{0}` as JSON', shortText(tree, value)),
    safety: isCertain ? 'safe' : 'review',
    edits: edits.build(),
  };
}
