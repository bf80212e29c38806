import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { startOf } from '../syntax/syntaxTree.ts';
import { textStart } from '../syntax/textStart.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-11: `fetch()` is given `ws:` or `wss:`; it opens a WebSocket by an upgrade of `http:` or `https:`. */
export const webSocketScheme: FixRule = {
  id: 'QF-11',
  codes: ['rt:fetch-scheme'],
  find({ tree, nodes }) {
    const context = workerContextOf(tree);
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression') return [];
      const [url] = node.arguments;
      const method = context.valueOf(node.callee);
      const sends = method?.kind === 'method' && method.name === 'fetch';
      if (!url || !(sends || context.scopes.isGlobal(node.callee, 'fetch'))) return [];
      const scheme = /^wss?(?=:\/\/)/.exec(textStart(url) ?? '')?.[0];
      if (scheme === undefined) return [];
      return [{ node, subject: url, fixes: () => useHttp(leftmost(url), scheme) }];
    });
  },
};

/** The text in which a joined text begins. */
function leftmost(node: Node): Node {
  const text = withoutTypes(node);
  return text.type === 'BinaryExpression' ? leftmost(text.left) : text;
}

function useHttp(text: Node, scheme: string): Fix[] {
  const start = startOf(text) + 1;
  const other = scheme === 'wss' ? 'https' : 'http';
  const edits = new EditBuilder().replace(start, start + scheme.length, other).build();
  const title = t('Fetch `{0}:` instead of `{1}:`', other, scheme);
  return [{ rule: 'QF-11', title, safety: 'safe', edits }];
}
