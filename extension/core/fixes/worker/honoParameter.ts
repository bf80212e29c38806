import type { CallExpression, Function as FunctionNode, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { callsWith, isImportOf } from './frameworkRoots.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { entryOf, type NativeKind, type WorkerValue } from './workerValue.ts';

/** `app.get('/', (c) => …)` of Hono, `app.onError((error, c) => …)`, and what is declared as its `Context`. */
export function honoParameter(
  { tree }: { readonly tree: SyntaxTree },
  owner: FunctionNode,
  index: number,
): WorkerValue | undefined {
  if (isHonoContext(tree, owner.params[index])) return { kind: 'honoContext' };
  let given: NativeKind | undefined = typedHandler(tree, owner)?.[index];
  for (const { call, position } of callsWith(tree, owner)) {
    const { callee } = call;
    if (isHandlerMaker(tree, callee) && index === 0) return { kind: 'honoContext' };
    const method = callee.type === 'MemberExpression' ? memberName(callee) : undefined;
    const parametersAt = method === undefined ? undefined : entryOf(METHODS, method);
    if (callee.type !== 'MemberExpression' || parametersAt === undefined) continue;
    if (!isHono(tree, callee.object)) continue;
    const kind = parametersAt(position, call)[index];
    // One function in two places: it cannot tell which of them calls it.
    if (kind === undefined || (given !== undefined && given !== kind)) return undefined;
    given = kind;
  }
  // `mount` hands over what there is.
  if (given === 'ctx' && lacksExecutionContext(tree)) return undefined;
  return given && { kind: given };
}

/** `createMiddleware((c, next) => …)` of hono/factory, also as a method of what `createFactory()` gives. */
function isHandlerMaker(tree: SyntaxTree, callee: Node): boolean {
  if (callee.type !== 'MemberExpression') {
    const isNamed = callee.type === 'Identifier' && callee.name === 'createMiddleware';
    return isNamed && isImportOf(tree, callee, FACTORY);
  }
  if (!/^create(Middleware|Handlers)$/.test(memberName(callee) ?? '')) return false;
  const maker = variableValue(tree, callee.object) ?? withoutTypes(callee.object);
  return maker.type === 'CallExpression' && isImportOf(tree, maker.callee, FACTORY);
}

const FACTORY = /^hono\/factory$/;

/** By type of Hono, what a function of it is called with. */
const HANDLER_TYPES: Readonly<Record<string, readonly (NativeKind | undefined)[]>> = {
  ErrorHandler: [undefined, 'honoContext'],
  Handler: ['honoContext'],
  MiddlewareHandler: ['honoContext'],
  NotFoundHandler: ['honoContext'],
};

/** `const log: MiddlewareHandler = (c) => …`, `const log = (): MiddlewareHandler => (c) => …`. */
function typedHandler(
  tree: SyntaxTree,
  owner: FunctionNode,
): readonly (NativeKind | undefined)[] | undefined {
  const [parent, outer, maker] = tree.ancestorsOf(owner);
  const annotation =
    parent?.type === 'VariableDeclarator' && parent.id.type === 'Identifier'
      ? parent.id.typeAnnotation
      : parent?.type === 'ArrowFunctionExpression' && parent.body === owner
        ? parent.returnType
        : parent?.type === 'ReturnStatement' && outer && maker && isFunction(maker)
          ? maker.returnType
          : undefined;
  if (annotation?.type !== 'TSTypeAnnotation') return undefined;
  const type = annotation.typeAnnotation;
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  const { name } = type.typeName;
  const binding = scopesOf(tree).lookUp(name, owner);
  return isImportOf(tree, binding?.identifier, HONO) ? entryOf(HANDLER_TYPES, name) : undefined;
}

/** What the function at this position of the arguments is called with. */
type ParametersAt = (position: number, call: CallExpression) => readonly (NativeKind | undefined)[];

const ROUTE: ParametersAt = () => ['honoContext'];
const AFTER = [undefined, 'honoContext'] as const;

/** Methods that call back, as in https://hono.dev/docs/api/hono. Of another one nothing is known. */
const METHODS: Readonly<Record<string, ParametersAt>> = {
  all: ROUTE,
  delete: ROUTE,
  get: ROUTE,
  options: ROUTE,
  patch: ROUTE,
  post: ROUTE,
  put: ROUTE,
  query: ROUTE,
  use: ROUTE,
  on: (position) => (position > 1 ? ['honoContext'] : []),
  notFound: (position) => (position === 0 ? ['honoContext'] : []),
  onError: (position) => (position === 0 ? AFTER : []),
  // Its options may replace the request, and all that follows it.
  mount: (position, { arguments: list }) =>
    position === 1 && list.length === 2 ? ['request', 'env', 'ctx'] : [],
  // Of @hono/zod-openapi: a route, its handler, and a hook that gets the result of the validation first.
  openapi: (position) => (position === 1 ? ['honoContext'] : position === 2 ? AFTER : []),
};

/** The app is called without the context of the runtime: `c.executionCtx` throws then. */
export function lacksExecutionContext(tree: SyntaxTree): boolean {
  return descendantsOf(tree.program).some((node) => {
    if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return false;
    const { callee, arguments: list } = node;
    if (!/^(fetch|request)$/.test(memberName(callee) ?? '') || !isHono(tree, callee.object)) {
      return false;
    }
    const taken = memberName(callee) === 'fetch' ? 3 : 4;
    return list.length < taken && !list.some(({ type }) => type === 'SpreadElement');
  });
}

/** `new Hono()`, the variable or field that holds it, or what its methods give: they can be chained. */
export function isHono(tree: SyntaxTree, node: Node, seen: readonly Node[] = []): boolean {
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
