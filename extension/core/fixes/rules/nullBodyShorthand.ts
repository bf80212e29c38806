import type { MemberExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isNoBody, NULL_BODY_STATUSES } from '../worker/responseInit.ts';
import { workerContextOf } from '../worker/workerContext.ts';

interface Shorthand {
  readonly callee: MemberExpression;
  readonly body: Node;
  readonly owner: 'Response' | 'hono';
}

/** QF-10: `Response.json()`, or Hono's `c.json()` and its like, with a status that allows no body. */
export const nullBodyShorthand: FixRule = {
  id: 'QF-10',
  codes: ['rt:null-body'],
  find({ tree, nodes }) {
    return nodes.flatMap((node) => {
      const found = shorthandIn(tree, node);
      return found ? [{ node, subject: node, fixes: () => leaveOut(tree, found) }] : [];
    });
  },
};

const OF_HONO = new Set(['body', 'html', 'json', 'text']);

function shorthandIn(tree: SyntaxTree, call: Node): Shorthand | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { callee } = call;
  const [body, init] = call.arguments;
  if (body === undefined || init === undefined || !NULL_BODY_STATUSES.has(statusIn(init))) {
    return undefined;
  }
  const name = memberName(callee) ?? '';
  const context = workerContextOf(tree);
  if (name === 'json' && context.scopes.isGlobal(callee.object, 'Response')) {
    return { callee, body, owner: 'Response' };
  }
  const isOfHono = OF_HONO.has(name) && context.valueOf(callee.object)?.kind === 'honoContext';
  const hasBody = name === 'json' || !isNoBody(body);
  return isOfHono && hasBody ? { callee, body, owner: 'hono' } : undefined;
}

/** The status in `{ status: 204 }`, or written alone as Hono allows. */
function statusIn(init: Node): number | undefined {
  const written = withoutTypes(init);
  if (written.type === 'NumericLiteral') return written.value;
  if (written.type !== 'ObjectExpression') return undefined;
  // What is spread after it may hold another status.
  const last = written.properties.findLast(
    (one) => one.type !== 'ObjectProperty' || keyOf(one) === undefined || keyOf(one) === 'status',
  );
  const value =
    last?.type === 'ObjectProperty' && keyOf(last) === 'status' ? last.value : undefined;
  return value?.type === 'NumericLiteral' ? value.value : undefined;
}

function leaveOut(tree: SyntaxTree, { callee, body, owner }: Shorthand): Fix[] {
  const made = owner === 'hono' ? `${tree.textOf(callee.object)}.body` : 'new Response';
  const edits = new EditBuilder();
  if (tree.textOf(callee) !== made) edits.replace(startOf(callee), endOf(callee), made);
  edits.replace(startOf(body), endOf(body), 'null');
  // The text is made somewhere; only JSON is never nothing.
  const safety = memberName(callee) === 'json' ? 'safe' : 'review';
  const title = t('Answer without a body: `{0}`', `${made}(null, …)`);
  return [{ rule: 'QF-10', title, safety, edits: edits.build() }];
}
