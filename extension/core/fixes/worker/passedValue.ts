import type { Function as FunctionNode, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { entryOf, nativeTypes, type WorkerValue } from './workerValue.ts';

interface ValueContext {
  readonly tree: SyntaxTree;
  valueOf(node: Node): WorkerValue | undefined;
}

/**
 * What every caller hands to a function of the file as its parameter of this index, from 0. Undefined when
 * two hand over different things, or when the function may be called by what is not seen here.
 */
export function passedValue(
  context: ValueContext,
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  let passed: WorkerValue | undefined;
  for (const argument of argumentsOf(context.tree, owner, index) ?? []) {
    const value = context.valueOf(argument);
    const isNative = value !== undefined && entryOf<unknown>(nativeTypes, value.kind) !== undefined;
    if (!isNative || (passed !== undefined && passed.kind !== value.kind)) return undefined;
    passed = value;
  }
  return passed;
}

/** The arguments themselves; undefined when a caller is not seen, or leaves one out. */
export function argumentsOf(
  tree: SyntaxTree,
  owner: FunctionNode,
  index: number,
): readonly Node[] | undefined {
  const declarator = tree.parentOf(owner);
  const isVariable = declarator?.type === 'VariableDeclarator' && declarator.init === owner;
  const name = owner.type === 'FunctionDeclaration' ? owner.id : isVariable && declarator.id;
  const binding = name ? scopesOf(tree).bindingOf(name) : undefined;
  if (binding === undefined || !isConstant(binding) || isExported(tree, owner)) return undefined;
  const given: Node[] = [];
  for (const { identifier } of binding.references) {
    const call = tree.parentOf(identifier);
    const isCall = call?.type === 'CallExpression' && call.callee === identifier;
    const argument = isCall ? call.arguments[index] : undefined;
    if (argument === undefined) return undefined;
    given.push(argument);
  }
  return given;
}

function isExported(tree: SyntaxTree, owner: FunctionNode): boolean {
  return tree
    .ancestorsOf(owner)
    .slice(0, 3)
    .some(({ type }) => /^Export/.test(type));
}
