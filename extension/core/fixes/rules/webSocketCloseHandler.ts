import type { Class, ClassMethod, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { appendStatement } from '../edits/appendStatement.ts';
import { appendMethod, type NewMethod } from '../edits/classMember.ts';
import { memberNamed } from '../worker/classChain.ts';
import { terminator } from '../edits/codeStyle.ts';
import { mustAnswerClose } from '../webSockets/closeReply.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import type { Fix, FixRule, Safety } from '../fixRule.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf } from '../webSockets/webSocketCall.ts';
import { scopesOf } from '../syntax/scope.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/**
 * QF-04: a Durable Object whose sockets can hibernate does not answer a client's close: the client waits
 * for the end of the handshake, and gets 1006. Nothing tells of it.
 */
export const webSocketCloseHandler: FixRule = {
  id: 'QF-04',
  codes: ['ws:1006'],
  find({ tree, nodes, project }) {
    const isCertain = mustAnswerClose(project) === true;
    return callsOf(nodes, 'acceptWebSocket').flatMap(({ call, socket }) => {
      const node = classAround(tree, call);
      if (node === undefined || workerContextOf(tree).valueOf(socket)?.kind !== 'ctx') return [];
      const member = memberNamed(tree, node.body, NAME);
      // What extends an abstract class may have it, in another module.
      if (member === undefined && 'abstract' in node && node.abstract === true) return [];
      if (member !== undefined && (member.type !== 'ClassMethod' || mayClose(tree, member))) {
        return [];
      }
      const fixes = () => answer(tree, node, member, isCertain ? 'safe' : 'review');
      const finding = { node: call, subject: node, fixes };
      // Measured: newer dates do not change this in workerd; the documentation says that they do.
      return isCertain
        ? { ...finding, hint: t('Nothing answers the close of a client.') }
        : finding;
    });
  },
};

const NAME = 'webSocketClose';

function classAround(tree: SyntaxTree, call: Node): Class | undefined {
  for (const [node, base] of entrypointsOf(tree).classes) {
    if (base === 'DurableObject' && contains(node, startOf(call))) return node;
  }
  return undefined;
}

/** It closes something, or hands the socket to what may. */
function mayClose(tree: SyntaxTree, method: ClassMethod): boolean {
  const nodes = [...descendantsOf(method.body)];
  if (callsOf(nodes, 'close').length > 0) return true;
  const [socket] = method.params;
  if (socket?.type !== 'Identifier') return socket !== undefined;
  const references = scopesOf(tree).bindingOf(socket)?.references ?? [];
  return references.some(
    ({ identifier }) => tree.parentOf(identifier)?.type !== 'MemberExpression',
  );
}

function answer(
  tree: SyntaxTree,
  { body }: Class,
  method: ClassMethod | undefined,
  safety: Safety,
): Fix[] {
  const edits = new EditBuilder();
  const [socket] = method?.params ?? [];
  if (method === undefined) appendMethod(edits, tree, body, closeHandler(tree));
  else if (socket?.type !== 'Identifier') return [];
  else if (!appendStatement(edits, tree, method, `${socket.name}.close()`)) return [];
  const title = t('Answer the close of a client in `{0}`', NAME);
  return [{ rule: 'QF-04', title, safety, edits: edits.build() }];
}

/** A handler that answers, and does no more. */
function closeHandler(tree: SyntaxTree): NewMethod {
  const lines = [`ws.close()${terminator(tree)}`];
  return { name: NAME, parameters: [['ws', 'WebSocket']], lines };
}
