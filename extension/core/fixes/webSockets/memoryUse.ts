import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { additionAt } from '../syntax/collectionUse.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isPlainReference } from '../syntax/plainReference.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { arrayRemovalAt, isNarrowed } from './arrayRemoval.ts';
import { type Iteration, iterated, type View } from './memoryIteration.ts';
import { socketAssignmentAt } from './socketField.ts';
import { socketRecordAt } from './socketRecord.ts';
import type { SocketMemory } from './socketMemory.ts';

/** `add(socket)`, `set(socket, value)`, or `set(id, socket)`: then the value is the id. */
export interface Put {
  readonly kind: 'put';
  readonly node: Node;
  readonly socket: Node;
  readonly value?: Node;
}

/** `get(socket)`. */
export interface Get {
  readonly kind: 'get';
  readonly node: CallExpression;
  readonly socket: Node;
}

/** `get(id)`, or `has(id)`. */
export interface Find {
  readonly kind: 'find' | 'has';
  readonly node: CallExpression;
  readonly id: Node;
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

/** The field is emptied, or loses some of its records. */
export interface Clear {
  readonly kind: 'clear';
  readonly node: Node;
}

/** One use of a field that holds sockets, as far as it has a counterpart without the field. */
export type MemoryUse =
  | Put
  | Get
  | Find
  | Each
  | Forget
  | Clear
  | { readonly kind: 'read'; readonly node: Node }
  | Iteration
  | { readonly kind: 'count'; readonly node: Node };

/** Undefined for any other use, such as one that hands the field to other code. */
export function memoryUse(
  tree: SyntaxTree,
  { kind }: SocketMemory,
  field: Node,
): MemoryUse | undefined {
  if (kind === 'Socket') return socketUse(tree, field);
  if (kind === 'Records') return recordsUse(tree, field);
  const removal = kind === 'Array' ? arrayRemovalAt(tree, field) : undefined;
  if (removal) return { kind: 'forget', node: removal.node, socket: removal.element };
  const holder = tree.parentOf(field);
  if (holder?.type !== 'MemberExpression' || holder.object !== field) {
    return iterated(tree, field, isMap(kind) ? 'entries' : 'sockets');
  }
  const name = memberName(holder) ?? '';
  const node = tree.parentOf(holder);
  if (name === (kind === 'Array' ? 'length' : 'size') && !isChanged(node, holder)) {
    return { kind: 'count', node: holder };
  }
  if (node?.type !== 'CallExpression' || node.callee !== holder) return undefined;
  const [first, second] = node.arguments;
  if (first === undefined) {
    const view = VIEWS[kind].get(name);
    return view && iterated(tree, node, view);
  }
  const isStatement = tree.parentOf(node)?.type === 'ExpressionStatement';
  if (name === 'forEach') {
    return isStatement && isFunction(first) ? { kind: 'each', node, callback: first } : undefined;
  }
  if (kind === 'Array' && LOOKS.has(name)) return { kind: 'list', node: field, view: 'sockets' };
  if (kind === 'Index' && (name === 'get' || name === 'has')) {
    return { kind: name === 'get' ? 'find' : 'has', node, id: first };
  }
  const isPut = name === 'set' && isMap(kind) && isStatement && second !== undefined;
  if (isPut && kind === 'Index') {
    return { kind: 'put', node, socket: withoutTypes(second), value: first };
  }
  const socket = withoutTypes(first);
  if (!isPlainReference(socket)) return undefined;
  if (name === 'get') return { kind: 'get', node, socket };
  if (name === 'delete' && (isStatement || isBody(tree, node))) {
    return { kind: 'forget', node, socket };
  }
  if (!isStatement) return undefined;
  if (name === ADDS.get(kind) && second === undefined) return { kind: 'put', node, socket };
  return isPut ? { kind: 'put', node, socket, value: second } : undefined;
}

function isMap(kind: SocketMemory['kind']): boolean {
  return kind === 'Map' || kind === 'Index';
}

function socketUse(tree: SyntaxTree, field: Node): MemoryUse {
  const assignment = socketAssignmentAt(tree, field);
  if (assignment === undefined) return { kind: 'read', node: field };
  const { node, socket } = assignment;
  return socket ? { kind: 'put', node, socket } : { kind: 'clear', node };
}

/** Records stay where they are, so that it does not matter how they are read. */
function recordsUse(tree: SyntaxTree, field: Node): MemoryUse | undefined {
  const record = socketRecordAt(tree, field);
  if (record) return { kind: 'put', node: record.node, socket: record.socket };
  const member = tree.parentOf(field);
  const node = member && tree.parentOf(member);
  if (isNarrowed(tree, field)) return { kind: 'clear', node: field };
  if (member?.type !== 'MemberExpression' || member.object !== field) {
    return iterated(tree, field, 'sockets');
  }
  if (node?.type !== 'CallExpression' || node.callee !== member)
    return { kind: 'read', node: field };
  const [first] = node.arguments;
  const name = memberName(member) ?? '';
  if (name === 'get' && first) return { kind: 'find', node, id: first };
  if (name === 'forEach' && first && isFunction(first))
    return { kind: 'each', node, callback: first };
  const view = first ? undefined : VIEWS.Index.get(name);
  if (view) return iterated(tree, node, 'sockets') ?? { kind: 'read', node: field };
  if (LOOKS.has(name)) return { kind: 'list', node: field, view: 'sockets' };
  return additionAt(tree, field) ? undefined : { kind: 'read', node: field };
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

const VIEWS = {
  Map: new Map<string, View>([
    ['keys', 'sockets'],
    ['values', 'values'],
    ['entries', 'entries'],
  ]),
  Index: new Map<string, View>([
    ['keys', 'values'],
    ['values', 'sockets'],
    ['entries', 'entries'],
  ]),
  Set: new Map<string, View>([
    ['keys', 'sockets'],
    ['values', 'sockets'],
  ]),
  Array: new Map<string, View>([['values', 'sockets']]),
};
