import type { Function as FunctionNode, Node } from '@babel/types';
import { entrypointsOf } from './entrypoints.ts';
import { functionAround } from '../syntax/functions.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/**
 * The function runs for one event of a Worker, and the runtime drops what it leaves behind once the event
 * is answered. False in a Durable Object, which lives on, and where a stream or a socket keeps the
 * invocation alive.
 */
export function endsWithEvent(tree: SyntaxTree, owner: FunctionNode): boolean {
  return endsIn(tree, owner, []);
}

function endsIn(tree: SyntaxTree, owner: FunctionNode, seen: readonly FunctionNode[]): boolean {
  if (seen.includes(owner) || staysOpen(tree, owner)) return false;
  if (isHandler(tree, owner)) return true;
  const callers = callersOf(tree, owner);
  return (
    callers.length > 0 &&
    callers.every((caller) => {
      const outer = caller && functionAround(tree, caller);
      return outer !== undefined && endsIn(tree, outer, [...seen, owner]);
    })
  );
}

/** The runtime calls the function with an event, and nothing of it lives on afterwards. */
export function isHandler(tree: SyntaxTree, owner: FunctionNode): boolean {
  const { handlers, classes } = entrypointsOf(tree);
  for (const [name, handler] of handlers) if (handler === owner) return name !== 'test';
  const context = workerContextOf(tree);
  const [first, second] = [0, 1].map((index) => context.parameterOf(owner, index)?.kind);
  if (first === 'fetchEvent' || first === 'otherEvent') return true;
  if (first === 'honoContext' || second === 'honoContext') return !isInObject(tree, owner);
  // A handler of itty-router, whether it takes the context or not.
  if (context.parameterOf(owner, 2)?.kind === 'ctx') return true;
  if (owner.type !== 'ClassMethod' || owner.static || keyOf(owner) === 'constructor') return false;
  const body = tree.parentOf(owner);
  for (const [node, base] of classes) {
    if (node.body === body) return base === 'WorkerEntrypoint';
  }
  return false;
}

/** A Durable Object may have an app of its own. */
function isInObject(tree: SyntaxTree, owner: FunctionNode): boolean {
  const around = tree.ancestorsOf(owner);
  return [...entrypointsOf(tree).classes].some(
    ([node, base]) => base === 'DurableObject' && around.includes(node),
  );
}

/** Where the function is called; undefined for a use that may call it at any time. */
function callersOf(tree: SyntaxTree, owner: FunctionNode): (Node | undefined)[] {
  const parent = tree.parentOf(owner);
  if (parent?.type === 'CallExpression') {
    const { callee } = parent;
    if (callee === owner) return [parent];
    const isNow = callee.type === 'MemberExpression' && CALLED_NOW.has(memberName(callee) ?? '');
    return [isNow ? parent : undefined];
  }
  const isVariable = parent?.type === 'VariableDeclarator' && parent.init === owner;
  const name = owner.type === 'FunctionDeclaration' ? owner.id : isVariable && parent.id;
  const binding = name ? scopesOf(tree).bindingOf(name) : undefined;
  return (binding?.references ?? []).map(({ identifier }) => {
    const call = tree.parentOf(identifier);
    return call?.type === 'CallExpression' && call.callee === identifier ? call : undefined;
  });
}

/** Methods of arrays and promises: what they are given is called while the event runs. */
const CALLED_NOW = new Set(['map', 'flatMap', 'filter', 'forEach', 'then', 'catch', 'finally']);

const OPEN = [
  'WebSocketPair',
  'WebSocket',
  'ReadableStream',
  'TransformStream',
  'IdentityTransformStream',
  'FixedLengthStream',
  'CompressionStream',
  'DecompressionStream',
  'TextDecoderStream',
  'TextEncoderStream',
  'HTMLRewriter',
  'EventSource',
];

const open = new WeakMap<Node, boolean>();

function staysOpen(tree: SyntaxTree, owner: Node): boolean {
  let answer = open.get(owner);
  if (answer === undefined) {
    const scopes = scopesOf(tree);
    answer = false;
    for (const node of descendantsOf(owner)) {
      if (node.type === 'Identifier' && OPEN.some((name) => scopes.isGlobal(node, name))) {
        answer = true;
        break;
      }
      const isPiping = node.type === 'MemberExpression' && /^pipe/.test(memberName(node) ?? '');
      if (isPiping || isStreamType(node)) {
        answer = true;
        break;
      }
    }
    open.set(owner, answer);
  }
  return answer;
}

/** A parameter that is a stream or a socket of somebody else. */
function isStreamType(node: Node): boolean {
  return (
    node.type === 'TSTypeReference' &&
    node.typeName.type === 'Identifier' &&
    /(Stream|Writer|Socket)/.test(node.typeName.name)
  );
}
