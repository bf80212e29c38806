import type { Node, ObjectProperty } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, TextEdit } from '../fixRule.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { statusOf, writtenResponsesIn } from '../worker/responseInit.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-10: a response with a status that no response of a Worker may have. */
export const responseStatus: FixRule = {
  id: 'QF-10',
  codes: ['rt:response-status'],
  find({ tree, nodes, message }) {
    return writtenResponsesIn(tree, nodes).flatMap((response) => {
      const { node, properties } = response;
      const property = properties.get('status');
      const written = statusOf(response);
      // 101 has rules of its own; whether a computed status is wrong only the error tells.
      if (property === undefined || properties.has('webSocket')) return [];
      if (written === undefined ? message === '' : isAllowed(written) || written === 101) return [];
      const fixes = () =>
        written === undefined
          ? [...passSocket(tree, property), ...limit(tree, property)]
          : [answerWith(property, String(statusFor(written)))];
      return [{ node, subject: node, fixes }];
    });
  },
};

function isAllowed(status: number): boolean {
  return status >= 200 && status <= 599;
}

/** What the author of a status that is refused may have meant. */
function statusFor(refused: number): number {
  // A project's own close codes are often made of a status.
  if (refused >= 4400 && refused < 4600) return refused - 4000;
  if (refused % 10 === 0 && isAllowed(refused / 10)) return refused / 10;
  // 100 and its like go before a response.
  return refused >= 100 && refused < 200 ? 200 : 500;
}

function answerWith({ value }: ObjectProperty, status: string): Fix {
  const edits = new EditBuilder().replace(startOf(value), endOf(value), status).build();
  return fix(t('Answer with the status {0}', status), edits);
}

/** The status of an upstream is 101 when it agrees to an upgrade; the socket was left behind. */
function passSocket(tree: SyntaxTree, property: ObjectProperty): Fix[] {
  const upstream = upstreamOf(tree, withoutTypes(property.value));
  if (upstream === undefined) return [];
  const name = tree.textOf(upstream);
  const edits = new EditBuilder().insert(endOf(property), `, webSocket: ${name}.webSocket`);
  return [fix(t('Pass on the WebSocket of `{0}`', name), edits.build())];
}

function upstreamOf(tree: SyntaxTree, status: Node): Node | undefined {
  if (status.type !== 'MemberExpression' || memberName(status) !== 'status') return undefined;
  const { kind } = workerContextOf(tree).valueOf(status.object) ?? {};
  return kind === 'fetchedResponse' && isPlainReference(status.object) ? status.object : undefined;
}

/** A status of 1006 or 0, or none at all, becomes one that can be sent. */
function limit(tree: SyntaxTree, property: ObjectProperty): Fix[] {
  const value = withoutTypes(property.value);
  const isDefault = value.type === 'LogicalExpression' && value.operator !== '&&';
  const computed = isDefault ? withoutTypes(value.left) : value;
  const instead = isDefault ? withoutTypes(value.right) : undefined;
  if (!isPlainReference(computed)) return [];
  if (instead && !(instead.type === 'NumericLiteral' && isAllowed(instead.value))) return [];
  const failed = upstreamOf(tree, computed) ? '502' : '500';
  const other = instead ? tree.textOf(instead) : failed;
  const name = tree.textOf(computed);
  const test = `${name} >= 200 && ${name} <= 599 ? ${name} : ${other}`;
  const edits = new EditBuilder();
  if (property.shorthand) edits.insert(endOf(property), `: ${test}`);
  else edits.replace(startOf(property.value), endOf(property.value), test);
  return [fix(t('Answer {0} when `{1}` is no status of a response', other, name), edits.build())];
}

function fix(title: string, edits: readonly TextEdit[]): Fix {
  return { rule: 'QF-10', title, safety: 'review', edits };
}
