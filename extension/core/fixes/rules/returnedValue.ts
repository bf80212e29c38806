import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { respondersOf, returnedBy } from '../worker/responders.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-14: a handler returns a text or data instead of a response. */
export const returnedValue: FixRule = {
  id: 'QF-14',
  codes: ['rt:no-response'],
  find({ tree, nodes }) {
    const searched = new Set<unknown>(nodes);
    return respondersOf(tree).flatMap((owner) =>
      [...returnedBy(tree, owner)]
        .filter((value) => searched.has(value) && makerFor(value) !== undefined)
        .map((value) => ({ node: value, subject: value, fixes: () => wrap(tree, value) })),
    );
  },
};

function makerFor(value: Node): 'new Response' | 'Response.json' | undefined {
  switch (withoutTypes(value).type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return 'new Response';
    case 'ObjectExpression':
    case 'ArrayExpression':
      return 'Response.json';
    default:
      return undefined;
  }
}

function wrap(tree: SyntaxTree, value: Node): Fix[] {
  const maker = makerFor(value);
  if (maker === undefined || scopesOf(tree).lookUp('Response', value) !== undefined) return [];
  const edits = new EditBuilder();
  edits.insert(startOf(value), `${maker}(`).insert(endOf(value), ')');
  const title = t('Return the value as `{0}(…)`', maker);
  return [{ rule: 'QF-14', title, safety: 'review', edits: edits.build() }];
}
