import type { Node } from '@babel/types';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { runsAtStart } from '../syntax/moduleScope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/**
 * What the operation gives. value: data, which requests may share. message: a Request or Response, to be
 * made for each use. object: anything else that belongs to one request.
 */
export type Gives = 'value' | 'message' | 'object';

/**
 * What the node gives if it is an operation that fails while a module loads; measured with workerd. These
 * do not: `Math.random()`, `Date.now()`, `new Response(null)`, `new Request(url)`, `new ReadableStream()`,
 * `caches.open()`, `crypto.subtle.digest()`, reading a binding without calling it.
 */
export function startOperation(tree: SyntaxTree, node: Node): Gives | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const callee = withoutTypes(node.callee);
  const gives =
    node.type === 'NewExpression'
      ? constructed(tree, callee, node.arguments)
      : called(tree, callee, tree.parentOf(node)?.type === 'AwaitExpression');
  return gives && runsAtStart(tree, node) ? gives : undefined;
}

const OBJECTS = [
  'WebSocketPair',
  'WebSocket',
  'AbortController',
  'TransformStream',
  'IdentityTransformStream',
  'FixedLengthStream',
  'CompressionStream',
  'DecompressionStream',
  'TextDecoderStream',
  'TextEncoderStream',
];

function constructed(
  tree: SyntaxTree,
  callee: Node,
  [first, second]: readonly Node[],
): Gives | undefined {
  const { scopes } = workerContextOf(tree);
  if (OBJECTS.some((name) => scopes.isGlobal(callee, name))) return 'object';
  if (scopes.isGlobal(callee, 'Response')) return first && hasBody(first) ? 'message' : undefined;
  if (!scopes.isGlobal(callee, 'Request') || second?.type !== 'ObjectExpression') return undefined;
  const withBody = second.properties.some(
    (one) =>
      one.type === 'ObjectProperty' &&
      one.key.type === 'Identifier' &&
      one.key.name === 'body' &&
      hasBody(one.value),
  );
  return withBody ? 'message' : undefined;
}

/** Null and undefined are none; of a name the error has told. */
function hasBody(node: Node): boolean {
  const isUndefined = node.type === 'Identifier' && node.name === 'undefined';
  return node.type !== 'NullLiteral' && !isUndefined;
}

const CALLS = ['fetch', 'setTimeout', 'setInterval'];
const MEMBERS: Readonly<Record<string, Gives>> = {
  'crypto.randomUUID': 'value',
  'crypto.getRandomValues': 'value',
  'crypto.subtle.generateKey': 'object',
  'scheduler.wait': 'object',
  'AbortSignal.timeout': 'object',
  'Response.json': 'message',
  'Response.redirect': 'message',
};

function called(tree: SyntaxTree, callee: Node, isAwaited: boolean): Gives | undefined {
  const context = workerContextOf(tree);
  const { scopes } = context;
  if (CALLS.some((name) => scopes.isGlobal(callee, name))) return 'object';
  if (isSocketConnect(tree, callee)) return 'object';
  if (callee.type !== 'MemberExpression') return undefined;
  const path = pathFromGlobal(tree, callee);
  if (path !== undefined && Object.hasOwn(MEMBERS, path)) return MEMBERS[path];
  const method = context.valueOf(callee);
  const isBinding = method?.kind === 'method' && method.owner === 'binding' && method.known;
  // Ids and stubs of Durable Objects are no promises.
  return isBinding && isAwaited ? 'object' : undefined;
}

function isSocketConnect(tree: SyntaxTree, callee: Node): boolean {
  const binding = workerContextOf(tree).scopes.bindingOf(callee);
  const statement = binding?.kind === 'import' ? tree.parentOf(binding.declaration) : undefined;
  return (
    binding?.name === 'connect' &&
    statement?.type === 'ImportDeclaration' &&
    statement.source.value === 'cloudflare:sockets'
  );
}

/** `crypto.subtle.digest` of the global `crypto`. */
function pathFromGlobal(tree: SyntaxTree, node: Node): string | undefined {
  if (node.type === 'Identifier') {
    return workerContextOf(tree).scopes.isGlobal(node, node.name) ? node.name : undefined;
  }
  if (node.type !== 'MemberExpression') return undefined;
  const [object, name] = [pathFromGlobal(tree, node.object), memberName(node)];
  return object && name && `${object}.${name}`;
}
