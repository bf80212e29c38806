import type { MemberExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isNoBody, NULL_BODY_STATUSES } from '../worker/responseInit.ts';
import { workerContextOf } from '../worker/workerContext.ts';

interface Answer {
  readonly callee: MemberExpression;
  readonly body: Node;
}

/** QF-10: `c.json()` of Hono, or one of its like, with a status that allows no body. */
export const honoNullBody: FixRule = {
  id: 'QF-10',
  codes: ['rt:null-body'],
  find({ tree, nodes }) {
    return nodes.flatMap((node) => {
      const answer = answerIn(tree, node);
      return answer ? [{ node, subject: node, fixes: () => leaveOut(tree, answer) }] : [];
    });
  },
};

const METHODS = new Set(['body', 'html', 'json', 'text']);

function answerIn(tree: SyntaxTree, call: Node): Answer | undefined {
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { callee } = call;
  const [body, init] = call.arguments;
  const name = memberName(callee) ?? '';
  if (!METHODS.has(name) || body === undefined || init === undefined) return undefined;
  const isOfHono = workerContextOf(tree).valueOf(callee.object)?.kind === 'honoContext';
  if (!isOfHono || !NULL_BODY_STATUSES.has(statusIn(init))) return undefined;
  return name === 'json' || !isNoBody(body) ? { callee, body } : undefined;
}

/** The status in `{ status: 204 }`, or written alone. */
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

function leaveOut(tree: SyntaxTree, { callee, body }: Answer): Fix[] {
  const { property } = callee;
  const isJson = memberName(callee) === 'json';
  const edits = new EditBuilder();
  if (memberName(callee) !== 'body') {
    if (callee.computed) return [];
    edits.replace(startOf(property), endOf(property), 'body');
  }
  edits.replace(startOf(body), endOf(body), 'null');
  const title = t('Answer without a body: `{0}`', `${tree.textOf(callee.object)}.body(null, …)`);
  // The text is made somewhere, and may be null there; only JSON is never nothing.
  return [{ rule: 'QF-10', title, safety: isJson ? 'safe' : 'review', edits: edits.build() }];
}
