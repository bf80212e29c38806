import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { keyOf, memberName } from './pattern.ts';
import { scopesOf } from './scope.ts';
import { descendantsOf, type SyntaxTree } from './syntaxTree.ts';

/** The one call of the function in its file; undefined when it is called twice, or handed to other code. */
export function onlyCallOf(tree: SyntaxTree, owner: FunctionNode): CallExpression | undefined {
  const uses = owner.type === 'ClassMethod' ? usesOfMethod(tree, owner) : usesOfName(tree, owner);
  const [use, ...more] = uses;
  const call = use && tree.parentOf(use);
  const isCalled = call?.type === 'CallExpression' && call.callee === use && more.length === 0;
  return isCalled ? call : undefined;
}

function usesOfName(tree: SyntaxTree, owner: FunctionNode): Node[] {
  const declarator = tree.parentOf(owner);
  const name =
    owner.type === 'FunctionDeclaration'
      ? owner.id
      : declarator?.type === 'VariableDeclarator' && declarator.id;
  const binding = name ? scopesOf(tree).bindingOf(name) : undefined;
  return binding?.references.map(({ identifier }) => identifier) ?? [];
}

/** `this.name` in the same class. */
function usesOfMethod(tree: SyntaxTree, owner: FunctionNode): Node[] {
  const body = tree.parentOf(owner);
  if (owner.type !== 'ClassMethod' || body === undefined) return [];
  const name = keyOf(owner);
  return [...descendantsOf(body)].filter(
    (node) =>
      node.type === 'MemberExpression' &&
      node.object.type === 'ThisExpression' &&
      name !== undefined &&
      memberName(node) === name,
  );
}
