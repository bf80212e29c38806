import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { entryOf, type WorkerValue } from './workerValue.ts';

/** The global `addEventListener`, also as a member of the global object. */
export function isListen(tree: SyntaxTree, callee: Node): boolean {
  const scopes = scopesOf(tree);
  if (callee.type !== 'MemberExpression') return scopes.isGlobal(callee, 'addEventListener');
  const isOfGlobal = GLOBAL.some((name) => scopes.isGlobal(callee.object, name));
  return isOfGlobal && memberName(callee) === 'addEventListener';
}

const GLOBAL = ['self', 'globalThis'];

/** `addEventListener('fetch', (event) => …)`, in a Worker without exports. */
export function eventParameter(
  { tree }: { readonly tree: SyntaxTree },
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  if (index !== 0) return undefined;
  for (const { call, position } of callsWith(tree, owner)) {
    const [type] = call.arguments;
    if (position !== 1 || type?.type !== 'StringLiteral' || !isListen(tree, call.callee)) continue;
    const kind = entryOf(EVENTS, type.value);
    if (kind !== undefined) return { kind };
  }
  return undefined;
}

const EVENTS = { fetch: 'fetchEvent', scheduled: 'otherEvent', queue: 'otherEvent' } as const;

/** The name is imported from a module that is called so. */
export function isImportOf(tree: SyntaxTree, name: Node | undefined, source: RegExp): boolean {
  const binding = name && scopesOf(tree).bindingOf(name);
  if (binding?.kind !== 'import') return false;
  const statement = tree.parentOf(binding.declaration);
  return statement?.type === 'ImportDeclaration' && source.test(statement.source.value);
}

/** Where the function is used: itself, or by the name that always stands for it. */
export function usesOfFunction(tree: SyntaxTree, owner: FunctionNode): readonly Node[] {
  const parent = tree.parentOf(owner);
  const isVariable = parent?.type === 'VariableDeclarator' && parent.init === owner;
  const name = owner.type === 'FunctionDeclaration' ? owner.id : isVariable && parent.id;
  const binding = name ? scopesOf(tree).bindingOf(name) : undefined;
  if (binding === undefined || !isConstant(binding)) return [owner];
  return binding.references.map(({ identifier }) => identifier);
}

/** A call that takes the function as its argument of this position, from 0. */
interface CallWith {
  readonly call: CallExpression;
  readonly position: number;
}

/** The calls that the function is an argument of, itself or by its name. */
export function callsWith(tree: SyntaxTree, owner: FunctionNode): CallWith[] {
  return usesOfFunction(tree, owner).flatMap((use) => {
    const call = tree.parentOf(use);
    if (call?.type !== 'CallExpression' || call.callee === use) return [];
    return [{ call, position: call.arguments.findIndex((one) => one === use) }];
  });
}
