import type { Class, ClassMethod, Node } from '@babel/types';
import { endsStatements, insertBefore } from './codeLayout.ts';
import { hasTypes } from './codeStyle.ts';
import type { EditBuilder } from './editBuilder.ts';
import { importedName } from '../worker/entrypoints.ts';
import { addImport } from './imports.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** A base class of `cloudflare:workers` and what its constructor takes. */
export interface BaseClass {
  readonly name: 'DurableObject' | 'WorkerEntrypoint' | 'RpcTarget';
  readonly parameters: readonly { readonly name: string; readonly type: string }[];
}

export const durableObject: BaseClass = {
  name: 'DurableObject',
  parameters: [
    { name: 'ctx', type: 'DurableObjectState' },
    { name: 'env', type: 'Env' },
  ],
};

export const workerEntrypoint: BaseClass = {
  name: 'WorkerEntrypoint',
  parameters: [
    { name: 'ctx', type: 'ExecutionContext' },
    { name: 'env', type: 'Env' },
  ],
};

export const rpcTarget: BaseClass = { name: 'RpcTarget', parameters: [] };

/** Lets a class that extends nothing extend the base class; false, without an edit, where it cannot. */
export function extend(
  edits: EditBuilder,
  tree: SyntaxTree,
  node: Class,
  base: BaseClass,
): boolean {
  const head = node.typeParameters ?? node.id;
  const local = localName(tree, base.name);
  if (!head || node.superClass || local === undefined) return false;
  const maker = node.body.body.find((one) => one.type === 'ClassMethod' && isConstructor(one));
  if (maker?.type === 'ClassMethod' && !callSuper(edits, tree, maker, base)) return false;
  const env = maker?.type === 'ClassMethod' ? typeOfEnv(tree, maker, base) : '';
  // The interface of the same name would become the class itself.
  const [contract, ...more] = node.implements ?? [];
  const isSame = contract && more.length === 0 && tree.textOf(contract) === base.name;
  edits.replace(endOf(head), isSame ? endOf(contract) : endOf(head), ` extends ${local}${env}`);
  const isKnown = scopesOf(tree).lookUp(base.name, tree.program) !== undefined;
  if (local === base.name && !isKnown) addImport(edits, tree, base.name, 'cloudflare:workers');
  return true;
}

function isConstructor({ kind }: ClassMethod): boolean {
  return kind === 'constructor';
}

/** How the module can call the class; undefined when its name means something else. */
function localName(tree: SyntaxTree, name: string): string | undefined {
  const scopes = scopesOf(tree);
  for (const statement of tree.program.body) {
    if (statement.type !== 'ImportDeclaration' || statement.importKind === 'type') continue;
    for (const { local } of statement.specifiers) {
      const imported = importedName(scopes, local);
      if (imported === '*') return `${local.name}.${name}`;
      if (imported === name) return local.name;
    }
  }
  return scopes.lookUp(name, tree.program) === undefined ? name : undefined;
}

/** Hands the parameters on in the first line; those that are missing are added. */
function callSuper(
  edits: EditBuilder,
  tree: SyntaxTree,
  maker: ClassMethod,
  base: BaseClass,
): boolean {
  const names: string[] = [];
  for (const [index, { name, type }] of base.parameters.entries()) {
    const given = maker.params[index];
    if (given === undefined) {
      const added = hasTypes(tree) ? `${name}: ${type}` : name;
      const before = maker.params.at(-1);
      const at = before ? endOf(before) : tree.source.indexOf('(', endOf(maker.key)) + 1;
      edits.insert(at, names.length > 0 ? `, ${added}` : added);
      names.push(name);
      continue;
    }
    const own = given.type === 'TSParameterProperty' ? given.parameter : given;
    if (own.type !== 'Identifier') return false;
    // The base class has a property of this name itself, and it is not private.
    if (own !== given && own.name === name) edits.remove(startOf(given), startOf(own));
    names.push(own.name);
  }
  const call = `super(${names.join(', ')})`;
  const [first] = maker.body.body;
  if (first) insertBefore(edits, tree, first, call);
  else edits.insert(startOf(maker.body) + 1, ` ${call}${endsStatements(tree) ? ';' : ''} `);
  return true;
}

/** `<Env>`, as the constructor types its second parameter. */
function typeOfEnv(tree: SyntaxTree, maker: ClassMethod, base: BaseClass): string {
  const index = base.parameters.findIndex(({ name }) => name === 'env');
  const given: Node | undefined = maker.params[index];
  const own = given?.type === 'TSParameterProperty' ? given.parameter : given;
  if (own?.type !== 'Identifier' || own.typeAnnotation?.type !== 'TSTypeAnnotation') return '';
  return `<${tree.textOf(own.typeAnnotation.typeAnnotation)}>`;
}
