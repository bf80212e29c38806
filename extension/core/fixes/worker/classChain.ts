import type { Class, ClassMethod, Node } from '@babel/types';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * The class and those of the file that it extends, the lowest last. A base that is not in the file ends
 * the chain: then the last class has a superclass that it does not show.
 */
export function chainOf(tree: SyntaxTree, node: Class): readonly Class[] {
  const chain = [node];
  for (const one of chain) {
    const base = one.superClass && scopesOf(tree).bindingOf(one.superClass)?.declaration;
    if (base?.type === 'ClassDeclaration' && !chain.includes(base)) chain.push(base);
  }
  return chain;
}

export function constructorOf({ body }: Class): ClassMethod | undefined {
  return body.body.find(
    (member): member is ClassMethod =>
      member.type === 'ClassMethod' && member.kind === 'constructor',
  );
}

/** Its objects get what the runtime hands to the constructor: no constructor above keeps the two values back. */
export function handsOnParameters(node: Class): boolean {
  const maker = constructorOf(node);
  if (maker === undefined) return true;
  const names = maker.params.slice(0, 2).map((one) => {
    const own = one.type === 'TSParameterProperty' ? one.parameter : one;
    return own.type === 'Identifier' ? own.name : undefined;
  });
  const calls = Array.from(descendantsOf(maker.body)).flatMap((one: Node) =>
    one.type === 'CallExpression' && one.callee.type === 'Super' ? [one.arguments] : [],
  );
  return (
    names.length === 2 &&
    calls.length === 1 &&
    names.every((name, index) => {
      const given = calls[0]?.[index];
      return given?.type === 'Identifier' && given.name === name;
    })
  );
}

/** The file makes no object of the class, or of one that extends it: the runtime makes them all. */
export function isLeftToRuntime(tree: SyntaxTree, node: Class): boolean {
  const scopes = scopesOf(tree);
  return scopes.classes
    .filter((one) => chainOf(tree, one).includes(node))
    .every((one) => {
      const binding = one.id && scopes.bindingOf(one.id);
      return binding?.references.every(({ identifier }) => {
        const { type } = tree.parentOf(identifier) ?? {};
        return type === 'ClassDeclaration' || type === 'ExportSpecifier';
      });
    });
}
