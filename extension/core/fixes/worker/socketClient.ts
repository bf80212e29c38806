import type { Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** What packages export that opens a socket and keeps it. */
const CLIENTS: Readonly<Record<string, readonly string[]>> = {
  'cloudflare:sockets': ['connect'],
  ioredis: ['default', 'Redis'],
  mysql: ['createConnection', 'createPool'],
  mysql2: ['createConnection', 'createPool'],
  'mysql2/promise': ['createConnection', 'createPool'],
  pg: ['Client', 'Pool'],
  postgres: ['default'],
  redis: ['createClient'],
};

/** The expression makes a client that holds a socket: it belongs to the request that it was made in. */
export function opensSocket(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  if (value.type === 'AwaitExpression') return opensSocket(tree, value.argument);
  if (value.type !== 'CallExpression' && value.type !== 'NewExpression') return false;
  const [from, name] = importedMember(tree, value.callee) ?? [];
  return from !== undefined && Object.hasOwn(CLIENTS, from) && has(CLIENTS[from], name);
}

function has(names: readonly string[] | undefined, name: string | undefined): boolean {
  return name !== undefined && names?.includes(name) === true;
}

/** The module and the export that the expression names: `pg.Client` and `Client` are the same. */
function importedMember(
  tree: SyntaxTree,
  node: Node,
): readonly [from: string, name: string] | undefined {
  if (node.type === 'MemberExpression') {
    const [from, whole] = importedMember(tree, node.object) ?? [];
    const name = memberName(node);
    return from !== undefined && isModule(whole) && name !== undefined ? [from, name] : undefined;
  }
  const binding = scopesOf(tree).bindingOf(node);
  if (binding === undefined || !isConstant(binding)) return undefined;
  const { declaration, identifier } = binding;
  const statement = tree.parentOf(declaration);
  if (statement?.type === 'ImportDeclaration') {
    const from = statement.source.value;
    if (declaration.type === 'ImportDefaultSpecifier') return [from, 'default'];
    if (declaration.type === 'ImportNamespaceSpecifier') return [from, '*'];
    if (declaration.type !== 'ImportSpecifier') return undefined;
    const { imported } = declaration;
    return [from, imported.type === 'Identifier' ? imported.name : imported.value];
  }
  // `const { Pool } = pg`.
  if (declaration.type !== 'VariableDeclarator' || !declaration.init) return undefined;
  const [name, ...deeper] = pathTo(declaration.id, identifier) ?? [];
  const [from, whole] = importedMember(tree, declaration.init) ?? [];
  const isPart = from !== undefined && isModule(whole) && deeper.length === 0;
  return isPart && name !== undefined ? [from, name] : undefined;
}

/** A module of CommonJS is its own default export. */
function isModule(name: string | undefined): boolean {
  return name === '*' || name === 'default';
}
