import type { Node } from '@babel/types';
import type { Binding, Reference } from '../syntax/binding.ts';
import { mayRepeat, orderOf } from '../syntax/executionOrder.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { valueAt } from './headerChange.ts';
import { isSameOfCopy, leavesBody } from './leavesBody.ts';
import { argumentsOf } from './passedValue.ts';
import { type WorkerContext, workerContextOf } from './workerContext.ts';

/**
 * Who reaches the object of a variable but through the variable: `nobody`, so that a copy can take its
 * place; `somebody`, who would still have the original; or the text does not tell.
 */
export type OtherHolders = 'nobody' | 'somebody' | 'unknown';

/** @param at where the variable holds the object. */
export function otherHoldersOf(tree: SyntaxTree, variable: Binding, at: Node): OtherHolders {
  return holdersOf(workerContextOf(tree), variable, at, []);
}

function holdersOf(
  context: WorkerContext,
  variable: Binding,
  at: Node,
  seen: readonly Binding[],
): OtherHolders {
  const origins = originsOf(context, variable, at);
  if (origins === undefined || seen.includes(variable)) return 'unknown';
  const holders = origins.map((one) => holdersOfOrigin(context, one, [...seen, variable]));
  if (holders.includes('somebody')) return 'somebody';
  return holders.includes('unknown') ? 'unknown' : 'nobody';
}

/** Where the object of the variable came from. */
interface Origin {
  readonly node: Node;
  /** The member of it that was taken. */
  readonly key?: string | undefined;
}

/** The variables that the object was in before. Undefined when it came from anything else too. */
export function formerVariables(
  tree: SyntaxTree,
  variable: Binding,
  at: Node,
): ReadonlyMap<Binding, Node> | undefined {
  const context = workerContextOf(tree);
  const former = new Map<Binding, Node>();
  for (const { node, key } of originsOf(context, variable, at) ?? []) {
    const value = withoutTypes(node);
    const binding = key === undefined ? context.scopes.bindingOf(value) : undefined;
    if (binding === undefined) return undefined;
    if (!former.has(binding)) former.set(binding, value);
  }
  return former;
}

function originsOf(
  context: WorkerContext,
  variable: Binding,
  at: Node,
): readonly Origin[] | undefined {
  const { tree } = context;
  const { declaration, identifier } = variable;
  if (declaration.type === 'VariableDeclarator') {
    const [key] = pathTo(declaration.id, identifier) ?? [];
    const value = key === undefined ? valueAt(tree, variable, at) : declaration.init;
    return value ? [{ node: value, key }] : undefined;
  }
  if (!isFunction(declaration)) return undefined;
  const index = declaration.params.findIndex((one) => pathTo(one, identifier) !== undefined);
  if (context.parameterOf(declaration, index) === undefined) {
    return argumentsOf(tree, declaration, index)?.map((node) => ({ node }));
  }
  const call = tree.parentOf(declaration);
  const callee = call?.type === 'CallExpression' ? call.callee : undefined;
  const isThen = callee?.type === 'MemberExpression' && memberName(callee) === 'then';
  // All else the runtime hands over.
  return isThen ? [{ node: callee.object }] : [];
}

function holdersOfOrigin(
  context: WorkerContext,
  { node, key }: Origin,
  seen: readonly Binding[],
): OtherHolders {
  const { tree, scopes } = context;
  let value = withoutTypes(node);
  if (value.type === 'AwaitExpression') value = withoutTypes(value.argument);
  let taken = key;
  while (value.type === 'MemberExpression') {
    taken = memberName(value);
    value = withoutTypes(value.object);
  }
  if (value.type === 'CallExpression' || value.type === 'NewExpression') {
    const isNew = taken === undefined && context.valueOf(value) !== undefined;
    return isNew ? 'nobody' : 'unknown';
  }
  const former = scopes.bindingOf(value);
  if (former === undefined) return 'unknown';
  const others = former.references.filter(({ identifier }) => identifier !== value);
  if (taken !== undefined) {
    // Middleware that runs later gets Hono's context too.
    const isOpen = context.valueOf(value)?.kind === 'honoContext';
    const isOnly = others.every((other) => isOtherMember(tree, other, taken));
    return isOnly && !isOpen ? 'nobody' : 'unknown';
  }
  if (mayRepeat(tree, value, former.identifier)) return 'somebody';
  if (others.some((other) => mayMeet(tree, value, other))) return 'somebody';
  const isKept = others.some((other) => mayKeep(tree, value, other));
  return isKept ? 'unknown' : holdersOf(context, former, value, seen);
}

function isOtherMember(tree: SyntaxTree, { identifier }: Reference, name: string): boolean {
  const parent = tree.parentOf(identifier);
  if (parent?.type !== 'MemberExpression' || parent.object !== identifier) return false;
  const other = memberName(parent);
  return other !== undefined && other !== name;
}

/** The other use comes after this one, and would notice. */
function mayMeet(tree: SyntaxTree, use: Node, other: Reference): boolean {
  if (isSameOfCopy(tree, other)) return false;
  const isInside = functionAround(tree, other.identifier) !== functionAround(tree, use);
  return isInside || orderOf(tree, use, other.identifier) !== 'never';
}

/** What comes before this use may hand the object to anybody. */
function mayKeep(tree: SyntaxTree, use: Node, other: Reference): boolean {
  const region = functionAround(tree, use) ?? tree.program;
  if (leavesBody(tree, other, region)) return false;
  return orderOf(tree, other.identifier, use) !== 'never';
}
