import type { Function as FunctionNode, Node } from '@babel/types';
import { type Binding, isConstant } from '../syntax/binding.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { type Scopes, scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import type { WorkerValue } from './workerValue.ts';

/** `addEventListener('fetch', (event) => …)`, in a Worker without exports. */
export function eventParameter(
  { tree }: { readonly tree: SyntaxTree },
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  if (index !== 0) return undefined;
  const scopes = scopesOf(tree);
  const isListener = callsWith(tree, owner).some((call) => {
    const [type] = call.arguments;
    return scopes.isGlobal(call.callee, 'addEventListener') && isFetch(type);
  });
  return isListener ? { kind: 'fetchEvent' } : undefined;
}

function isFetch(node: Node | undefined): boolean {
  return node?.type === 'StringLiteral' && node.value === 'fetch';
}

/** `app.get('/', (c) => …)` of Hono, and what is declared as its `Context`. */
export function honoParameter(
  { tree }: { readonly tree: SyntaxTree },
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  if (index !== 0) return undefined;
  const scopes = scopesOf(tree);
  const isHandler = callsWith(tree, owner).some(
    ({ callee }) => callee.type === 'MemberExpression' && isHono(scopes, tree, callee.object),
  );
  return isHandler || isHonoContext(scopes, tree, owner.params[index])
    ? { kind: 'honoContext' }
    : undefined;
}

/** `new Hono()`, the variable that holds it, or what its methods give: they can be chained. */
function isHono(
  scopes: Scopes,
  tree: SyntaxTree,
  node: Node,
  seen: readonly Binding[] = [],
): boolean {
  let app = withoutTypes(node);
  while (app.type === 'CallExpression' && app.callee.type === 'MemberExpression') {
    app = withoutTypes(app.callee.object);
  }
  if (app.type === 'NewExpression') {
    return isImportOf(scopes, tree, app.callee, HONO);
  }
  const binding = scopes.bindingOf(app);
  if (binding?.declaration.type !== 'VariableDeclarator' || !isConstant(binding)) return false;
  const { id, init } = binding.declaration;
  if (id !== binding.identifier || !init || seen.includes(binding)) return false;
  return isHono(scopes, tree, init, [...seen, binding]);
}

const HONO = /^(hono|hono\/(quick|tiny)|@hono\/zod-openapi)$/;

function isHonoContext(scopes: Scopes, tree: SyntaxTree, parameter: Node | undefined): boolean {
  const annotation = parameter?.type === 'Identifier' ? parameter.typeAnnotation : undefined;
  if (parameter === undefined || annotation?.type !== 'TSTypeAnnotation') return false;
  const type = annotation.typeAnnotation;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  const binding = scopes.lookUp(type.typeName.name, parameter);
  return type.typeName.name === 'Context' && isImportOf(scopes, tree, binding?.identifier, HONO);
}

/** The name is imported from a module that is called so. */
export function isImportOf(
  scopes: Scopes,
  tree: SyntaxTree,
  name: Node | undefined,
  source: RegExp,
): boolean {
  const binding = name && scopes.bindingOf(name);
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

/** The calls that the function is an argument of, itself or by its name. */
function callsWith(tree: SyntaxTree, owner: FunctionNode) {
  return usesOfFunction(tree, owner).flatMap((use) => {
    const call = tree.parentOf(use);
    return call?.type === 'CallExpression' && call.callee !== use ? [call] : [];
  });
}
