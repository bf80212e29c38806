import type { Class, ClassBody, ClassMethod, Node } from '@babel/types';
import { keyOf } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

type Member = ClassBody['body'][number];

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

/** The classes of the file whose members an object of the class may have: it, what it extends, what extends it. */
export function familyOf(tree: SyntaxTree, node: Class): readonly Class[] {
  const derived = scopesOf(tree).classes.filter(
    (one) => one !== node && chainOf(tree, one).includes(node),
  );
  return [...chainOf(tree, node), ...derived];
}

/** Another class of the file extends it, so it need not be one that objects are made of. */
export function isExtended(tree: SyntaxTree, node: Class): boolean {
  return scopesOf(tree).classes.some((one) => one !== node && chainOf(tree, one).includes(node));
}

/** The member of this name that objects of the class with this body have: its own, or another's of its family. */
export function memberNamed(tree: SyntaxTree, body: ClassBody, name: string): Member | undefined {
  const node = scopesOf(tree).classes.find((one) => one.body === body);
  const family = node === undefined ? [] : familyOf(tree, node);
  for (const { body: members } of family) {
    const found = ownMember(members, name);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The member of this name that the class itself gives its objects. */
export function ownMember(body: ClassBody, name: string): Member | undefined {
  return body.body.find((member) => {
    const isStatic = 'static' in member && member.static === true;
    return !isStatic && 'key' in member && keyOf(member) === name;
  });
}

function constructorOf({ body }: Class): ClassMethod | undefined {
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
