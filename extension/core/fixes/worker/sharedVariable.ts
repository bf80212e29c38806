import type { AssignmentExpression, Node, VariableDeclaration } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import type { WorkerValue } from './workerValue.ts';

/** A variable in module scope that a function sets to something that belongs to one request. */
export interface SharedVariable {
  readonly binding: Binding;
  readonly statement: VariableDeclaration;
  readonly init: Node | null | undefined;
  readonly assignments: readonly AssignmentExpression[];
}

/** The shared variables of the module, by their binding. */
export function sharedVariablesOf(tree: SyntaxTree): ReadonlyMap<Binding, SharedVariable> {
  let found = known.get(tree);
  if (found === undefined) {
    found = new Map();
    for (const statement of tree.program.body) {
      const shared = statement.type === 'VariableDeclaration' && sharedIn(tree, statement);
      if (shared) found.set(shared.binding, shared);
    }
    known.set(tree, found);
  }
  return found;
}

const known = new WeakMap<SyntaxTree, Map<Binding, SharedVariable>>();

function sharedIn(tree: SyntaxTree, statement: VariableDeclaration): SharedVariable | undefined {
  const [declarator, ...more] = statement.declarations;
  if (declarator === undefined || more.length > 0) return undefined;
  const binding = scopesOf(tree).bindingOf(declarator.id);
  if (binding === undefined) return undefined;
  const assignments: AssignmentExpression[] = [];
  for (const { identifier, access } of binding.references) {
    const parent = tree.parentOf(identifier);
    if (parent?.type === 'ExportSpecifier') return undefined;
    if (access === 'read') continue;
    if (parent?.type !== 'AssignmentExpression' || parent.left !== identifier) return undefined;
    assignments.push(parent);
  }
  const isShared = assignments.some(({ right }) => belongsToRequest(tree, right));
  return isShared ? { binding, statement, init: declarator.init, assignments } : undefined;
}

function belongsToRequest(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  if (value.type === 'LogicalExpression') {
    return belongsToRequest(tree, value.left) || belongsToRequest(tree, value.right);
  }
  return isOfRequest(workerContextOf(tree).valueOf(value)) || isStub(tree, value);
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
