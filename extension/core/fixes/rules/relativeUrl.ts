import type { CallExpression, NewExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { requestNear } from '../worker/requestNear.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { textStart } from '../syntax/textStart.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-11: a URL without a host, where nothing says what it is relative to. */
export const relativeUrl: FixRule = {
  id: 'QF-11',
  codes: ['rt:invalid-url'],
  find({ tree, nodes }) {
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return [];
      const maker = makerOf(tree, node);
      const [url] = node.arguments;
      if (maker === undefined || !url || !isPath(url)) return [];
      return [{ node, subject: url, fixes: () => resolve(tree, url, maker) }];
    });
  },
};

type Maker = 'fetch' | 'Request' | 'URL' | 'redirect';

function makerOf(tree: SyntaxTree, node: CallExpression | NewExpression): Maker | undefined {
  const scopes = scopesOf(tree);
  const { callee } = node;
  if (node.type === 'NewExpression') {
    if (scopes.isGlobal(callee, 'Request')) return 'Request';
    return scopes.isGlobal(callee, 'URL') && node.arguments.length === 1 ? 'URL' : undefined;
  }
  const method = workerContextOf(tree).valueOf(callee);
  const sends = method?.kind === 'method' && method.name === 'fetch';
  if (sends || scopes.isGlobal(callee, 'fetch')) return 'fetch';
  const isRedirect =
    callee.type === 'MemberExpression' &&
    scopes.isGlobal(callee.object, 'Response') &&
    callee.property.type === 'Identifier' &&
    callee.property.name === 'redirect';
  return isRedirect ? 'redirect' : undefined;
}

/** `/path`, but not `//host/path`. */
function isPath(url: Node): boolean {
  return /^\/(?!\/)/.test(textStart(url) ?? '');
}

function resolve(tree: SyntaxTree, url: Node, maker: Maker): Fix[] {
  const request = requestNear(tree, url);
  if (request === undefined || scopesOf(tree).lookUp('URL', url) !== undefined) return [];
  const base = `${request.name}.url`;
  const edits = new EditBuilder();
  for (const { start, end, text } of request.needed) edits.replace(start, end, text);
  if (maker === 'URL') edits.insert(endOf(url), `, ${base}`);
  else {
    edits.insert(startOf(url), 'new URL(');
    edits.insert(endOf(url), `, ${base})${maker === 'redirect' ? '.href' : ''}`);
  }
  // A Worker that fetches its own host may meet itself: a binding is often what is meant.
  const isSafe = maker === 'redirect' && request.proven && request.needed.length === 0;
  return [
    {
      rule: 'QF-11',
      title: t('Resolve the path against `{0}`', base),
      safety: isSafe ? 'safe' : 'review',
      edits: edits.build(),
    },
  ];
}
