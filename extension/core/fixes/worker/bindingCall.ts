import type { CallExpression, Identifier, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** `env.CACHE.put(…)`: a method of a binding, which the configuration names. */
export interface BindingCall {
  readonly node: CallExpression;
  /** What the method is called on. */
  readonly receiver: Node;
  readonly method: string;
}

/** Calls of methods of these names on bindings, without arguments that are spread. */
export function bindingCallsIn(
  tree: SyntaxTree,
  nodes: readonly Node[],
  methods: readonly string[],
): BindingCall[] {
  return nodes.flatMap((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
    const method = memberName(node.callee);
    if (method === undefined || !methods.includes(method)) return [];
    if (node.arguments.some(({ type }) => type === 'SpreadElement')) return [];
    const value = workerContextOf(tree).valueOf(node.callee);
    const isOfBinding = value?.kind === 'method' && value.owner === 'binding';
    return isOfBinding ? [{ node, receiver: node.callee.object, method }] : [];
  });
}

/** The name of the binding that the expression is; undefined for what a binding gave, such as a stub. */
export function bindingName(
  tree: SyntaxTree,
  node: Node,
  seen: readonly Node[] = [],
): string | undefined {
  const context = workerContextOf(tree);
  const value = withoutTypes(node);
  if (context.valueOf(value)?.kind !== 'binding') return undefined;
  if (value.type === 'MemberExpression') {
    return context.valueOf(value.object)?.kind === 'env' ? memberName(value) : undefined;
  }
  const binding = context.scopes.bindingOf(value);
  if (binding === undefined || !isConstant(binding)) return undefined;
  const { declaration, identifier } = binding;
  if (isFunction(declaration)) return nameInPatterns(declaration.params, identifier);
  if (declaration.type !== 'VariableDeclarator' || !declaration.init) return undefined;
  if (declaration.id === identifier) {
    // `const a = b, b = a` is met while one types.
    const isRound = seen.includes(declaration);
    return isRound ? undefined : bindingName(tree, declaration.init, [...seen, declaration]);
  }
  return nameInPatterns([declaration.id], identifier);
}

/** `{ DB }` of `fetch(request, { DB })`: what a pattern takes as a binding, it takes out of `env`. */
function nameInPatterns(patterns: readonly Node[], name: Identifier): string | undefined {
  for (const pattern of patterns) {
    const path = pathTo(pattern, name);
    if (path !== undefined) return path.at(-1);
  }
  return undefined;
}

/** The name of the binding whose method gave the value: `env.ROOM.get(id)` is of `ROOM`. */
export function makerName(tree: SyntaxTree, node: Node): string | undefined {
  const value = constantValue(tree, node);
  for (const inner of descendantsOf(value)) {
    const name = bindingName(tree, inner);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** What a variable that is set once holds; anything else is itself. */
export function constantValue(tree: SyntaxTree, node: Node): Node {
  const value = withoutTypes(node);
  const binding = workerContextOf(tree).scopes.bindingOf(value);
  if (binding === undefined || !isConstant(binding)) return value;
  const { declaration, identifier } = binding;
  const isPlain = declaration.type === 'VariableDeclarator' && declaration.id === identifier;
  return isPlain && declaration.init ? withoutTypes(declaration.init) : value;
}
