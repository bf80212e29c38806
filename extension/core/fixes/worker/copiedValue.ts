import type { CallExpression, Node } from '@babel/types';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** A call that copies what it is given, or sends a copy of it. */
export interface CopyingCall {
  readonly node: CallExpression;
  /** What its arguments are made of: an object or array that is written there counts by its parts. */
  readonly parts: readonly Node[];
}

/** Storage, attachments, messages; and methods of bindings, which may be those of a Durable Object. */
const METHODS = new Set(['put', 'serializeAttachment', 'postMessage', 'send']);

/**
 * The calls that may have failed because a value cannot be copied. What they are called on is not asked:
 * only the message of the failure leads here.
 */
export function copyingCallsIn(tree: SyntaxTree, nodes: readonly Node[]): CopyingCall[] {
  return nodes.flatMap((node) =>
    node.type === 'CallExpression' && copies(tree, node.callee)
      ? [{ node, parts: node.arguments.flatMap(partsOfValue) }]
      : [],
  );
}

function copies(tree: SyntaxTree, callee: Node): boolean {
  const context = workerContextOf(tree);
  if (callee.type !== 'MemberExpression') return context.scopes.isGlobal(callee, 'structuredClone');
  const isNamed = METHODS.has(memberName(callee) ?? '');
  return isNamed || context.valueOf(callee.object)?.kind === 'binding';
}

/** The value itself, or what is written in it; a method of an object is a part. */
export function partsOfValue(node: Node): Node[] {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'ArrayExpression':
      return value.elements.flatMap((one) => (one === null ? [] : partsOfValue(one)));
    case 'ObjectExpression':
      return value.properties.flatMap((one) =>
        one.type === 'ObjectProperty' ? partsOfValue(one.value) : [one],
      );
    default:
      return [value];
  }
}
