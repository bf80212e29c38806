import type { Node } from '@babel/types';
import { functionAround, isFunction } from './functions.ts';
import { scopesOf } from './scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from './syntaxTree.ts';

/** Where variables are used that hold what came of the node: `body` of `const body = (await call()).body`. */
export function usesOfResult(tree: SyntaxTree, node: Node, seen = new Set<Node>()): Node[] {
  const holder = holderOf(tree, node);
  if (holder === undefined || seen.has(holder)) return [];
  seen.add(holder);
  const bindings = [holder, ...descendantsOf(holder)].map((part) => scopesOf(tree).bindingOf(part));
  return [...new Set(bindings)].flatMap((binding) =>
    (binding?.references ?? []).flatMap(({ identifier, access }) =>
      access === 'read' ? [identifier, ...usesOfResult(tree, identifier, seen)] : [],
    ),
  );
}

/** What is declared or set with what the node gives. */
function holderOf(tree: SyntaxTree, node: Node): Node | undefined {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (outer.type === 'VariableDeclarator') return outer.init === inner ? outer.id : undefined;
    if (outer.type === 'AssignmentExpression')
      return outer.right === inner ? outer.left : undefined;
    if (isFunction(outer)) return undefined;
    inner = outer;
  }
  return undefined;
}

/** Where the promise that the node makes is waited for by its name: a failure names that `await`. */
export function awaitsOfPromise(tree: SyntaxTree, node: Node): Node[] {
  const declarator = tree.parentOf(node);
  if (declarator?.type !== 'VariableDeclarator' || declarator.init !== node) return [];
  const { references = [] } = scopesOf(tree).bindingOf(declarator.id) ?? {};
  return references.flatMap(({ identifier }) => {
    const outer = tree.ancestorsOf(identifier).find((one) => one.type === 'AwaitExpression');
    return outer ? [outer] : [];
  });
}

/** What the function waits for after the node: there a limit shows that was used up before. */
export function awaitsAfter(tree: SyntaxTree, node: Node): Node[] {
  const owner = functionAround(tree, node) ?? tree.program;
  return descendantsOf(owner).filter(
    (later) => later.type === 'AwaitExpression' && startOf(later) >= endOf(node),
  );
}
