import type { Class, ClassBody, Function as FunctionNode, Node } from '@babel/types';
import { chainOf } from './classChain.ts';
import { isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { type Scopes, scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * Handlers of a Worker's default export.
 * https://developers.cloudflare.com/workers/runtime-apis/handlers/
 */
export const HANDLERS = new Set([
  'fetch',
  'scheduled',
  'queue',
  'email',
  'tail',
  'trace',
  'tailStream',
  'test',
]);

const BASE_CLASSES = ['DurableObject', 'WorkerEntrypoint', 'WorkflowEntrypoint'];

/** What the runtime calls into: the handlers of the default export and the classes it makes objects of. */
export interface Entrypoints {
  /** Handler functions of the default export, by name. */
  readonly handlers: ReadonlyMap<string, FunctionNode>;
  /** Classes that extend a base class of `cloudflare:workers`, themselves or by others of the file, with its name. */
  readonly classes: ReadonlyMap<Class, string>;
}

const found = new WeakMap<SyntaxTree, Entrypoints>();

export function entrypointsOf(tree: SyntaxTree): Entrypoints {
  let entrypoints = found.get(tree);
  if (entrypoints === undefined) {
    const finder = new EntrypointFinder(tree);
    entrypoints = { handlers: finder.handlers(), classes: finder.classes() };
    found.set(tree, entrypoints);
  }
  return entrypoints;
}

/** The base class of `cloudflare:workers` that the class with this body extends. */
export function entrypointClass(tree: SyntaxTree, body: ClassBody): string | undefined {
  for (const [node, base] of entrypointsOf(tree).classes) if (node.body === body) return base;
  return undefined;
}

class EntrypointFinder {
  readonly #tree: SyntaxTree;
  readonly #scopes: Scopes;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    this.#scopes = scopesOf(tree);
  }

  handlers(): Map<string, FunctionNode> {
    const handlers = new Map<string, FunctionNode>();
    for (const exported of this.#defaultExports()) {
      // Wrappers such as Sentry's `withSentry(options, handler)` take the object as an argument.
      const values = exported.type === 'CallExpression' ? exported.arguments : [exported];
      for (const value of values) this.#addHandlers(this.#constant(value), handlers);
    }
    return handlers;
  }

  classes(): Map<Class, string> {
    const classes = new Map<Class, string>();
    for (const node of this.#scopes.classes) {
      const base = this.#base(chainOf(this.#tree, node).at(-1)?.superClass);
      if (base !== undefined) classes.set(node, base);
    }
    return classes;
  }

  #defaultExports(): Node[] {
    const exported: Node[] = [];
    for (const statement of this.#tree.program.body) {
      if (statement.type === 'ExportDefaultDeclaration') exported.push(statement.declaration);
      if (statement.type !== 'ExportNamedDeclaration' || statement.source) continue;
      for (const specifier of statement.specifiers) {
        const isDefault =
          specifier.type === 'ExportSpecifier' &&
          (specifier.exported.type === 'Identifier'
            ? specifier.exported.name
            : specifier.exported.value) === 'default';
        if (isDefault) exported.push(specifier.local);
      }
    }
    return exported.map((node) => this.#constant(node));
  }

  #addHandlers(object: Node, handlers: Map<string, FunctionNode>): void {
    if (object.type !== 'ObjectExpression') return;
    for (const property of object.properties) {
      if (property.type === 'SpreadElement') continue;
      const name = keyOf(property);
      if (name === undefined || !HANDLERS.has(name)) continue;
      const value = property.type === 'ObjectMethod' ? property : this.#constant(property.value);
      if (isFunction(value)) handlers.set(name, value);
    }
  }

  /** The object, function or class that a name stands for; the node itself when it is no such name. */
  #constant(node: Node): Node {
    const value = withoutTypes(node);
    const binding = this.#scopes.bindingOf(value);
    if (binding === undefined || !isConstant(binding)) return value;
    const { declaration } = binding;
    if (declaration.type !== 'VariableDeclarator') {
      return binding.kind === 'function' ? declaration : value;
    }
    const isPlain = declaration.id === binding.identifier && declaration.init;
    return isPlain ? withoutTypes(isPlain) : value;
  }

  #base(superClass: Node | null | undefined): string | undefined {
    if (!superClass) return undefined;
    const isMember = superClass.type === 'MemberExpression';
    const imported = importedName(this.#scopes, isMember ? superClass.object : superClass);
    const name = isMember && imported === '*' ? memberName(superClass) : imported;
    return BASE_CLASSES.find((base) => base === name);
  }
}

/** What an identifier imports from `cloudflare:workers`; `*` for the whole module. */
export function importedName(scopes: Scopes, identifier: Node): string | undefined {
  const binding = scopes.bindingOf(identifier);
  if (binding?.kind !== 'import') return undefined;
  const { declaration } = binding;
  if (!moduleDeclares(declaration, binding.scope.node)) return undefined;
  if (declaration.type === 'ImportNamespaceSpecifier') return '*';
  if (declaration.type !== 'ImportSpecifier') return undefined;
  const { imported } = declaration;
  return imported.type === 'Identifier' ? imported.name : imported.value;
}

function moduleDeclares(specifier: Node, program: Node): boolean {
  return (
    program.type === 'Program' &&
    program.body.some(
      (statement) =>
        statement.type === 'ImportDeclaration' &&
        statement.source.value === 'cloudflare:workers' &&
        statement.specifiers.some((one) => one === specifier),
    )
  );
}
