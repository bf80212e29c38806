import type {
  AssignmentExpression,
  CallExpression,
  ClassBody,
  ClassPrivateProperty,
  ClassProperty,
  Node,
  OptionalCallExpression,
} from '@babel/types';
import { statementsOf, thisOwner } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { entrypointClass } from '../worker/entrypoints.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { callsOf } from './webSocketCall.ts';

interface Accept {
  readonly accept: CallExpression | OptionalCallExpression;
  /** What gives the sockets that are connected: `this.ctx.getWebSockets()`. */
  readonly all: string;
}

/**
 * A field of a Durable Object that collects its sockets, while they can hibernate. Measured: some 10 seconds
 * after the last event the object is made anew with an empty field, and the sockets stay connected.
 */
export interface SocketMemory extends Accept {
  readonly body: ClassBody;
  /** As the field is written: `this.sessions`. */
  readonly text: string;
  readonly kind: 'Map' | 'Set';
  /** Makes it: the field with its value, or the field and the assignment of the constructor. */
  readonly declarations: readonly Node[];
  /** Every other mention of the field, in the order of the text. */
  readonly uses: readonly Node[];
  /** The type of what a Map holds for a socket, where it is written. */
  readonly valueType: string | undefined;
}

const known = new WeakMap<ClassBody, readonly SocketMemory[]>();

/** The memories of the class around the node. */
export function socketMemoriesAround(tree: SyntaxTree, node: Node): readonly SocketMemory[] {
  const body = tree.ancestorsOf(node).find((outer) => outer.type === 'ClassBody');
  if (body === undefined || entrypointClass(tree, body) !== 'DurableObject') return [];
  const memories = known.get(body) ?? memoriesIn(tree, body);
  known.set(body, memories);
  return memories;
}

function memoriesIn(tree: SyntaxTree, body: ClassBody): SocketMemory[] {
  const nodes = descendantsOf(body);
  const accept = acceptIn(tree, nodes);
  const mentions = accept && mentionsIn(tree, nodes);
  if (accept === undefined || mentions === undefined) return [];
  // A class that reads attachments knows what to keep.
  const attaches = callsOf(nodes, 'deserializeAttachment').length > 0;
  return body.body.flatMap((field) => {
    const isField = field.type === 'ClassProperty' || field.type === 'ClassPrivateProperty';
    const name = isField && !field.static ? keyOf(field) : undefined;
    if (!isField || name === undefined) return [];
    const memory = memoryOf(tree, field, mentions.get(name) ?? []);
    if (memory === undefined || (memory.kind === 'Map' && attaches)) return [];
    return [{ ...accept, ...memory, body, text: `this.${name}` }];
  });
}

/** Every `this.name`, by name. Undefined when the object is used in other ways. */
function mentionsIn(
  tree: SyntaxTree,
  nodes: readonly Node[],
): ReadonlyMap<string, readonly Node[]> | undefined {
  const mentions = new Map<string, Node[]>();
  for (const node of nodes) {
    if (node.type !== 'ThisExpression') continue;
    const member = tree.parentOf(node);
    const name = member?.type === 'MemberExpression' ? memberName(member) : undefined;
    if (member === undefined || name === undefined) return undefined;
    mentions.set(name, [...(mentions.get(name) ?? []), member]);
  }
  return mentions;
}

type Field = ClassProperty | ClassPrivateProperty;

/** The field is made once, with nothing in it, and no constructor fills it. */
function memoryOf(tree: SyntaxTree, field: Field, mentions: readonly Node[]) {
  const [made, ...more] = mentions.flatMap((mention) => assignmentTo(tree, mention) ?? []);
  const value = field.value ?? made?.right;
  if (!value || (made !== undefined && field.value) || more.length > 0) return undefined;
  const uses = mentions.filter((mention) => mention !== made?.left);
  if (uses.some((use) => isInConstructor(tree, use))) return undefined;
  const statement = made && tree.parentOf(made);
  const list = statement && tree.parentOf(statement);
  const isMade =
    statement?.type === 'ExpressionStatement' &&
    isInConstructor(tree, statement) &&
    statementsOf(list ?? statement) !== undefined;
  const kind = collectionMadeBy(tree, value);
  if (kind === undefined || (made && !isMade)) return undefined;
  const declarations = statement ? [field, statement] : [field];
  const valueType = kind === 'Map' ? valueTypeOf(tree, field, value) : undefined;
  return { kind, declarations, uses, valueType };
}

function assignmentTo(tree: SyntaxTree, mention: Node): AssignmentExpression | undefined {
  const parent = tree.parentOf(mention);
  return parent?.type === 'AssignmentExpression' && parent.left === mention ? parent : undefined;
}

/** The one place where the class takes its sockets; tags and several places tell of several kinds. */
function acceptIn(tree: SyntaxTree, nodes: readonly Node[]): Accept | undefined {
  const [accept, ...more] = callsOf(nodes, 'acceptWebSocket');
  if (accept?.call.arguments.length !== 1 || more.length > 0) return undefined;
  const { call, socket: context } = accept;
  const isOwn = context.type === 'MemberExpression' && context.object.type === 'ThisExpression';
  if (!isOwn || workerContextOf(tree).valueOf(context)?.kind !== 'ctx') return undefined;
  return { accept: call, all: `${tree.textOf(context)}.getWebSockets()` };
}

function isInConstructor(tree: SyntaxTree, node: Node): boolean {
  const method = thisOwner(tree, node);
  return method?.type === 'ClassMethod' && method.kind === 'constructor';
}

/** `new Map()` or `new Set()`, empty. */
function collectionMadeBy(tree: SyntaxTree, value: Node): 'Map' | 'Set' | undefined {
  const made = withoutTypes(value);
  if (made.type !== 'NewExpression' || made.arguments.length > 0) return undefined;
  const scopes = scopesOf(tree);
  if (scopes.isGlobal(made.callee, 'Map')) return 'Map';
  return scopes.isGlobal(made.callee, 'Set') ? 'Set' : undefined;
}

/** `Session` of `Map<WebSocket, Session>`. */
function valueTypeOf(tree: SyntaxTree, field: Node, value: Node): string | undefined {
  for (const node of [...descendantsOf(field), ...descendantsOf(value)]) {
    if (node.type !== 'TSTypeParameterInstantiation') continue;
    const [, type] = node.params;
    const text = type && tree.textOf(type);
    return text === undefined || /[\r\n]/.test(text) ? undefined : text;
  }
  return undefined;
}

/** What is held for the socket of this name. @param isTyped its type is to be written. */
export function attachmentOf(
  { valueType }: SocketMemory,
  socket: string,
  isTyped: boolean,
): string {
  const type = isTyped && valueType !== undefined ? ` as ${valueType}` : '';
  return `${socket}.deserializeAttachment()${type}`;
}
