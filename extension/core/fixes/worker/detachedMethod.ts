import type { Function as FunctionNode, Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { isFunction, thisOwner } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import { entryOf, nativeTypes } from './workerValue.ts';

/** A native method that is read without being called, with the object that it needs. */
export interface DetachedMethod {
  /** Such as `ctx` or `this.env.CACHE`: reading it again has no effect. */
  readonly receiver: string;
  readonly name: string;
  /** Names for its parameters; undefined when the method is not known by name. */
  readonly parameters: readonly string[] | undefined;
  /** Where the receiver is written. */
  readonly origin: Node;
}

/** The method that the expression reads, as in `run(env.CACHE.get)`. */
export function methodRead(tree: SyntaxTree, node: Node): DetachedMethod | undefined {
  const member = withoutTypes(node);
  if (member.type !== 'MemberExpression') return undefined;
  return detached(tree, member, member.object, []);
}

/** The method that a variable holds: by `const { waitUntil } = ctx` or `const wait = ctx.waitUntil`. */
export function methodHeld(tree: SyntaxTree, binding: Binding): DetachedMethod | undefined {
  const { declaration, identifier } = binding;
  if (declaration.type !== 'VariableDeclarator' || !declaration.init) return undefined;
  const path = pathTo(declaration.id, identifier);
  if (path === undefined) return undefined;
  if (path.length === 0) return methodRead(tree, declaration.init);
  return detached(tree, identifier, declaration.init, path.slice(0, -1));
}

/** The receiver means the same object when it is written at the node. */
export function reaches(tree: SyntaxTree, { origin }: DetachedMethod, at: Node): boolean {
  const root = rootOf(origin);
  if (root.type === 'ThisExpression') return thisOwner(tree, root) === thisOwner(tree, at);
  const { scopes } = workerContextOf(tree);
  return root.type === 'Identifier' && scopes.lookUp(root.name, at) === scopes.bindingOf(root);
}

/** Text of a function that calls the method on its object, to stand as this argument of the call. */
export function wrapped(tree: SyntaxTree, method: DetachedMethod, argument: Node): string {
  const { receiver, name, parameters = ['value'] } = method;
  const passed = argumentsPassed(tree, argument);
  const isHiding = parameters.some((parameter) => receiver.split('.')[0] === parameter);
  const isShort = passed === undefined || passed > parameters.length;
  // A method without parameters ignores whatever it is called with.
  const list =
    isHiding || (isShort && parameters.length > 0)
      ? '...args'
      : parameters.slice(0, passed).join(', ');
  return `(${list}) => ${receiver}.${name}(${list})`;
}

function detached(
  tree: SyntaxTree,
  method: Node,
  object: Node,
  path: readonly string[],
): DetachedMethod | undefined {
  const value = workerContextOf(tree).valueOf(method);
  const origin = withoutTypes(object);
  const isPlain = isChain(origin) && [...path].every((key) => /^[A-Za-z_$][\w$]*$/.test(key));
  if (value?.kind !== 'method' || !isPlain) return undefined;
  return {
    receiver: [tree.textOf(origin), ...path].join('.'),
    name: value.name,
    parameters: entryOf(nativeTypes[value.owner].methods, value.name),
    origin,
  };
}

/** `a.b!['c']`: reading it twice is reading it once. */
function isChain(node: Node): boolean {
  if (node.type === 'TSNonNullExpression') return isChain(node.expression);
  if (node.type === 'Identifier' || node.type === 'ThisExpression') return true;
  return node.type === 'MemberExpression' && memberName(node) !== undefined && isChain(node.object);
}

function rootOf(node: Node): Node {
  if (node.type === 'TSNonNullExpression') return rootOf(node.expression);
  return node.type === 'MemberExpression' ? rootOf(node.object) : node;
}

/** Library methods that call back with one value worth passing on. */
const ONE_VALUE = new Set(['then', 'catch', 'forEach', 'map', 'flatMap']);

/** How many arguments the function that receives the callback calls it with, when the text tells. */
function argumentsPassed(tree: SyntaxTree, argument: Node): number | undefined {
  const call = tree.parentOf(argument);
  if (call?.type !== 'CallExpression') return undefined;
  const { callee } = call;
  if (callee.type === 'MemberExpression') {
    return ONE_VALUE.has(memberName(callee) ?? '') ? 1 : undefined;
  }
  const index = call.arguments.findIndex((one) => one === argument);
  const uses = usesOfParameter(tree, functionNamed(tree, callee), index);
  const counts = uses?.map((use) => {
    const parent = tree.parentOf(use);
    const isPlain = parent?.type === 'CallExpression' && parent.callee === use;
    if (!isPlain || parent.arguments.some((one) => one.type === 'SpreadElement')) return undefined;
    return parent.arguments.length;
  });
  let most = 0;
  for (const count of counts ?? [undefined]) {
    if (count === undefined) return undefined;
    most = Math.max(most, count);
  }
  return most;
}

/** The function of the file that the name always stands for. */
export function functionNamed(tree: SyntaxTree, name: Node): FunctionNode | undefined {
  const { scopes } = workerContextOf(tree);
  const binding = scopes.bindingOf(name);
  if (binding?.references.some(({ access }) => access !== 'read') !== false) return undefined;
  const { declaration } = binding;
  if (binding.kind === 'function' && isFunction(declaration)) return declaration;
  if (declaration.type !== 'VariableDeclarator' || declaration.id !== binding.identifier)
    return undefined;
  return declaration.init && isFunction(declaration.init) ? declaration.init : undefined;
}

function usesOfParameter(
  tree: SyntaxTree,
  owner: FunctionNode | undefined,
  index: number,
): readonly Node[] | undefined {
  const parameter = owner?.params[index];
  if (parameter?.type !== 'Identifier') return undefined;
  return workerContextOf(tree)
    .scopes.bindingOf(parameter)
    ?.references.map(({ identifier }) => identifier);
}
