import { t } from '../../../shared/l10n.ts';
import { appendToBlock } from '../edits/appendStatement.ts';
import { quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { endsPath } from '../syntax/endsPath.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import {
  givesResponse,
  makesResponse,
  type Responder,
  respondersOf,
} from '../worker/responders.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-14: a path through a handler ends without a response. */
export const missingResponse: FixRule = {
  id: 'QF-14',
  codes: ['rt:no-response'],
  find({ tree, nodes }) {
    const searched = new Set<unknown>(nodes);
    return respondersOf(tree)
      .filter((owner) => searched.has(owner) && !endsPath(owner.body) && !isNearly(tree, owner))
      .map((owner) => ({ node: owner, subject: owner, fixes: () => answerNotFound(tree, owner) }));
  },
};

/** All that is missing at its end is a `return`. */
function isNearly(tree: SyntaxTree, { body }: Responder): boolean {
  const last = body.body[body.body.length - 1];
  if (last?.type !== 'ExpressionStatement') return false;
  return makesResponse(tree, last.expression) || givesResponse(tree, last.expression);
}

function answerNotFound(tree: SyntaxTree, { body }: Responder): Fix[] {
  if (scopesOf(tree).lookUp('Response', body) !== undefined) return [];
  const code = `return new Response(${quoted(tree, 'Not found')}, { status: 404 })`;
  const edits = new EditBuilder();
  appendToBlock(edits, tree, body, code);
  const title = t('Return 404 where the function ends without a response');
  return [{ rule: 'QF-14', title, safety: 'review', edits: edits.build() }];
}
