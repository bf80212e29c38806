import type { Function as FunctionNode, NewExpression, Node } from '@babel/types';
import { type Binding, isConstant } from '../syntax/binding.ts';
import { entrypointClass, importedName } from './entrypoints.ts';
import { isFunction, thisOwner } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { parameterRoots } from './parameterRoots.ts';
import { passedValue } from './passedValue.ts';
import { type Scopes, scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import {
  entryOf,
  type NativeKind,
  nativeGlobals,
  nativeTypeNames,
  nativeTypes,
  type WorkerValue,
} from './workerValue.ts';

/** Tells what expressions are at run time, by following bindings; names alone prove nothing. */
export class WorkerContext {
  readonly tree: SyntaxTree;
  readonly scopes: Scopes;
  readonly #values = new Map<Node, WorkerValue | undefined>();
  #declaredTypes: ReadonlySet<string> | undefined;

  constructor(tree: SyntaxTree) {
    this.tree = tree;
    this.scopes = scopesOf(tree);
  }

  /** Undefined when the text does not tell. */
  valueOf(node: Node): WorkerValue | undefined {
    const expression = withoutTypes(node);
    if (this.#values.has(expression)) return this.#values.get(expression);
    // Set first: `let a = b, b = a` ends here.
    this.#values.set(expression, undefined);
    const value = this.#evaluate(expression);
    this.#values.set(expression, value);
    return value;
  }

  #evaluate(node: Node): WorkerValue | undefined {
    switch (node.type) {
      case 'Identifier':
        return this.#identifier(node, node.name);
      case 'ThisExpression':
        return this.#instance(node);
      case 'AwaitExpression': {
        const value = this.valueOf(node.argument);
        return value?.kind === 'promise' ? value.of : value;
      }
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (importedName(this.scopes, node.object) === '*') {
          return memberName(node) === 'env' ? { kind: 'env' } : undefined;
        }
        return this.#member(this.valueOf(node.object), memberName(node));
      case 'CallExpression':
      case 'OptionalCallExpression':
        return this.#call(node.callee, node.arguments);
      case 'NewExpression':
        return this.#constructed(node);
      default:
        return undefined;
    }
  }

  #identifier(node: Node, name: string): WorkerValue | undefined {
    if (this.scopes.isGlobal(node, name)) {
      const kind = entryOf(nativeGlobals, name);
      return kind && { kind };
    }
    const binding = this.scopes.bindingOf(node);
    if (binding === undefined || !isConstant(binding)) return undefined;
    if (importedName(this.scopes, node) === 'env') return { kind: 'env' };
    const { declaration } = binding;
    if (declaration.type === 'VariableDeclarator') {
      const root = declaration.init ? this.valueOf(declaration.init) : this.#element(declaration);
      const known = root ?? this.#annotated(declaration.id);
      return known ? this.#along(known, declaration.id, binding) : undefined;
    }
    return isFunction(declaration) && binding.kind === 'param'
      ? this.#parameter(declaration, binding)
      : undefined;
  }

  /** `for (const socket of ctx.getWebSockets())`. */
  #element(declarator: Node): WorkerValue | undefined {
    const declaration = this.tree.parentOf(declarator);
    const loop = declaration && this.tree.parentOf(declaration);
    if (loop?.type !== 'ForOfStatement' || loop.left !== declaration) return undefined;
    return this.valueOf(loop.right)?.kind === 'webSockets' ? { kind: 'webSocket' } : undefined;
  }

  #parameter(owner: FunctionNode, binding: Binding): WorkerValue | undefined {
    for (const [index, parameter] of owner.params.entries()) {
      const pattern = parameter.type === 'TSParameterProperty' ? parameter.parameter : parameter;
      if (pathTo(pattern, binding.identifier) === undefined) continue;
      const root =
        this.parameterOf(owner, index) ??
        passedValue(this, owner, index) ??
        this.#annotated(pattern);
      return root && this.#along(root, pattern, binding);
    }
    return undefined;
  }

  /** What the runtime hands to the function as its parameter of this index, from 0. */
  parameterOf(owner: FunctionNode, index: number): WorkerValue | undefined {
    for (const root of parameterRoots) {
      const value = root(this, owner, index);
      if (value !== undefined) return value;
    }
    return undefined;
  }

  #along(root: WorkerValue, pattern: Node, binding: Binding): WorkerValue | undefined {
    let value: WorkerValue | undefined = root;
    const path = pathTo(pattern, binding.identifier);
    for (const key of path ?? []) value = this.#member(value, key);
    return path && value;
  }

  #annotated(pattern: Node): WorkerValue | undefined {
    const annotation = 'typeAnnotation' in pattern ? pattern.typeAnnotation : undefined;
    if (annotation?.type !== 'TSTypeAnnotation') return undefined;
    const type = annotation.typeAnnotation;
    if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
    const { name } = type.typeName;
    const kind = entryOf(nativeTypeNames, name);
    // Every project declares its own `Env`, in this module or another.
    const isNative = kind === 'env' || !this.#isOwnType(name, pattern);
    return kind && isNative ? { kind } : undefined;
  }

  #isOwnType(name: string, at: Node): boolean {
    this.#declaredTypes ??= new Set(typeNamesIn(this.tree.program));
    if (this.#declaredTypes.has(name)) return true;
    const binding = this.scopes.lookUp(name, at);
    if (binding === undefined) return false;
    const module = this.tree.parentOf(binding.declaration);
    return !(
      module?.type === 'ImportDeclaration' &&
      module.source.value.startsWith('@cloudflare/workers-types')
    );
  }

  #instance(node: Node): WorkerValue | undefined {
    const member = thisOwner(this.tree, node);
    if (member === undefined || ('static' in member && member.static === true)) return undefined;
    const body = this.tree.parentOf(member);
    return body?.type === 'ClassBody' && entrypointClass(this.tree, body) !== undefined
      ? { kind: 'entrypoint', body }
      : undefined;
  }

  #member(object: WorkerValue | undefined, name: string | undefined): WorkerValue | undefined {
    if (object === undefined || name === undefined) return undefined;
    switch (object.kind) {
      case 'promise':
      case 'method':
        return undefined;
      case 'entrypoint':
        return name === 'ctx' || name === 'env' ? { kind: name } : this.#field(object.body, name);
      case 'webSocketPair':
      case 'webSocketEnds':
        return name === '0' || name === '1'
          ? { kind: 'webSocketEnd', pair: object.pair, end: name }
          : undefined;
      case 'webSocketEnd':
        return undefined;
      case 'env':
        return { kind: 'binding' };
      default:
        return nativeMember(object.kind, name);
    }
  }

  /** A field that only the constructor sets: `this.state = ctx`, or a parameter that is a property. */
  #field(body: Node, name: string): WorkerValue | undefined {
    if (body.type !== 'ClassBody') return undefined;
    const assigned: Node[] = [];
    for (const node of descendantsOf(body)) {
      if (node.type === 'TSParameterProperty' && node.parameter.type === 'Identifier') {
        if (node.parameter.name === name) assigned.push(node.parameter);
      }
      if (node.type !== 'AssignmentExpression' || node.left.type !== 'MemberExpression') continue;
      const isField = node.left.object.type === 'ThisExpression' && memberName(node.left) === name;
      if (isField) assigned.push(node.right);
    }
    const [value, ...more] = assigned;
    return value && more.length === 0 ? this.valueOf(value) : undefined;
  }

  #call(callee: Node, args: readonly Node[]): WorkerValue | undefined {
    if (this.scopes.isGlobal(callee, 'fetch')) return promise('fetchedResponse');
    if (callee.type === 'MemberExpression') {
      const name = memberName(callee);
      const [first] = args;
      if (first && name === 'values' && this.scopes.isGlobal(callee.object, 'Object')) {
        const value = this.valueOf(first);
        return value?.kind === 'webSocketPair' ? { ...value, kind: 'webSocketEnds' } : undefined;
      }
      if (this.scopes.isGlobal(callee.object, 'Response')) {
        // Measured: the headers of a redirect cannot be changed, those of `Response.json()` can.
        if (name === 'json') return { kind: 'response' };
        return name === 'redirect' ? { kind: 'fetchedResponse' } : undefined;
      }
    }
    const method = this.valueOf(callee);
    if (method?.kind !== 'method') return undefined;
    const result = entryOf(nativeTypes[method.owner].results, method.name);
    if (result === undefined) return undefined;
    return typeof result === 'string' ? { kind: result } : promise(result.promise);
  }

  #constructed(node: NewExpression): WorkerValue | undefined {
    const { callee } = node;
    if (this.scopes.isGlobal(callee, 'WebSocketPair')) return { kind: 'webSocketPair', pair: node };
    if (this.scopes.isGlobal(callee, 'Response')) return { kind: 'response' };
    if (this.scopes.isGlobal(callee, 'Request')) return { kind: 'request' };
    if (this.scopes.isGlobal(callee, 'WebSocket')) return { kind: 'webSocket' };
    return this.scopes.isGlobal(callee, 'Headers') ? { kind: 'headers' } : undefined;
  }
}

const contexts = new WeakMap<SyntaxTree, WorkerContext>();

/** The context of the tree, made at the first question. */
export function workerContextOf(tree: SyntaxTree): WorkerContext {
  let context = contexts.get(tree);
  if (context === undefined) {
    context = new WorkerContext(tree);
    contexts.set(tree, context);
  }
  return context;
}

function promise(kind: NativeKind): WorkerValue {
  return { kind: 'promise', of: { kind } };
}

function nativeMember(owner: NativeKind, name: string): WorkerValue | undefined {
  const { members, methods } = nativeTypes[owner];
  const kind = entryOf(members, name);
  if (kind !== undefined) return { kind };
  const known = entryOf(methods, name) !== undefined;
  // Which binding it is stands in the configuration; any of its members may be a method.
  return known || owner === 'binding' ? { kind: 'method', owner, name, known } : undefined;
}

function* typeNamesIn(program: Node): Generator<string> {
  for (const node of descendantsOf(program)) {
    if (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') {
      yield node.id.name;
    }
  }
}
