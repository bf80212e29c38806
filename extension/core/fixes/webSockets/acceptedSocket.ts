import type { Node } from '@babel/types';
import { listedStatement } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { handledSocket } from './handledSocket.ts';
import { callsOf, isSameSocket } from './webSocketCall.ts';

/** The class with the body accepts the socket, or a handler of it gets it. */
export function isAccepted(tree: SyntaxTree, body: Node, socket: Node): boolean {
  const declaration = scopesOf(tree).bindingOf(socket)?.declaration;
  const own = declaration && handledSocket(declaration);
  if (own !== undefined && isSameSocket(tree, own, socket)) return true;
  return callsOf(descendantsOf(body), 'acceptWebSocket').some(({ call }) => {
    const [accepted] = call.arguments;
    return accepted !== undefined && isSameSocket(tree, withoutTypes(accepted), socket);
  });
}

/** The socket is kept whenever one is accepted: both statements are in one list. */
export function isListedWith(tree: SyntaxTree, put: Node, accept: Node): boolean {
  const list = tree.parentOf(listedStatement(tree, put) ?? tree.program);
  return (
    list !== undefined && list === tree.parentOf(listedStatement(tree, accept) ?? tree.program)
  );
}
