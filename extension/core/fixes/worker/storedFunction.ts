import type { Node } from '@babel/types';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { methodRead } from './detachedMethod.ts';
import { workerContextOf } from './workerContext.ts';

/** A function of the runtime that an expression gives. */
export interface HeldFunction {
  readonly name: string;
  /** What it has to be called on. */
  readonly receiver: string;
  /** False when only its name, or one side of a choice, tells of it. */
  readonly isCertain: boolean;
}

/** A property that keeps such a function. */
export interface Stored {
  /** The property, the assignment or the parameter. */
  readonly place: Node;
  /** Undefined for a parameter without a default. */
  readonly value: Node | undefined;
  readonly held: HeldFunction;
}

/** Where the file puts a function of the runtime under this name into an object. */
export function storedUnder(tree: SyntaxTree, name: string): Stored[] {
  return descendantsOf(tree.program).flatMap((place): Stored[] => {
    const value = valueUnder(tree, place, name);
    if (value === undefined) return [];
    const held = value === place ? typedFetch(tree, place, name) : nativeHeld(tree, value);
    return held ? [{ place, value: value === place ? undefined : value, held }] : [];
  });
}

/** What the node keeps under the name; the node itself for a parameter that is a property. */
function valueUnder(tree: SyntaxTree, node: Node, name: string): Node | undefined {
  switch (node.type) {
    case 'ObjectProperty':
      return keyOf(node) === name && tree.parentOf(node)?.type === 'ObjectExpression'
        ? node.value
        : undefined;
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return keyOf(node) === name ? (node.value ?? undefined) : undefined;
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression' && memberName(node.left) === name
        ? node.right
        : undefined;
    case 'TSParameterProperty': {
      const { parameter } = node;
      const own = parameter.type === 'AssignmentPattern' ? parameter.left : parameter;
      if (own.type !== 'Identifier' || own.name !== name) return undefined;
      return parameter.type === 'AssignmentPattern' ? parameter.right : node;
    }
    default:
      return undefined;
  }
}

/** Measured: each of these throws when it is called on another object. */
const GLOBALS = new Set([
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'fetch',
  'queueMicrotask',
  'reportError',
  'setInterval',
  'setTimeout',
  'structuredClone',
]);
const GLOBAL_OBJECTS = ['globalThis', 'self'];

export function nativeHeld(tree: SyntaxTree, node: Node): HeldFunction | undefined {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'LogicalExpression':
      return either(nativeHeld(tree, value.left), nativeHeld(tree, value.right));
    case 'ConditionalExpression':
      return either(nativeHeld(tree, value.consequent), nativeHeld(tree, value.alternate));
    case 'Identifier':
      return globalNamed(tree, value, value.name) ?? fetchNamed(tree, value, value.name);
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const { scopes } = workerContextOf(tree);
      const name = memberName(value) ?? '';
      if (GLOBAL_OBJECTS.some((one) => scopes.isGlobal(value.object, one))) {
        return GLOBALS.has(name) ? { name, receiver: 'globalThis', isCertain: true } : undefined;
      }
      const method = methodRead(tree, value);
      if (method?.parameters) return { name, receiver: method.receiver, isCertain: true };
      return method === undefined ? fetchNamed(tree, value, name) : undefined;
    }
    default:
      return undefined;
  }
}

/** One of two: what is bound is the one that there is. */
function either(
  first: HeldFunction | undefined,
  second: HeldFunction | undefined,
): HeldFunction | undefined {
  const known = [second, first].find((one) => one?.isCertain) ?? first ?? second;
  return known && { ...known, isCertain: first?.isCertain === true && second?.isCertain === true };
}

function globalNamed(tree: SyntaxTree, node: Node, name: string): HeldFunction | undefined {
  const isOne = GLOBALS.has(name) && workerContextOf(tree).scopes.isGlobal(node, name);
  return isOne ? { name, receiver: 'globalThis', isCertain: true } : undefined;
}

/** `options.fetch`: what a caller hands over under this name may be the one of the runtime. */
function fetchNamed(tree: SyntaxTree, node: Node, name: string): HeldFunction | undefined {
  const binding = workerContextOf(tree).scopes.bindingOf(node);
  // A function of the file is none of the runtime.
  if (node.type === 'Identifier' && binding?.kind !== 'param') return undefined;
  return /fetch/i.test(name) ? { name, receiver: 'globalThis', isCertain: false } : undefined;
}

function typedFetch(tree: SyntaxTree, parameter: Node, name: string): HeldFunction | undefined {
  const maker = tree.parentOf(parameter);
  if (maker && new RegExp(`\\bthis\\.${name}\\s*=`).test(tree.textOf(maker))) return undefined;
  const isTyped = /:\s*typeof\s+(globalThis\.)?fetch\b/.test(tree.textOf(parameter));
  return isTyped || /fetch/i.test(name)
    ? { name, receiver: 'globalThis', isCertain: false }
    : undefined;
}
