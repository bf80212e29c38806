import type { Function as FunctionNode, Node } from '@babel/types';
import { isFunction } from '../syntax/functions.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { functionNamed } from './detachedMethod.ts';
import { ownMethod } from './pendingWork.ts';

/** The node calls an asynchronous function of the file that may fail: it throws, or waits for what may. */
export function mayFailUnseen(tree: SyntaxTree, node: Node, seen: readonly Node[] = []): boolean {
  const call = withoutTypes(node);
  const called = call.type === 'CallExpression' ? calledBy(tree, call.callee) : undefined;
  if (called?.async !== true || called.generator || seen.includes(called)) return false;
  return mayFail(tree, called, [...seen, called]);
}

function calledBy(tree: SyntaxTree, node: Node): FunctionNode | undefined {
  const callee = withoutTypes(node);
  if (isFunction(callee)) return callee;
  return functionNamed(tree, callee) ?? ownMethod(tree, callee);
}

/** Outside of what catches its failures. */
function mayFail(tree: SyntaxTree, { body }: FunctionNode, seen: readonly Node[]): boolean {
  if (body.type !== 'BlockStatement') return waitsForFailure(tree, body, seen);
  const isOpen = (inner: Node) => !isFunction(inner) && !isCaught(inner);
  return descendantsOf(body, isOpen).some(
    (node) =>
      node.type === 'ThrowStatement' ||
      (node.type === 'AwaitExpression' && waitsForFailure(tree, node, seen)),
  );
}

/** What is not of the file may fail. */
function waitsForFailure(tree: SyntaxTree, node: Node, seen: readonly Node[]): boolean {
  const value = withoutTypes(node.type === 'AwaitExpression' ? node.argument : node);
  if (value.type === 'NewExpression') return true;
  if (value.type !== 'CallExpression') return false;
  return calledBy(tree, value.callee) === undefined || mayFailUnseen(tree, value, seen);
}

/** What its `catch` and `finally` do may fail too: that is rare, and a doubt. */
function isCaught(node: Node): boolean {
  return node.type === 'TryStatement' && Boolean(node.handler);
}
