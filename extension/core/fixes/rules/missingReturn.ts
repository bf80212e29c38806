import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { FixRule, Safety } from '../fixRule.ts';
import { functionAround } from '../syntax/functions.ts';
import { givesResponse, makesResponse, respondersOf } from '../worker/responders.ts';
import { startOf } from '../syntax/syntaxTree.ts';

/** QF-14: the response is made, and not returned. */
export const missingReturn: FixRule = {
  id: 'QF-14',
  codes: ['rt:no-response'],
  find({ tree, nodes }) {
    const responders = new Set<unknown>(respondersOf(tree));
    return nodes.flatMap((node) => {
      if (node.type !== 'ExpressionStatement') return [];
      const owner = functionAround(tree, node);
      if (owner?.body.type !== 'BlockStatement' || !responders.has(owner)) return [];
      const { expression } = node;
      const isLast = owner.body.body[owner.body.body.length - 1] === node;
      const isMade = makesResponse(tree, expression);
      if (!isMade && !(isLast && givesResponse(tree, expression))) return [];
      // A request that is sent may be meant for its effect alone.
      const safety: Safety = isMade ? 'safe' : 'review';
      const title = isMade ? t('Return the response') : t('Return the result of the call');
      const edits = new EditBuilder().insert(startOf(node), 'return ').build();
      return [{ node, subject: node, fixes: () => [{ rule: 'QF-14', title, safety, edits }] }];
    });
  },
};
