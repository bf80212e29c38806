import type { Function as FunctionNode, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
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
  const isHandler = callsWith(tree, owner).some(
    ({ callee }) => callee.type === 'MemberExpression' && isHono(tree, callee.object),
  );
  return isHandler || isHonoContext(tree, owner.params[index])
    ? { kind: 'honoContext' }
    : undefined;
}

/** `new Hono()`, the variable or field that holds it, or what its methods give: they can be chained. */
function isHono(tree: SyntaxTree, node: Node, seen: readonly Node[] = []): boolean {
  let app = withoutTypes(node);
  while (app.type === 'CallExpression' && app.callee.type === 'MemberExpression') {
    app = withoutTypes(app.callee.object);
  }
  if (app.type === 'NewExpression') return isImportOf(tree, app.callee, HONO);
  const init = fieldValue(tree, app) ?? variableValue(tree, app);
  return init !== undefined && !seen.includes(init) && isHono(tree, init, [...seen, init]);
}

function variableValue(tree: SyntaxTree, name: Node): Node | undefined {
  const binding = scopesOf(tree).bindingOf(name);
  if (binding?.declaration.type !== 'VariableDeclarator' || !isConstant(binding)) return undefined;
  const { id, init } = binding.declaration;
  return id === binding.identifier && init ? init : undefined;
}

/** `app = new Hono()` in a class, for `this.app`. */
function fieldValue(tree: SyntaxTree, member: Node): Node | undefined {
  if (member.type !== 'MemberExpression' || member.object.type !== 'ThisExpression')
    return undefined;
  const name = memberName(member);
  const body = tree.ancestorsOf(member).find(({ type }) => type === 'ClassBody');
  if (body?.type !== 'ClassBody') return undefined;
  for (const field of body.body) {
    const isField = field.type === 'ClassProperty' || field.type === 'ClassPrivateProperty';
    if (isField && keyOf(field) === name) return field.value ?? undefined;
  }
  return undefined;
}

const HONO = /^(hono|hono\/(quick|tiny)|@hono\/zod-openapi)$/;

function isHonoContext(tree: SyntaxTree, parameter: Node | undefined): boolean {
  const annotation = parameter?.type === 'Identifier' ? parameter.typeAnnotation : undefined;
  if (parameter === undefined || annotation?.type !== 'TSTypeAnnotation') return false;
  const type = annotation.typeAnnotation;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return false;
  const binding = scopesOf(tree).lookUp(type.typeName.name, parameter);
  return type.typeName.name === 'Context' && isImportOf(tree, binding?.identifier, HONO);
}

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

/** The calls that the function is an argument of, itself or by its name. */
function callsWith(tree: SyntaxTree, owner: FunctionNode) {
  return usesOfFunction(tree, owner).flatMap((use) => {
    const call = tree.parentOf(use);
    return call?.type === 'CallExpression' && call.callee !== use ? [call] : [];
  });
}
