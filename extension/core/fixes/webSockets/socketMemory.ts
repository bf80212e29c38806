import type { CallExpression, ClassBody, Node, OptionalCallExpression } from '@babel/types';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { familyOf } from '../worker/classChain.ts';
import { entrypointClass } from '../worker/entrypoints.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { type MemoryField, memoryFieldsIn } from './memoryField.ts';
import { callsOf } from './webSocketCall.ts';

interface Accept {
  readonly accept: CallExpression | OptionalCallExpression;
  /** `this.ctx`. */
  readonly context: string;
  /** What gives the sockets that are connected: `this.ctx.getWebSockets()`. */
  readonly all: string;
}

/**
 * A field of a Durable Object that collects its sockets, while they can hibernate. Measured: some 10 seconds
 * after the last event the object is made anew with an empty field, and the sockets stay connected.
 */
export interface SocketMemory extends Accept, MemoryField {
  readonly body: ClassBody;
  /** As the field is written: `this.sessions`. */
  readonly text: string;
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
  const node = scopesOf(tree).classes.find((one) => one.body === body);
  // Another class of the family may fill the field.
  if (accept === undefined || node === undefined || familyOf(tree, node).length > 1) return [];
  // A class that reads attachments knows what to keep.
  const attaches = callsOf(nodes, 'deserializeAttachment').length > 0;
  return memoryFieldsIn(tree, body, nodes)
    .filter(({ kind }) => !attaches || (kind !== 'Map' && kind !== 'Records'))
    .map((field) => ({ ...accept, ...field, body, text: `this.${field.name}` }));
}

/** The one place where the class takes its sockets; tags and several places tell of several kinds. */
function acceptIn(tree: SyntaxTree, nodes: readonly Node[]): Accept | undefined {
  const [accept, ...more] = callsOf(nodes, 'acceptWebSocket');
  if (accept?.call.arguments.length !== 1 || more.length > 0) return undefined;
  const { call, socket: context } = accept;
  const isOwn = context.type === 'MemberExpression' && context.object.type === 'ThisExpression';
  if (!isOwn || workerContextOf(tree).valueOf(context)?.kind !== 'ctx') return undefined;
  const text = tree.textOf(context);
  return { accept: call, context: text, all: `${text}.getWebSockets()` };
}

/** What the runtime holds for the socket of this name: an attachment, or its tag. @param isTyped its type is to be written. */
export function heldFor(
  { kind, context, types }: SocketMemory,
  socket: string,
  isTyped: boolean,
): string {
  if (kind === 'Index') return `${context}.getTags(${socket})[0]`;
  const [, type] = types;
  return `${socket}.deserializeAttachment()${isTyped && type ? ` as ${type}` : ''}`;
}
