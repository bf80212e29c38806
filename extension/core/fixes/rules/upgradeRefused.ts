import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { isResponder } from '../worker/responder.ts';
import { insertGuard, quoted } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { isPropertyTested, isVariableTested } from '../syntax/nullTest.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { addUpgradeHeader } from '../webSockets/upgradeHeader.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-32: the socket of a fetched response is used, and is null where the server refused the upgrade. */
export const upgradeRefused: FixRule = {
  id: 'QF-32',
  codes: ['rt:websocket-missing', 'rt:undefined-property/null'],
  find({ tree, nodes, message }) {
    if (message !== '' && !READ_OF_NULL.test(message)) return [];
    // To ask what each object of a file is costs more than all else here.
    if (!tree.source.includes('webSocket')) return [];
    return nodes.flatMap((node) => {
      const socket = node.type === 'MemberExpression' ? socketOf(tree, node.object) : undefined;
      if (socket === undefined) return [];
      const { subject } = socket;
      return { node, subject, fixes: () => leaveWithout(tree, socket, node, message) };
    });
  },
};

const READ_OF_NULL = /of null \(reading '(accept|addEventListener|close|send)'\)/;

interface Socket {
  readonly subject: unknown;
  /** How the socket is written where it is used. */
  readonly text: string;
  /** The variable that has the socket; undefined when it is read from the response. */
  readonly declarator: Node | undefined;
  /** The response, when a variable has it. */
  readonly response: Node | undefined;
}

/** The socket, when nothing asks whether there is one. */
function socketOf(tree: SyntaxTree, expression: Node): Socket | undefined {
  const node = withoutTypes(expression);
  if (workerContextOf(tree).valueOf(node)?.kind !== 'upgradedWebSocket') return undefined;
  const binding = scopesOf(tree).bindingOf(node);
  const declarator = binding?.declaration;
  const isVariable = declarator?.type === 'VariableDeclarator';
  const read = isVariable && declarator.init ? withoutTypes(declarator.init) : node;
  const response = responseOf(tree, read);
  if (isVariable ? isVariableTested(tree, node) : response === undefined) return undefined;
  for (const name of ['webSocket', 'status', 'ok']) {
    if (response && isPropertyTested(tree, response, name)) return undefined;
  }
  const subject = binding ?? (response && scopesOf(tree).bindingOf(response)) ?? node;
  const declared = isVariable ? declarator : undefined;
  return { subject, text: tree.textOf(node), declarator: declared, response };
}

/** The variable `r` of `r.webSocket`, or of `const { webSocket } = r`. */
function responseOf(tree: SyntaxTree, read: Node): Node | undefined {
  const isMember = read.type === 'MemberExpression' && memberName(read) === 'webSocket';
  const response = withoutTypes(isMember ? read.object : read);
  return scopesOf(tree).bindingOf(response) ? response : undefined;
}

function leaveWithout(tree: SyntaxTree, socket: Socket, use: Node, message: string): Fix[] {
  const anchor = anchorFor(tree, socket, use);
  const owner = anchor && functionAround(tree, anchor);
  if (anchor === undefined || owner === undefined) return [];
  const { text, response } = socket;
  const words = 'The upstream refused the WebSocket';
  const said = response
    ? '`' + words + ': ${' + tree.textOf(response) + '.status}`'
    : quoted(tree, words);
  const answers = isResponder(tree, owner) && !scopesOf(tree).lookUp('Response', anchor);
  const edits = new EditBuilder();
  insertGuard(edits, tree, anchor, {
    test: `!${text}`,
    exit: answers ? `return new Response(${said}, { status: 502 })` : `throw new Error(${said})`,
  });
  const asks = addUpgradeHeader(edits, tree, socket);
  const leave = answers
    ? t('Return 502 when the upstream refuses the WebSocket')
    : t('Throw when the upstream refuses the WebSocket');
  const title = asks ? t('Ask for the upgrade by its header. {0}', leave) : leave;
  const safety = message === '' ? 'review' : 'safe';
  return [{ rule: 'QF-32', title, safety, edits: edits.build() }];
}

/** Where the socket is there for the first time, or else where it is used. */
function anchorFor(tree: SyntaxTree, { declarator }: Socket, use: Node): Node | undefined {
  if (declarator === undefined) return listedStatement(tree, use);
  const declaration = tree.parentOf(declarator);
  const block = declaration && tree.parentOf(declaration);
  const name = scopesOf(tree).bindingOf(
    use.type === 'MemberExpression' ? withoutTypes(use.object) : use,
  );
  const [first] = name?.references ?? [];
  const anchor = first && block && listedStatement(tree, first.identifier, block);
  if (declaration === undefined || anchor === undefined) return undefined;
  const isAfter = startOf(anchor) > startOf(declaration);
  const isNow = functionAround(tree, anchor) === functionAround(tree, declaration);
  return isAfter && isNow ? anchor : undefined;
}
