import type { Node } from '@babel/types';
import { type Binding, isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** The promise that the expression is can never settle: nothing calls what would, or passes it on. */
export function neverSettles(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  if (value.type === 'NewExpression') return isUnsettled(tree, value);
  if (value.type === 'MemberExpression') {
    const held = memberName(value) === 'promise' && constantOf(tree, value.object);
    return held ? isUnresolvedHolder(tree, held) : false;
  }
  const binding = constantOf(tree, value);
  if (binding?.declaration.type !== 'VariableDeclarator') return false;
  const { id, init } = binding.declaration;
  const made = init && withoutTypes(init);
  if (!made) return false;
  if (id === binding.identifier) return made.type === 'NewExpression' && isUnsettled(tree, made);
  return id.type === 'ObjectPattern' && isWithResolvers(tree, made)
    ? id.properties.every((property) => {
        // What a rest element takes along may be called anywhere.
        if (property.type !== 'ObjectProperty') return false;
        return keyOf(property) === 'promise' || isUnused(tree, property.value);
      })
    : false;
}

/** `new Promise((resolve, reject) => …)` that calls neither. */
function isUnsettled(tree: SyntaxTree, node: Node): boolean {
  if (node.type !== 'NewExpression' || !scopesOf(tree).isGlobal(node.callee, 'Promise')) {
    return false;
  }
  const [executor] = node.arguments;
  if (executor === undefined || !isFunction(executor)) return false;
  // The function could also throw, which rejects.
  const isQuiet =
    executor.body.type !== 'BlockStatement' || !/\bthrow\b/.test(tree.textOf(executor));
  const usesArguments = /\barguments\b/.test(tree.textOf(executor));
  return isQuiet && !usesArguments && executor.params.every((one) => isUnused(tree, one));
}

/** `const waiting = Promise.withResolvers()` of which only `waiting.promise` is used. */
function isUnresolvedHolder(tree: SyntaxTree, holder: Binding): boolean {
  const { declaration, identifier, references } = holder;
  if (declaration.type !== 'VariableDeclarator' || declaration.id !== identifier) return false;
  if (!declaration.init || !isWithResolvers(tree, declaration.init)) return false;
  return references.every(({ identifier: use }) => {
    const member = tree.parentOf(use);
    return (
      member?.type === 'MemberExpression' &&
      member.object === use &&
      memberName(member) === 'promise'
    );
  });
}

function isWithResolvers(tree: SyntaxTree, node: Node): boolean {
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    memberName(node.callee) === 'withResolvers' &&
    scopesOf(tree).isGlobal(node.callee.object, 'Promise')
  );
}

function isUnused(tree: SyntaxTree, name: Node): boolean {
  return name.type === 'Identifier' && scopesOf(tree).bindingOf(name)?.references.length === 0;
}

function constantOf(tree: SyntaxTree, node: Node): Binding | undefined {
  const binding = scopesOf(tree).bindingOf(node);
  return binding && isConstant(binding) ? binding : undefined;
}
