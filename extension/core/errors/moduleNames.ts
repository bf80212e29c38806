import type { ExportSpecifier, Node, Statement } from '@babel/types';
import { isConstant } from '../fixes/syntax/binding.ts';
import { withoutTypes } from '../fixes/syntax/pattern.ts';
import { type Scopes, scopesOf } from '../fixes/syntax/scope.ts';
import type { SyntaxTree } from '../fixes/syntax/syntaxTree.ts';

/** What a name stands for: a node of this module, or a name of another one. */
export type Meaning =
  | { readonly kind: 'here'; readonly node: Node }
  | { readonly kind: 'elsewhere'; readonly specifier: string; readonly name: string };

/** `const a = b` leads on to `b`, at most so often: `const a = a` would lead on for ever. */
const LONGEST_CHAIN = 20;

/** What the names of a module mean, as far as its text tells. */
export class ModuleNames {
  readonly #tree: SyntaxTree;
  readonly #scopes: Scopes;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    this.#scopes = scopesOf(tree);
  }

  /** Specifiers of all imports and re-exports, in the order of the text; types are not imported. */
  get imported(): readonly string[] {
    return this.#tree.program.body.flatMap((statement) => sourceOf(statement) ?? []);
  }

  /** Specifiers of `export * from`. */
  get starred(): readonly string[] {
    return this.#tree.program.body.flatMap((statement) =>
      statement.type === 'ExportAllDeclaration' ? (sourceOf(statement) ?? []) : [],
    );
  }

  /** What the export of this name is, and the node that exports it. */
  exported(name: string): { readonly meaning: Meaning; readonly by: Node } | undefined {
    for (const statement of this.#tree.program.body) {
      const meaning = this.#exportedBy(statement, name);
      if (meaning !== undefined) return { meaning, by: statement };
    }
    return undefined;
  }

  meaningOf(node: Node, depth = 0): Meaning {
    const value = withoutTypes(node);
    const here: Meaning = { kind: 'here', node: value };
    const binding = this.#scopes.bindingOf(value);
    if (binding === undefined || depth === LONGEST_CHAIN) return here;
    const { declaration, kind } = binding;
    if (kind === 'import') return this.#imported(declaration) ?? here;
    if (!isConstant(binding)) return here;
    if (kind === 'function' || kind === 'class') return { kind: 'here', node: declaration };
    if (declaration.type !== 'VariableDeclarator' || declaration.id !== binding.identifier) {
      return here;
    }
    return declaration.init ? this.meaningOf(declaration.init, depth + 1) : here;
  }

  #imported(declaration: Node): Meaning | undefined {
    const parent = this.#tree.parentOf(declaration);
    const specifier = parent?.type === 'ImportDeclaration' ? sourceOf(parent) : undefined;
    if (specifier === undefined) return undefined;
    switch (declaration.type) {
      case 'ImportDefaultSpecifier':
        return { kind: 'elsewhere', specifier, name: 'default' };
      case 'ImportSpecifier':
        return { kind: 'elsewhere', specifier, name: textOfName(declaration.imported) };
      default:
        return undefined; // a namespace is no value that handles an event
    }
  }

  #exportedBy(statement: Statement, name: string): Meaning | undefined {
    if (statement.type === 'ExportDefaultDeclaration') {
      return name === 'default' ? this.meaningOf(statement.declaration) : undefined;
    }
    if (statement.type !== 'ExportNamedDeclaration' || statement.exportKind === 'type') {
      return undefined;
    }
    const { declaration } = statement;
    if (declaration?.type === 'VariableDeclaration') {
      for (const { id } of declaration.declarations) {
        if (id.type === 'Identifier' && id.name === name) return this.meaningOf(id);
      }
    } else if (declaration && 'id' in declaration && declaration.id?.type === 'Identifier') {
      if (declaration.id.name === name) return { kind: 'here', node: declaration };
    }
    const found = statement.specifiers.find(
      (each): each is ExportSpecifier =>
        each.type === 'ExportSpecifier' &&
        each.exportKind !== 'type' &&
        textOfName(each.exported) === name,
    );
    if (found === undefined) return undefined;
    const specifier = sourceOf(statement);
    return specifier === undefined
      ? this.meaningOf(found.local)
      : { kind: 'elsewhere', specifier, name: textOfName(found.local) };
  }
}

function textOfName(node: Node): string {
  if (node.type === 'Identifier') return node.name;
  return node.type === 'StringLiteral' ? node.value : '';
}

/** What a statement imports from; a type is not there when the Worker runs. */
function sourceOf(statement: Node): string | undefined {
  switch (statement.type) {
    case 'ImportDeclaration':
      return statement.importKind === 'type' ? undefined : statement.source.value;
    case 'ExportNamedDeclaration':
      return statement.exportKind === 'type' ? undefined : statement.source?.value;
    case 'ExportAllDeclaration':
      return statement.exportKind === 'type' ? undefined : statement.source.value;
    default:
      return undefined;
  }
}
