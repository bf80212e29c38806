import type { Function as FunctionNode, Node, Statement } from '@babel/types';
import type { SyntaxTree } from './syntaxTree.ts';

export function isFunction(node: Node): node is FunctionNode {
  switch (node.type) {
    case 'FunctionDeclaration':
    case 'FunctionExpression':
    case 'ArrowFunctionExpression':
    case 'ObjectMethod':
    case 'ClassMethod':
    case 'ClassPrivateMethod':
      return true;
    default:
      return false;
  }
}

/** The innermost function that the node lies in or is; undefined at the top of a module. */
export function functionAround(tree: SyntaxTree, node: Node): FunctionNode | undefined {
  if (isFunction(node)) return node;
  return tree.ancestorsOf(node).find(isFunction);
}

/** What decides the meaning of `this` at the node: a function that is no arrow, a field, a static block. */
export function thisOwner(tree: SyntaxTree, node: Node): Node | undefined {
  return tree.ancestorsOf(node).find((ancestor) => {
    switch (ancestor.type) {
      case 'ClassProperty':
      case 'ClassPrivateProperty':
      case 'ClassAccessorProperty':
      case 'StaticBlock':
        return true;
      default:
        return isFunction(ancestor) && ancestor.type !== 'ArrowFunctionExpression';
    }
  });
}

/** The statements of a block, or undefined when the node holds no list of statements. */
export function statementsOf(node: Node): readonly Statement[] | undefined {
  switch (node.type) {
    case 'Program':
    case 'BlockStatement':
    case 'StaticBlock':
    case 'TSModuleBlock':
      return node.body;
    case 'SwitchCase':
      return node.consequent;
    default:
      return undefined;
  }
}

/** The node is a statement of a list: it can be removed. */
export function isListed(tree: SyntaxTree, node: Node): boolean {
  const list = statementsOf(tree.parentOf(node) ?? node) ?? [];
  return list.some((statement) => statement === node);
}

/**
 * The statement around the node that stands in a list of statements, so that another can be put before
 * it: in `block`, or else in the nearest list. Undefined when a function without a block comes first.
 */
export function listedStatement(tree: SyntaxTree, node: Node, block?: Node): Node | undefined {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (block === undefined ? statementsOf(outer) !== undefined : outer === block) return inner;
    if (block === undefined && isFunction(outer)) return undefined;
    inner = outer;
  }
  return undefined;
}

/** In a `try` block of its function: a failure is caught there. */
export function isInTry(tree: SyntaxTree, node: Node): boolean {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (outer.type === 'TryStatement' && outer.block === inner) return true;
    if (isFunction(outer)) return false;
    inner = outer;
  }
  return false;
}
