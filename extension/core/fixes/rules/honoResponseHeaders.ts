import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** By method, how many arguments it has. */
const CHANGES: Readonly<Record<string, number>> = { append: 2, delete: 1, set: 2 };

interface Change {
  readonly node: CallExpression;
  readonly method: string;
  /** `c` of `c.res.headers.set(…)`. */
  readonly context: Node;
}

/**
 * QF-08: the headers of Hono's `c.res`, which may be a fetched response, are changed in place. `c.header()`
 * copies the response first: https://hono.dev/docs/api/context#header
 */
export const honoResponseHeaders: FixRule = {
  id: 'QF-08',
  codes: ['rt:immutable-headers'],
  find({ tree, nodes, message }) {
    // Most responses are made by a handler, and can be changed.
    if (message === '') return [];
    return nodes.flatMap((node) => {
      const change = changeIn(tree, node);
      return change ? [{ node, subject: node, fixes: () => throughContext(tree, change) }] : [];
    });
  },
};

function changeIn(tree: SyntaxTree, node: Node): Change | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(node.callee) ?? '';
  const headers = withoutTypes(node.callee.object);
  if (!Object.hasOwn(CHANGES, method) || headers.type !== 'MemberExpression') return undefined;
  const response = withoutTypes(headers.object);
  if (memberName(headers) !== 'headers' || response.type !== 'MemberExpression') return undefined;
  const context = response.object;
  const isHono = workerContextOf(tree).valueOf(context)?.kind === 'honoContext';
  return isHono && memberName(response) === 'res' ? { node, method, context } : undefined;
}

function throughContext(tree: SyntaxTree, { node, method, context }: Change): Fix[] {
  const isPlain = node.arguments.every(({ type }) => type !== 'SpreadElement');
  const last = node.arguments.at(-1);
  if (!isPlain || last === undefined || node.arguments.length !== CHANGES[method]) return [];
  const call = `${tree.textOf(context)}.header`;
  const edits = new EditBuilder().replace(startOf(node), endOf(node.callee), call);
  if (method === 'append') edits.insert(endOf(last), ', { append: true }');
  const title = t('Change the header with `{0}`', `${call}()`);
  return [{ rule: 'QF-08', title, safety: 'safe', edits: edits.build() }];
}
