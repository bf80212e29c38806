import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertGuard } from '../edits/codeStyle.ts';
import { leavesBody } from '../worker/leavesBody.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { Binding } from '../syntax/binding.ts';
import { LOOPS, orderOf } from '../syntax/executionOrder.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf } from '../webSockets/webSocketCall.ts';
import { isResponder } from '../worker/responder.ts';
import { returnedBy } from '../worker/responders.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** `response.clone()` where the response may be a handshake. */
interface Clone {
  readonly call: Node;
  readonly response: Node;
  /** The variable that gets the clone. */
  readonly copy: Binding | undefined;
}

/** QF-10: each response is cloned, and one of them carries a WebSocket. */
export const webSocketClone: FixRule = {
  id: 'QF-10',
  codes: ['rt:websocket-clone'],
  find({ tree, nodes, message }) {
    // Only the error tells that what is cloned was a handshake.
    if (!message.startsWith('Cannot clone a response to a WebSocket')) return [];
    return callsOf(nodes, 'clone').flatMap(({ call, socket: response }) => {
      if (call.arguments.length > 0 || !mayBeResponse(tree, response)) return [];
      const clone = { call, response: withoutTypes(response), copy: copyIn(tree, call) };
      if (isExcepted(tree, call)) return [];
      const fixes = () => [...withoutClone(tree, clone), ...passThrough(tree, clone)];
      return [{ node: call, subject: call, fixes }];
    });
  },
};

/** What the cache holds is no handshake. */
function mayBeResponse(tree: SyntaxTree, node: Node): boolean {
  const { kind } = workerContextOf(tree).valueOf(node) ?? {};
  return kind === undefined || kind === 'fetchedResponse' || kind === 'response';
}

function copyIn(tree: SyntaxTree, call: Node): Binding | undefined {
  const declarator = tree.parentOf(call);
  return declarator?.type === 'VariableDeclarator'
    ? scopesOf(tree).bindingOf(declarator.id)
    : undefined;
}

/** Something before it looks for a handshake already. */
function isExcepted(tree: SyntaxTree, call: Node): boolean {
  for (const node of descendantsOf(functionAround(tree, call) ?? tree.program)) {
    if (startOf(node) >= startOf(call)) return false;
    if (node.type === 'NumericLiteral' && node.value === 101) return true;
    if (node.type === 'MemberExpression' && memberName(node) === 'webSocket') return true;
  }
  return false;
}

/** Right where nobody but the holder of the clone uses the response. */
function withoutClone(tree: SyntaxTree, clone: Clone): Fix[] {
  const { call, response, copy } = clone;
  const subject = scopesOf(tree).bindingOf(response);
  if (subject === undefined || !isUsedAlone(tree, clone, subject)) return [];
  const changes = copy?.references.some(({ identifier }) => hasHeaders(tree, identifier)) === true;
  if (changes && scopesOf(tree).lookUp('Response', call)) return [];
  const { name } = subject;
  const text = changes ? `new Response(${name}.body, ${name})` : name;
  const title = changes
    ? t('Copy the response before changing its headers')
    : t('Leave out `clone()`: the original is not used again');
  const edits = new EditBuilder().replace(startOf(call), endOf(call), text).build();
  return [{ rule: 'QF-10', title, safety: 'review', edits }];
}

function hasHeaders(tree: SyntaxTree, identifier: Node): boolean {
  const parent = tree.parentOf(identifier);
  return parent?.type === 'MemberExpression' && memberName(parent) === 'headers';
}

function isUsedAlone(tree: SyntaxTree, { call, copy }: Clone, subject: Binding): boolean {
  const home = functionAround(tree, subject.identifier);
  if (home === undefined || functionAround(tree, call) !== home) return false;
  const isRepeated = tree
    .ancestorsOf(call)
    .some((outer) => LOOPS.has(outer.type) && !contains(outer, startOf(subject.identifier)));
  if (isRepeated) return false;
  // A caller has its response too; it goes on with what it gets back.
  if (subject.kind === 'param' && !isReturned(tree, call, copy)) return false;
  return subject.references.every((use) => {
    const { identifier, access } = use;
    if (contains(call, startOf(identifier)) || access === 'write') return true;
    return startOf(identifier) < startOf(call)
      ? leavesBody(tree, use, home)
      : orderOf(tree, call, identifier) === 'never';
  });
}

function isReturned(tree: SyntaxTree, call: Node, copy: Binding | undefined): boolean {
  const uses = copy?.references.map(({ identifier }) => identifier) ?? [call];
  return uses.some((use) => tree.parentOf(use)?.type === 'ReturnStatement');
}

/** A handshake goes by before the clone is made. */
function passThrough(tree: SyntaxTree, { call, response, copy }: Clone): Fix[] {
  const anchor = listedStatement(tree, call);
  const owner = functionAround(tree, call);
  if (anchor === undefined || owner === undefined || !isPlainReference(response)) return [];
  const subject = scopesOf(tree).bindingOf(response);
  if (subject && contains(anchor, startOf(subject.identifier))) return [];
  const text = tree.textOf(response);
  const values = [...returnedBy(tree, owner)];
  const isAnswer = values.some(
    (value) =>
      value === call ||
      tree.textOf(withoutTypes(value)) === text ||
      (copy !== undefined && scopesOf(tree).bindingOf(value) === copy),
  );
  if (values.length > 0 && !isAnswer && !isResponder(tree, owner)) return [];
  const edits = new EditBuilder();
  const exit = values.length === 0 ? 'return' : `return ${text}`;
  insertGuard(edits, tree, anchor, { test: `${text}.status === 101`, exit });
  const title = t('Return a WebSocket handshake unchanged');
  return [{ rule: 'QF-10', title, safety: 'review', edits: edits.build() }];
}
