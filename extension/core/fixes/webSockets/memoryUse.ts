import type { CallExpression, ForOfStatement, Function as FunctionNode, Node } from '@babel/types';
import { isFunction } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { arrayRemovalAt } from './arrayRemoval.ts';
import type { SocketMemory } from './socketMemory.ts';

/** What an iteration gives: the sockets, what is held for them, or both. */
export type View = 'sockets' | 'values' | 'entries';

/** `add(socket)`, or `set(socket, value)`. */
export interface Put {
  readonly kind: 'put';
  readonly node: CallExpression;
  readonly socket: Node;
  readonly value?: Node;
}

/** `get(socket)`. */
export interface Get {
  readonly kind: 'get';
  readonly node: CallExpression;
  readonly socket: Node;
}

/** `delete(socket)`, or what takes it out of an array. */
export interface Forget {
  readonly kind: 'forget';
  /** The expression of a statement, or a statement. */
  readonly node: Node;
  readonly socket: Node;
}

/** `forEach((value, socket) => …)`. */
export interface Each {
  readonly kind: 'each';
  readonly node: CallExpression;
  readonly callback: FunctionNode;
}

/** One use of a field that collects sockets, as far as it has a counterpart without the field. */
export type MemoryUse =
  | Put
  | Get
  | Each
  | Forget
  | { readonly kind: 'loop'; readonly node: ForOfStatement; readonly view: View }
  | { readonly kind: 'list'; readonly node: Node; readonly view: View }
  | { readonly kind: 'count'; readonly node: Node };

/** Undefined for any other use, such as one that hands the field to other code. */
export function memoryUse(
  tree: SyntaxTree,
  { kind }: SocketMemory,
  field: Node,
): MemoryUse | undefined {
  const removal = kind === 'Array' ? arrayRemovalAt(tree, field) : undefined;
  if (removal) return { kind: 'forget', node: removal.node, socket: removal.element };
  const holder = tree.parentOf(field);
  if (holder?.type !== 'MemberExpression' || holder.object !== field) {
    return iterated(tree, field, kind === 'Map' ? 'entries' : 'sockets');
  }
  const name = memberName(holder) ?? '';
  const node = tree.parentOf(holder);
  if (name === (kind === 'Array' ? 'length' : 'size') && !isChanged(node, holder)) {
    return { kind: 'count', node: holder };
  }
  if (node?.type !== 'CallExpression' || node.callee !== holder) return undefined;
  const [first, second] = node.arguments;
  if (first === undefined) {
    const view = (kind === 'Map' ? MAP_VIEWS : SET_VIEWS).get(name);
    return view && iterated(tree, node, view);
  }
  const isStatement = tree.parentOf(node)?.type === 'ExpressionStatement';
  if (name === 'forEach') {
    return isStatement && isFunction(first) ? { kind: 'each', node, callback: first } : undefined;
  }
  if (kind === 'Array' && LOOKS.has(name)) return { kind: 'list', node: field, view: 'sockets' };
  const socket = withoutTypes(first);
  if (!isPlainReference(socket)) return undefined;
  if (name === 'get') return { kind: 'get', node, socket };
  if (name === 'delete' && (isStatement || isBody(tree, node))) {
    return { kind: 'forget', node, socket };
  }
  if (!isStatement) return undefined;
  if (name === ADDS.get(kind) && second === undefined) return { kind: 'put', node, socket };
  return name === 'set' && second ? { kind: 'put', node, socket, value: second } : undefined;
}

const ADDS = new Map([
  ['Array', 'push'],
  ['Set', 'add'],
]);
/** What any other array of the sockets answers as well. */
const LOOKS = new Set(['every', 'filter', 'find', 'flatMap', 'includes', 'map', 'reduce', 'some']);

/** `sockets.length = 0`. */
function isChanged(outer: Node | undefined, member: Node): boolean {
  return outer?.type === 'AssignmentExpression'
    ? outer.left === member
    : outer?.type === 'UpdateExpression';
}

/** `() => this.sockets.delete(server)`. */
function isBody(tree: SyntaxTree, node: Node): boolean {
  const owner = tree.parentOf(node);
  return owner?.type === 'ArrowFunctionExpression' && owner.body === node;
}

const MAP_VIEWS = new Map<string, View>([
  ['keys', 'sockets'],
  ['values', 'values'],
  ['entries', 'entries'],
]);
const SET_VIEWS = new Map<string, View>([
  ['keys', 'sockets'],
  ['values', 'sockets'],
]);

/** `for (… of all)`, `[...all]` and `Array.from(all)`. */
function iterated(tree: SyntaxTree, all: Node, view: View): MemoryUse | undefined {
  const outer = tree.parentOf(all);
  if (outer?.type === 'ForOfStatement') {
    return outer.right === all && !outer.await ? { kind: 'loop', node: outer, view } : undefined;
  }
  if (view === 'entries') return undefined;
  if (outer?.type === 'CallExpression' && outer.arguments.length === 1) {
    const { scopes } = workerContextOf(tree);
    const isFrom =
      outer.callee.type === 'MemberExpression' &&
      memberName(outer.callee) === 'from' &&
      scopes.isGlobal(outer.callee.object, 'Array');
    return isFrom ? { kind: 'list', node: outer, view } : undefined;
  }
  const list = outer?.type === 'SpreadElement' ? tree.parentOf(outer) : undefined;
  const isWhole = list?.type === 'ArrayExpression' && list.elements.length === 1;
  return isWhole ? { kind: 'list', node: list, view } : undefined;
}
