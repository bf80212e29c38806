import type {
  CallExpression,
  Function as FunctionNode,
  MemberExpression,
  Node,
} from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { isImportOf, usesOfFunction } from './frameworkRoots.ts';

/** `Router()` of itty-router, which makes a router. */
export type Router = CallExpression;

/** A place where the router takes a handler. */
export interface RouterHandler {
  readonly router: Router;
  /** How many other parameters come before the request. */
  readonly before: number;
}

/** What takes the function, or the name of one, as its handler. */
export function handlerAt(tree: SyntaxTree, use: Node): RouterHandler | undefined {
  const parent = tree.parentOf(use);
  if (parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression') {
    if (parent.callee === use || answersRequest(parent.callee)) return undefined;
    const router = makerOf(tree, parent.callee.object);
    return router && { router, before: 0 };
  }
  // `Router({ before: [check], finally: [addHeaders], catch: report })`
  const list = parent?.type === 'ArrayExpression' ? tree.parentOf(parent) : parent;
  const options = list?.type === 'ObjectProperty' ? tree.parentOf(list) : undefined;
  const router = options && tree.parentOf(options);
  if (list?.type !== 'ObjectProperty' || router?.type !== 'CallExpression') return undefined;
  const stage = keyOf(list) ?? '';
  const before = Object.hasOwn(STAGES, stage) ? STAGES[stage] : undefined;
  return before !== undefined && isMaker(tree, router) ? { router, before } : undefined;
}

/** A router of itty-router calls the function. */
export function isRouteHandler(tree: SyntaxTree, owner: FunctionNode): boolean {
  return usesOfFunction(tree, owner).some((use) => handlerAt(tree, use) !== undefined);
}

/** A response or an error comes first after the routes. */
const STAGES: Readonly<Record<string, number>> = { before: 0, missing: 0, finally: 1, catch: 1 };

const MODULE = /^itty-router(-extras|\/.+)?$/;
const MAKERS = new Set(['Router', 'IttyRouter', 'AutoRouter', 'ThrowableRouter']);

function isMaker(tree: SyntaxTree, { callee }: CallExpression): boolean {
  return MAKERS.has(nameOfMaker(tree, callee) ?? '');
}

function nameOfMaker(tree: SyntaxTree, callee: Node): string | undefined {
  const name = withoutTypes(callee);
  if (!isImportOf(tree, name, MODULE)) return undefined;
  const specifier = scopesOf(tree).bindingOf(name)?.declaration;
  if (specifier?.type !== 'ImportSpecifier') return undefined;
  return keyOf({ key: specifier.imported });
}

/** The maker's name in itty-router: `AutoRouter`. */
export function makerName(tree: SyntaxTree, router: Node): string | undefined {
  return router.type === 'CallExpression' ? nameOfMaker(tree, router.callee) : undefined;
}

/** The call that made what the expression is, if that is a router. */
export function routerOf(tree: SyntaxTree, node: Node): Router | undefined {
  return makerOf(tree, node);
}

/** The call that made the router: by its variable, or below what its methods give, as they can be chained. */
function makerOf(tree: SyntaxTree, node: Node, depth = 0): Router | undefined {
  let router = withoutTypes(node);
  while (router.type === 'CallExpression' && router.callee.type === 'MemberExpression') {
    if (answersRequest(router.callee)) return undefined;
    router = withoutTypes(router.callee.object);
  }
  if (router.type === 'CallExpression') return isMaker(tree, router) ? router : undefined;
  const binding = scopesOf(tree).bindingOf(router);
  if (binding?.declaration.type !== 'VariableDeclarator' || !isConstant(binding)) return undefined;
  const { id, init } = binding.declaration;
  const isPlain = id === binding.identifier && init && depth < LONGEST_CHAIN;
  return isPlain ? makerOf(tree, init, depth + 1) : undefined;
}

const LONGEST_CHAIN = 5;

/** `router.fetch` and `router.handle`; each other name is a method of HTTP. */
export function answersRequest(member: MemberExpression): boolean {
  return /^(fetch|handle)$/.test(memberName(member) ?? '');
}

/** `withParams` puts a proxy in the place of the request; AutoRouter has it. Its methods keep their object. */
export function bindsRequest(tree: SyntaxTree, { callee }: Router): boolean {
  if (nameOfMaker(tree, callee) === 'AutoRouter') return true;
  return scopesOf(tree).lookUp('withParams', tree.program) !== undefined;
}
