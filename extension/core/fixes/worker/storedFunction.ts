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
  /** The name of the property. */
  readonly key: string;
  /** The property, the assignment or the parameter. */
  readonly place: Node;
  /** Undefined for a parameter without a default. */
  readonly value: Node | undefined;
  readonly held: HeldFunction;
}

const known = new WeakMap<SyntaxTree, ReadonlyMap<string, readonly Stored[]>>();

/** Where the file puts a function of the runtime under this name into an object. */
export function storedUnder(tree: SyntaxTree, name: string): readonly Stored[] {
  let stored = known.get(tree);
  if (stored === undefined) {
    stored = Map.groupBy(
      descendantsOf(tree.program).flatMap((place) => storedAt(tree, place) ?? []),
      (one) => one.key,
    );
    known.set(tree, stored);
  }
  return stored.get(name) ?? [];
}

function storedAt(tree: SyntaxTree, place: Node): Stored | undefined {
  const [key, value] = keptBy(tree, place) ?? [];
  if (key === undefined) return undefined;
  const held = value ? nativeHeld(tree, value) : typedFetch(tree, place, key);
  return held && { key, place, value, held };
}

/** The name and what is kept under it; no value for a parameter that is a property. */
function keptBy(
  tree: SyntaxTree,
  node: Node,
): readonly [key: string | undefined, value: Node | undefined] | undefined {
  switch (node.type) {
    case 'ObjectProperty':
      return tree.parentOf(node)?.type === 'ObjectExpression'
        ? [keyOf(node), node.value]
        : undefined;
    case 'ClassProperty':
    case 'ClassPrivateProperty':
      return node.value ? [keyOf(node), node.value] : undefined;
    case 'AssignmentExpression':
      return node.left.type === 'MemberExpression'
        ? [memberName(node.left), node.right]
        : undefined;
    case 'TSParameterProperty': {
      const { parameter } = node;
      const isDefault = parameter.type === 'AssignmentPattern';
      const own = isDefault ? parameter.left : parameter;
      return own.type === 'Identifier'
        ? [own.name, isDefault ? parameter.right : undefined]
        : undefined;
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
