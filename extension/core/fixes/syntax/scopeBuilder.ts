import type * as t from '@babel/types';
import type { BindingKind, Reference } from './binding.ts';
import { Mentions, OpenBinding, OpenScope } from './mentions.ts';
import { partsOf } from './pattern.ts';
import { childrenOf } from './syntaxTree.ts';

interface Declaring {
  readonly kind: BindingKind;
  readonly declaration: t.Node;
  readonly scope: OpenScope;
}

type Access = Reference['access'];

/** Walks a program once and declares on the way; names are resolved later, so hoisting needs no second walk. */
export class ScopeBuilder {
  readonly opened = new Map<t.Node, OpenScope>();
  readonly mentions = new Mentions();
  /** In the order of the text. */
  readonly classes: t.Class[] = [];

  build(program: t.Program): this {
    this.#visitAll(program.body, this.#open(program, undefined, true));
    return this;
  }

  #open(node: t.Node, parent: OpenScope | undefined, holdsVar: boolean): OpenScope {
    const scope = new OpenScope(node, parent, holdsVar);
    this.opened.set(node, scope);
    return scope;
  }

  #declare(identifier: t.Identifier, { kind, declaration, scope }: Declaring): void {
    const { name } = identifier;
    const known = scope.bindings.get(name) ?? (kind === 'var' ? parameter(name, scope) : undefined);
    this.mentions.add({ identifier, access: known && 'write', scope });
    if (known !== undefined) return;
    const declared = { kind, identifier, declaration, scope };
    scope.bindings.set(name, new OpenBinding(declared, this.mentions));
  }

  #declarePattern(pattern: t.Node, declaring: Declaring, at: OpenScope): void {
    const { targets, expressions } = partsOf(pattern);
    for (const target of targets) {
      if (target.type === 'Identifier') this.#declare(target, declaring);
    }
    this.#visitAll(expressions, at);
  }

  #assign(pattern: t.Node, access: Access, scope: OpenScope): void {
    const { targets, expressions } = partsOf(pattern);
    for (const target of targets) {
      if (target.type === 'Identifier') this.#use(target, access, scope);
      else this.#visit(target, scope);
    }
    this.#visitAll(expressions, scope);
  }

  #use(identifier: t.Identifier | t.JSXIdentifier, access: Access, scope: OpenScope): void {
    this.mentions.add({ identifier, access, scope });
  }

  #visitAll(nodes: Iterable<t.Node | null | undefined>, scope: OpenScope): void {
    for (const node of nodes) this.#visit(node, scope);
  }

  #visit(node: t.Node | null | undefined, scope: OpenScope): void {
    if (node === null || node === undefined) return;
    // The cases are compared one after the other: those that are met most come first.
    switch (node.type) {
      case 'Identifier':
        this.#use(node, 'read', scope);
        break;
      case 'StringLiteral':
        break;
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        this.#visit(node.object, scope);
        if (node.computed) this.#visit(node.property, scope);
        break;
      case 'CallExpression':
      case 'NewExpression':
        this.#visit(node.callee, scope);
        this.#visitAll(node.arguments, scope);
        break;
      case 'ExpressionStatement':
        this.#visit(node.expression, scope);
        break;
      case 'ObjectExpression':
        this.#visitAll(node.properties, scope);
        break;
      case 'VariableDeclaration':
        this.#variables(node, scope);
        break;
      case 'FunctionDeclaration':
      case 'TSDeclareFunction':
        if (node.id) this.#declare(node.id, { kind: 'function', declaration: node, scope });
        this.#function(node, scope);
        break;
      case 'FunctionExpression':
        this.#function(node, this.#named(node, 'function', scope));
        break;
      case 'ArrowFunctionExpression':
        this.#function(node, scope);
        break;
      case 'ObjectMethod':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
        this.#key(node, scope);
        this.#function(node, scope);
        break;
      case 'ClassDeclaration':
        if (node.id) this.#declare(node.id, { kind: 'class', declaration: node, scope });
        this.#class(node, scope);
        break;
      case 'ClassExpression':
        this.#class(node, this.#named(node, 'class', scope));
        break;
      case 'ObjectProperty':
      case 'ClassProperty':
      case 'ClassAccessorProperty':
      case 'ClassPrivateProperty':
        this.#key(node, scope);
        this.#visit(node.value, scope);
        break;
      case 'BlockStatement':
      case 'ForStatement':
        this.#visitAll(childrenOf(node), this.#open(node, scope, false));
        break;
      case 'ForInStatement':
      case 'ForOfStatement':
        this.#forEach(node, this.#open(node, scope, false));
        break;
      case 'StaticBlock':
      case 'TSModuleBlock':
        this.#visitAll(node.body, this.#open(node, scope, true));
        break;
      case 'SwitchStatement':
        this.#visit(node.discriminant, scope);
        this.#visitAll(node.cases, this.#open(node, scope, false));
        break;
      case 'CatchClause':
        this.#catch(node, this.#open(node, scope, false));
        break;
      case 'AssignmentExpression':
        this.#assign(node.left, node.operator === '=' ? 'write' : 'update', scope);
        this.#visit(node.right, scope);
        break;
      case 'UpdateExpression':
        this.#assign(node.argument, 'update', scope);
        break;
      case 'LabeledStatement':
        this.#visit(node.body, scope);
        break;
      case 'BreakStatement':
      case 'ContinueStatement':
      case 'MetaProperty':
      case 'ExportAllDeclaration':
        break;
      case 'ImportDeclaration':
        for (const specifier of node.specifiers) {
          this.#declare(specifier.local, { kind: 'import', declaration: specifier, scope });
        }
        break;
      case 'ExportNamedDeclaration':
        this.#visit(node.declaration, scope);
        for (const specifier of node.source ? [] : node.specifiers) {
          if (specifier.type === 'ExportSpecifier') this.#visit(specifier.local, scope);
        }
        break;
      case 'JSXOpeningElement':
        this.#jsxName(node.name, scope);
        this.#visitAll(node.attributes, scope);
        break;
      case 'JSXClosingElement':
        this.#jsxName(node.name, scope);
        break;
      case 'JSXAttribute':
        this.#visit(node.value, scope);
        break;
      default:
        if (node.type.startsWith('TS')) this.#typeScript(node, scope);
        else this.#visitAll(childrenOf(node), scope);
    }
  }

  #variables(node: t.VariableDeclaration, scope: OpenScope): void {
    const kind = node.kind === 'var' || node.kind === 'let' ? node.kind : 'const';
    const target = kind === 'var' ? scope.varScope : scope;
    for (const declaration of node.declarations) {
      this.#declarePattern(declaration.id, { kind, declaration, scope: target }, scope);
      this.#visit(declaration.init, scope);
    }
  }

  /** A named function or class expression sees its own name; nothing outside does. */
  #named(
    node: t.FunctionExpression | t.ClassExpression,
    kind: 'function' | 'class',
    outer: OpenScope,
  ): OpenScope {
    if (!node.id) return outer;
    const scope = this.#open(node, outer, false);
    this.#declare(node.id, { kind, declaration: node, scope });
    return scope;
  }

  #key(
    node:
      | t.ObjectMember
      | t.ClassMethod
      | t.ClassProperty
      | t.ClassAccessorProperty
      | t.ClassPrivateProperty
      | t.ClassPrivateMethod,
    scope: OpenScope,
  ): void {
    this.#visitAll(node.decorators ?? [], scope);
    if ('computed' in node && node.computed) this.#visit(node.key, scope);
  }

  /** Parameters have a scope of their own: a default value does not see what the body declares. */
  #function(node: t.Function | t.TSDeclareFunction, outer: OpenScope): void {
    const scope = this.#open(node, outer, true);
    for (const part of node.params) {
      if ('decorators' in part) this.#visitAll(part.decorators ?? [], outer);
      this.#declarePattern(part, { kind: 'param', declaration: node, scope }, scope);
    }
    if (node.type === 'TSDeclareFunction') return;
    if (node.body.type !== 'BlockStatement') this.#visit(node.body, scope);
    else this.#visitAll(node.body.body, this.#open(node.body, scope, true));
  }

  #class(node: t.Class, scope: OpenScope): void {
    this.classes.push(node);
    this.#visitAll(node.decorators ?? [], scope);
    this.#visit(node.superClass, scope);
    this.#visitAll(node.body.body, scope);
  }

  #forEach(node: t.ForXStatement, scope: OpenScope): void {
    if (node.left.type === 'VariableDeclaration') this.#visit(node.left, scope);
    else this.#assign(node.left, 'write', scope);
    this.#visitAll([node.right, node.body], scope);
  }

  #catch(node: t.CatchClause, scope: OpenScope): void {
    if (node.param) {
      this.#declarePattern(node.param, { kind: 'catch', declaration: node, scope }, scope);
    }
    this.#visit(node.body, scope);
  }

  #jsxName(name: t.Node, scope: OpenScope): void {
    if (name.type === 'JSXMemberExpression') this.#jsxName(name.object, scope);
    // A lower-case name is an element of the page, not a variable.
    else if (name.type === 'JSXIdentifier' && !/^[a-z]/.test(name.name)) {
      this.#use(name, 'read', scope);
    }
  }

  /** Of TypeScript only what exists at run time: types neither declare nor use a variable. */
  #typeScript(node: t.Node, scope: OpenScope): void {
    switch (node.type) {
      case 'TSAsExpression':
      case 'TSSatisfiesExpression':
      case 'TSNonNullExpression':
      case 'TSTypeAssertion':
      case 'TSInstantiationExpression':
      case 'TSExportAssignment':
        this.#visit(node.expression, scope);
        break;
      case 'TSEnumDeclaration':
        this.#declare(node.id, { kind: 'enum', declaration: node, scope });
        for (const member of node.body?.members ?? node.members) {
          this.#visit(member.initializer, scope);
        }
        break;
      case 'TSModuleDeclaration':
        if (node.id.type === 'Identifier' && node.kind !== 'global') {
          this.#declare(node.id, { kind: 'var', declaration: node, scope });
        }
        this.#visit(node.body, scope);
        break;
      case 'TSImportEqualsDeclaration':
        this.#declare(node.id, { kind: 'import', declaration: node, scope });
        break;
      default:
    }
  }
}

/** `function f(a) { var a; }` has one variable: the body's `var` is the parameter. */
function parameter(name: string, body: OpenScope): OpenBinding | undefined {
  const found = body.node.type === 'BlockStatement' ? body.parent?.bindings.get(name) : undefined;
  return found?.kind === 'param' ? found : undefined;
}
