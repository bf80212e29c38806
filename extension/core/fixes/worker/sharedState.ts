import type { Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { additionAt, collectionKind } from '../syntax/collectionUse.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { clonedBy } from './keptResponse.ts';
import { type ModuleState, moduleStateOf } from './moduleState.ts';
import { opensSocket } from './socketClient.ts';
import { workerContextOf } from './workerContext.ts';
import type { WorkerValue } from './workerValue.ts';

/** State of the module that keeps what belongs to one request, by each expression that is it. */
export function sharedStateOf(tree: SyntaxTree): ReadonlyMap<Node, ModuleState> {
  let found = known.get(tree);
  if (found === undefined) {
    found = new Map();
    for (const state of moduleStateOf(tree)) {
      if (!isShared(tree, state)) continue;
      for (const use of state.uses) found.set(use, state);
    }
    known.set(tree, found);
  }
  return found;
}

const known = new WeakMap<SyntaxTree, Map<Node, ModuleState>>();

function isShared(tree: SyntaxTree, state: ModuleState): boolean {
  const { init, variable } = state;
  const isCollection = init && collectionKind(tree, init) !== undefined;
  if (init && opensSocket(tree, init)) return true;
  if (variable?.binding.kind === 'const' && !isCollection) return false;
  return state.uses.some((use) => {
    const values = isCollection ? additionAt(tree, use)?.values : assignedAt(tree, use);
    return values?.some((value) => belongsToRequest(tree, value)) ?? false;
  });
}

/** `use = value` and `use ??= value`. */
export function assignedAt(tree: SyntaxTree, use: Node): Node[] {
  const parent = tree.parentOf(use);
  return parent?.type === 'AssignmentExpression' && parent.left === use ? [parent.right] : [];
}

function belongsToRequest(
  tree: SyntaxTree,
  node: Node,
  seen: ReadonlySet<Binding> = new Set(),
): boolean {
  const value = withoutTypes(node);
  if (value.type === 'LogicalExpression') {
    return [value.left, value.right].some((side) => belongsToRequest(tree, side, seen));
  }
  if (isOfRequest(workerContextOf(tree).valueOf(value))) return true;
  if (isStub(tree, value) || opensSocket(tree, value)) return true;
  return isSetToOne(tree, value, seen);
}

/** A variable that is set more than once: `let hit = cache.get(key); hit ??= await fetch(url)`. */
function isSetToOne(tree: SyntaxTree, node: Node, seen: ReadonlySet<Binding>): boolean {
  const variable = (node.type === 'CallExpression' && clonedBy(node)) || node;
  const binding = workerContextOf(tree).scopes.bindingOf(variable);
  if (binding === undefined || seen.has(binding)) return false;
  return binding.references
    .flatMap(({ identifier }) => assignedAt(tree, identifier))
    .some((value) => belongsToRequest(tree, value, new Set([...seen, binding])));
}

function isOfRequest(value: WorkerValue | undefined): boolean {
  switch (value?.kind) {
    case 'promise':
      return isOfRequest(value.of);
    case 'incomingRequest':
    case 'request':
    case 'fetchedResponse':
    case 'cachedResponse':
    case 'response':
    case 'stream':
      return true;
    default:
      return false;
  }
}

/** `env.ROOM.getByName('a')` and `env.ROOM.get(id)`; what KV gives is a promise of data. */
function isStub(tree: SyntaxTree, call: Node): boolean {
  if (call.type !== 'CallExpression') return false;
  const context = workerContextOf(tree);
  const method = context.valueOf(call.callee);
  if (method?.kind !== 'method' || method.owner !== 'binding') return false;
  if (method.name === 'getByName') return true;
  const [id] = call.arguments;
  if (method.name !== 'get' || id?.type !== 'CallExpression') return false;
  const { callee } = id;
  return callee.type === 'MemberExpression' && /^(idFrom|newUnique)/.test(memberName(callee) ?? '');
}
