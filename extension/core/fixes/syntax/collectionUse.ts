import type { Node } from '@babel/types';
import { memberName, withoutTypes } from './pattern.ts';
import { scopesOf } from './scope.ts';
import type { SyntaxTree } from './syntaxTree.ts';

/** How a collection is made: `new Map()`, `[]`, `{}`. */
export type CollectionKind = 'Map' | 'Set' | 'Array' | 'Object';

/** What the value is when it is a collection that the program itself fills. */
export function collectionKind(tree: SyntaxTree, node: Node): CollectionKind | undefined {
  const value = withoutTypes(node);
  const scopes = scopesOf(tree);
  switch (value.type) {
    case 'ArrayExpression':
      return 'Array';
    case 'ObjectExpression':
      return 'Object';
    case 'NewExpression':
      return (['Map', 'Set', 'Array'] as const).find((name) => scopes.isGlobal(value.callee, name));
    case 'CallExpression':
      return tree.textOf(value.callee) === 'Object.create' ? 'Object' : undefined;
    default:
      return undefined;
  }
}

/** Something is put into a collection. */
export interface Addition {
  /** The call or the assignment. */
  readonly node: Node;
  readonly collection: Node;
  /** Of the call; empty for an assignment. */
  readonly method: string;
  readonly values: readonly Node[];
}

const ADDING = new Set(['add', 'push', 'unshift']);

/** `list.push(value)`, `map.set(key, value)`, `object[key] = value` at this use of the collection. */
export function additionAt(tree: SyntaxTree, use: Node): Addition | undefined {
  const member = memberOf(tree, use);
  const outer = member && tree.parentOf(member);
  const name = (member && memberName(member)) ?? '';
  if (outer?.type === 'AssignmentExpression' && outer.left === member) {
    if (name === 'length') return undefined;
    return { node: outer, collection: use, method: '', values: [outer.right] };
  }
  if (outer?.type !== 'CallExpression' || outer.callee !== member) return undefined;
  if (name !== 'set' && !ADDING.has(name)) return undefined;
  const values = name === 'set' ? outer.arguments.slice(1, 2) : outer.arguments;
  return { node: outer, collection: use, method: name, values };
}

/** `map.get(key)`, `list.at(0)`, `object[key]` at this use of the collection. */
export function elementAt(tree: SyntaxTree, use: Node): Node | undefined {
  const member = memberOf(tree, use);
  const outer = member && tree.parentOf(member);
  if (outer?.type !== 'CallExpression' || outer.callee !== member) return member;
  const name = memberName(member) ?? '';
  return name === 'get' || name === 'at' ? outer : undefined;
}

const LOOKS = new Set(['has', 'size', 'length', 'keys']);
const REMOVES = new Set(['delete', 'clear', 'pop', 'shift', 'splice']);

/** Takes something out of the collection, or makes it shorter. */
export function removesAt(tree: SyntaxTree, use: Node): boolean {
  const member = memberOf(tree, use);
  const outer = member && tree.parentOf(member);
  if (outer?.type === 'UnaryExpression') return outer.operator === 'delete';
  const name = memberNameAt(tree, use);
  return REMOVES.has(name) || (name === 'length' && outer?.type === 'AssignmentExpression');
}

/** Asks what is in the collection, or takes something out and drops it. */
export function keepsElements(tree: SyntaxTree, use: Node): boolean {
  const name = memberNameAt(tree, use);
  const call = tree.parentOf(memberOf(tree, use) ?? use);
  const isDropped = call !== undefined && tree.parentOf(call)?.type === 'ExpressionStatement';
  return LOOKS.has(name) || (REMOVES.has(name) && isDropped);
}

function memberNameAt(tree: SyntaxTree, use: Node): string {
  const member = memberOf(tree, use);
  return (member && memberName(member)) ?? '';
}

function memberOf(tree: SyntaxTree, use: Node) {
  const parent = tree.parentOf(use);
  return parent?.type === 'MemberExpression' && parent.object === use ? parent : undefined;
}
