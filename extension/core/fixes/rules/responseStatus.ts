import type { Node, ObjectProperty } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { declaresAny, variablesIn } from '../edits/declareBefore.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, TextEdit } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isGuarded, isReceived, receivedIn } from '../worker/receivedStatus.ts';
import { isResponder } from '../worker/responder.ts';
import { statusOf, type WrittenResponse, writtenResponsesIn } from '../worker/responseInit.ts';

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
      if (written === undefined && isGuarded(tree, response, property)) return [];
      const fixes = () =>
        written === undefined
          ? isReceived(tree, property)
            ? passOn(tree, response, property)
            : limit(tree, property)
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
  return fix(t('Return the status {0}', status), edits);
}

/**
 * The status is that of a response which was received: such a one is outside 200 to 599 only when it is 101,
 * because its other side agreed to an upgrade, and the socket was left behind.
 */
function passOn(tree: SyntaxTree, { node }: WrittenResponse, property: ObjectProperty): Fix[] {
  const received = receivedIn(tree, node, property);
  return received
    ? [...returnWhole(tree, node, received), ...passSocket(tree, property, received)]
    : [];
}

/** An upgrade is returned as it is, before anything is done with it. */
function returnWhole(tree: SyntaxTree, node: Node, received: Node): Fix[] {
  const owner = functionAround(tree, node);
  const anchor = listedStatement(tree, node);
  if (owner === undefined || anchor === undefined) return [];
  const isAnswer = anchor.type === 'ReturnStatement' || isResponder(tree, owner);
  if (!isAnswer || declaresAny(anchor, variablesIn(tree, received))) return [];
  if (functionAround(tree, anchor) !== owner) return [];
  const name = tree.textOf(received);
  const edits = new EditBuilder();
  insertBefore(edits, tree, anchor, `if (${name}.webSocket) return ${name}`);
  return [fix(t('Return `{0}` as it is when it is a WebSocket', name), edits.build())];
}

function passSocket(tree: SyntaxTree, property: ObjectProperty, received: Node): Fix[] {
  const name = tree.textOf(received);
  const edits = new EditBuilder().insert(endOf(property), `, webSocket: ${name}.webSocket`);
  return [fix(t('Pass on the WebSocket of `{0}`', name), edits.build())];
}

/** A status of 1006 or 0, or none at all, becomes one that can be sent. */
function limit(tree: SyntaxTree, property: ObjectProperty): Fix[] {
  const value = withoutTypes(property.value);
  const isDefault = value.type === 'LogicalExpression' && value.operator !== '&&';
  const computed = isDefault ? withoutTypes(value.left) : value;
  const instead = isDefault ? withoutTypes(value.right) : undefined;
  if (!isPlainReference(computed)) return [];
  if (instead && !(instead.type === 'NumericLiteral' && isAllowed(instead.value))) return [];
  const other = instead ? tree.textOf(instead) : '500';
  const name = tree.textOf(computed);
  const test = `${name} >= 200 && ${name} <= 599 ? ${name} : ${other}`;
  const edits = new EditBuilder();
  if (property.shorthand) edits.insert(endOf(property), `: ${test}`);
  else edits.replace(startOf(property.value), endOf(property.value), test);
  return [
    fix(t('Return {0} when `{1}` is not a valid response status', other, name), edits.build()),
  ];
}

function fix(title: string, edits: readonly TextEdit[]): Fix {
  return { rule: 'QF-10', title, safety: 'review', edits };
}
