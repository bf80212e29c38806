import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { statusOf, type WrittenResponse, writtenResponsesIn } from '../worker/responseInit.ts';
import { endOf, startOf } from '../syntax/syntaxTree.ts';
import type { Node } from '@babel/types';

const WITHOUT_BODY: ReadonlySet<number | undefined> = new Set([101, 204, 205, 304]);

/** QF-10: a body is given to a response whose status allows none. */
export const nullBody: FixRule = {
  id: 'QF-10',
  codes: ['rt:null-body'],
  find({ tree, nodes }) {
    return writtenResponsesIn(tree, nodes)
      .filter((response) => WITHOUT_BODY.has(statusOf(response)) && !isNothing(response.body))
      .map((response) => ({
        node: response.node,
        subject: response.node,
        fixes: () => leaveOut(response),
      }));
  },
};

function leaveOut({ body }: WrittenResponse): Fix[] {
  const edits = new EditBuilder().replace(startOf(body), endOf(body), 'null');
  // What a variable holds may be null on every path that comes here.
  const isText = ['StringLiteral', 'TemplateLiteral'].includes(withoutTypes(body).type);
  return [
    {
      rule: 'QF-10',
      title: t('Answer without a body: `null`'),
      safety: isText ? 'safe' : 'review',
      edits: edits.build(),
    },
  ];
}

/** Measured: an empty text is taken for no body, with a warning. */
function isNothing(node: Node): boolean {
  const body = withoutTypes(node);
  if (body.type === 'StringLiteral') return body.value === '';
  if (body.type === 'TemplateLiteral') {
    return body.expressions.length === 0 && body.quasis[0]?.value.raw === '';
  }
  const isVoid = body.type === 'UnaryExpression' && body.operator === 'void';
  const isUndefined = body.type === 'Identifier' && body.name === 'undefined';
  return body.type === 'NullLiteral' || isUndefined || isVoid;
}
