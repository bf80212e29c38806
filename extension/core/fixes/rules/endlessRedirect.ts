import { t } from '../../../shared/l10n.ts';
import { quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { FixRule } from '../fixRule.ts';
import { endOf } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-11: `fetch()` follows redirects that go round in a circle. */
export const endlessRedirect: FixRule = {
  id: 'QF-11',
  codes: ['rt:too-many-redirects'],
  find({ tree, nodes, message }) {
    // Which fetch meets such a host only its error tells.
    if (message === '') return [];
    const context = workerContextOf(tree);
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || node.arguments.length !== 1) return [];
      const [url] = node.arguments;
      const method = context.valueOf(node.callee);
      const sends = method?.kind === 'method' && method.name === 'fetch';
      if (!url || !(sends || context.scopes.isGlobal(node.callee, 'fetch'))) return [];
      const code = `{ redirect: ${quoted(tree, 'manual')} }`;
      // `fetch((url))`: brackets belong to the call, not to the argument.
      const bracket = tree.source.slice(endOf(url), endOf(node) - 1).lastIndexOf(')') + 1;
      const edits = new EditBuilder().insert(endOf(url) + bracket, `, ${code}`).build();
      const title = t('Follow no redirects: `{0}`', code);
      return [
        { node, subject: node, fixes: () => [{ rule: 'QF-11', title, safety: 'review', edits }] },
      ];
    });
  },
};
