import type { Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { insertBefore } from './codeLayout.ts';
import type { EditBuilder } from './editBuilder.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** The variables that the node uses, without those that it declares. */
export function variablesIn(tree: SyntaxTree, node: Node): Binding[] {
  const scopes = scopesOf(tree);
  const used = new Set<Binding>();
  for (const inner of descendantsOf(node)) {
    const variable = scopes.bindingOf(inner);
    if (variable && !contains(node, startOf(variable.identifier))) used.add(variable);
  }
  return [...used];
}

/** Above the node there is no value yet of what it declares itself. */
export function declaresAny(node: Node, variables: readonly Binding[]): boolean {
  return variables.some(({ identifier }) => contains(node, startOf(identifier)));
}

/**
 * What a constant made of the variables can stand before: the statement, or one declarator of several where
 * those before it declare a variable of them.
 * @param first inside the statement, needs the constant first.
 */
export function placeBefore(
  statement: Node,
  first: Node,
  variables: readonly Binding[],
): Node | undefined {
  if (!declaresAny(statement, variables)) return statement;
  if (statement.type !== 'VariableDeclaration' || statement.kind === 'var') return undefined;
  const place = statement.declarations.find((one) => contains(one, startOf(first)));
  return place === undefined || declaresAny(place, variables) ? undefined : place;
}

/** Declares a constant at the place that `placeBefore` found. */
export function declareAt(
  edits: EditBuilder,
  tree: SyntaxTree,
  place: Node,
  name: string,
  value: string,
): void {
  const declaration = tree.parentOf(place);
  if (place.type !== 'VariableDeclarator' || declaration?.type !== 'VariableDeclaration') {
    insertBefore(edits, tree, place, `const ${name} = ${value}`);
    return;
  }
  const before = declaration.declarations.findLast((one) => endOf(one) <= startOf(place));
  const gap = before && tree.source.slice(endOf(before), startOf(place));
  const separator = gap !== undefined && /^,\s+$/.test(gap) ? gap : ', ';
  edits.insert(startOf(place), `${name} = ${value}${separator}`);
}
