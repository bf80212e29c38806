import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import {
  isNoBody,
  NULL_BODY_STATUSES,
  statusOf,
  type WrittenResponse,
  writtenResponsesIn,
} from '../worker/responseInit.ts';
import { endOf, startOf } from '../syntax/syntaxTree.ts';

/** QF-10: a body is given to a response whose status allows none. */
export const nullBody: FixRule = {
  id: 'QF-10',
  codes: ['rt:null-body'],
  find({ tree, nodes }) {
    return writtenResponsesIn(tree, nodes)
      .filter((response) => NULL_BODY_STATUSES.has(statusOf(response)) && hasBody(response))
      .map((response) => ({
        node: response.node,
        subject: response.node,
        fixes: () => leaveOut(response),
      }));
  },
};

function leaveOut({ node, body }: WrittenResponse): Fix[] {
  const edits = new EditBuilder().replace(startOf(body), endOf(body), 'null');
  // What `Response.json()` writes is never nothing.
  const isJson = node.type === 'CallExpression';
  if (isJson) edits.replace(startOf(node), endOf(node.callee), 'new Response');
  // What a variable holds may be null on every path that comes here.
  const isText = ['StringLiteral', 'TemplateLiteral'].includes(withoutTypes(body).type);
  return [
    {
      rule: 'QF-10',
      title: t('Answer without a body: `null`'),
      safety: isText && !isJson ? 'safe' : 'review',
      edits: edits.build(),
    },
  ];
}

function hasBody({ node, body }: WrittenResponse): boolean {
  return node.type === 'CallExpression' || !isNoBody(body);
}
