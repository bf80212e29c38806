import type { ClassBody, Function as FunctionNode, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { appendMethod, type NewMethod } from '../edits/classMember.ts';
import { memberNamed } from '../worker/classChain.ts';
import { removeStatement } from '../edits/codeLayout.ts';
import { terminator } from '../edits/codeStyle.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointClass } from '../worker/entrypoints.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { isFunction, listedStatement, statementsOf } from '../syntax/functions.ts';
import { movedLines } from '../webSockets/listenerBody.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { callsOf, listenerOf } from '../webSockets/webSocketCall.ts';
import { type EndUse, pairsIn, usesOf } from '../webSockets/webSocketPair.ts';

/** QF-03: listeners on a socket that can hibernate. Measured: they never run, and nothing tells of it. */
export const hibernationListeners: FixRule = {
  id: 'QF-03',
  codes: ['rt:websocket-accepted-twice'],
  find({ tree, nodes }) {
    return pairsIn(tree, nodes).flatMap((pair) => {
      const { uses } = usesOf(tree, pair);
      const [accept, ...more] = uses.filter(({ role }) => role === 'accept');
      const body = accept?.call && objectAround(tree, accept.call);
      if (accept?.call === undefined || body === undefined || more.length > 0) return [];
      if (!isHibernating(accept.call)) return [];
      const ends = uses.filter(({ end }) => end === accept.end);
      const listeners = listenersOf(tree, ends);
      const room = { body, accept: accept.call, ends, listeners };
      return listeners.map(({ call }) => ({
        node: call,
        subject: pair,
        fixes: () => [...moveToMethods(tree, room), ...acceptPlainly(tree, room)],
        hint: t(
          'This listener never runs: a socket that can hibernate calls methods of its object.',
        ),
      }));
    });
  },
};

interface Room {
  readonly body: ClassBody;
  readonly accept: Node;
  readonly ends: readonly EndUse[];
  readonly listeners: readonly Listening[];
}

interface Listening {
  readonly call: Node;
  readonly event: string;
  readonly listener: Node;
}

/** What a method of the object gets besides the socket, by the property of the event that it stands for. */
const METHODS: Readonly<Record<string, { name: string; parameters: [string, string, string][] }>> =
  {
    message: {
      name: 'webSocketMessage',
      parameters: [['data', 'message', 'string | ArrayBuffer']],
    },
    close: {
      name: 'webSocketClose',
      parameters: [
        ['code', 'code', 'number'],
        ['reason', 'reason', 'string'],
        ['wasClean', 'wasClean', 'boolean'],
      ],
    },
    error: { name: 'webSocketError', parameters: [['error', 'error', 'unknown']] },
  };

function objectAround(tree: SyntaxTree, node: Node): ClassBody | undefined {
  const body = tree.ancestorsOf(node).find((outer) => outer.type === 'ClassBody');
  return body && entrypointClass(tree, body) === 'DurableObject' ? body : undefined;
}

function isHibernating(call: Node): boolean {
  const callee = call.type === 'CallExpression' ? call.callee : undefined;
  return callee?.type === 'MemberExpression' && memberName(callee) === 'acceptWebSocket';
}

function listenersOf(tree: SyntaxTree, ends: readonly EndUse[]): Listening[] {
  return ends.flatMap(({ node }) => {
    const member = tree.parentOf(node);
    const call = member && tree.parentOf(member);
    const [listening] = call ? callsOf([call], 'addEventListener') : [];
    if (call === undefined || listening?.socket !== node) return [];
    return Object.keys(METHODS).flatMap((event) => {
      const listener = listenerOf(listening, event);
      return listener ? [{ call, event, listener }] : [];
    });
  });
}

function moveToMethods(tree: SyntaxTree, { body, accept, ends, listeners }: Room): Fix[] {
  const edits = new EditBuilder();
  const methods: NewMethod[] = [];
  for (const { call, event, listener } of listeners) {
    const statement = tree.parentOf(call);
    const method = isFunction(listener) ? methodFor(tree, event, listener, ends) : undefined;
    if (statement?.type !== 'ExpressionStatement' || method === undefined) return [];
    // A listener in a branch is one that is not always meant.
    if (!isListedWith(tree, statement, accept)) return [];
    if (memberNamed(tree, body, method.name) || methods.some(({ name }) => name === method.name))
      return [];
    methods.push(method);
    removeStatement(edits, tree, statement);
  }
  // Without one the close of a client is never answered.
  const isAnswered = methods.some(({ name }) => name === 'webSocketClose');
  if (!isAnswered && !memberNamed(tree, body, 'webSocketClose')) {
    const lines = [`ws.close()${terminator(tree)}`];
    methods.push({ name: 'webSocketClose', parameters: [['ws', 'WebSocket']], lines });
  }
  for (const method of methods) appendMethod(edits, tree, body, method);
  const title = t('Move the listeners to methods of the Durable Object');
  return [{ rule: 'QF-03', title, safety: 'review', edits: edits.build() }];
}

function isListedWith(tree: SyntaxTree, statement: Node, accept: Node): boolean {
  const block = tree.parentOf(statement);
  const isList = block !== undefined && statementsOf(block) !== undefined;
  return isList && listedStatement(tree, accept, block) !== undefined;
}

function methodFor(
  tree: SyntaxTree,
  event: string,
  listener: FunctionNode,
  ends: readonly EndUse[],
): NewMethod | undefined {
  const method = METHODS[event];
  if (method === undefined) return undefined;
  const own = method.parameters.map(([, name]) => name);
  const socket = scopesOf(tree).freeName(['ws', 'socket', 'webSocket'], listener);
  const areFree = own.every((name) => scopesOf(tree).freeName([name], listener.body) !== undefined);
  if (socket === undefined || !areFree) return undefined;
  const names = new Map(method.parameters.map(([property, name]) => [property, name]));
  const lines = movedLines(tree, listener, { names, socket, ends });
  if (lines === undefined) return undefined;
  const answers = event !== 'close' || lines.some((line) => line.includes(`${socket}.close(`));
  return {
    name: method.name,
    parameters: [
      [socket, 'WebSocket'],
      ...method.parameters.map(([, name, type]) => [name, type] as const),
    ],
    lines: answers ? lines : [...lines, `${socket}.close()${terminator(tree)}`],
  };
}

/** The other way to let them run; the object stays in memory as long as the socket is open. */
function acceptPlainly(tree: SyntaxTree, { body, accept, ends }: Room): Fix[] {
  const [socket] = accept.type === 'CallExpression' ? accept.arguments : [];
  const isPlain = accept.type === 'CallExpression' && accept.arguments.length === 1;
  const end = ends.find(({ role }) => role === 'accept');
  const receives = Object.values(METHODS).some(({ name }) => memberNamed(tree, body, name));
  if (!isPlain || socket === undefined || end === undefined || receives) return [];
  const code = `${tree.textOf(end.node)}.accept()`;
  const edits = [{ start: startOf(accept), end: endOf(accept), text: code }];
  const title = t('Call `{0}`: the listeners run, and the object cannot hibernate', code);
  return [{ rule: 'QF-03', title, safety: 'review', edits }];
}
