import type { Class, Node } from '@babel/types';
import type { Binding, Scope } from './binding.ts';
import type { Mentions } from './mentions.ts';
import { ScopeBuilder } from './scopeBuilder.ts';
import { contains, startOf, type SyntaxTree } from './syntaxTree.ts';

/** A name that an edit declares, and the node in which it means that. */
export interface NewName {
  readonly name: string;
  readonly within: Node;
}

/** Which variable a name means, by the scoping of ECMAScript modules. */
export class Scopes {
  /** Every class of the file, in the order of the text. */
  readonly classes: readonly Class[];
  readonly #tree: SyntaxTree;
  readonly #opened: ReadonlyMap<Node, Scope>;
  readonly #mentions: Mentions;
  /** Names of edits that the next one will stand beside. */
  #others: readonly NewName[] = [];
  #given: NewName[] | undefined;

  constructor(tree: SyntaxTree) {
    this.#tree = tree;
    const { classes, opened, mentions } = new ScopeBuilder().build(tree.program);
    this.classes = classes;
    this.#opened = opened;
    this.#mentions = mentions;
  }

  /** The variable behind an identifier that uses or introduces it; undefined for a global. */
  bindingOf(identifier: Node): Binding | undefined {
    if (identifier.type !== 'Identifier' && identifier.type !== 'JSXIdentifier') return undefined;
    return this.#mentions.resolve(identifier.name).get(identifier);
  }

  /** The node is a use of the global of this name: nothing around it declares the name. */
  isGlobal(node: Node, name: string): boolean {
    if (node.type !== 'Identifier' || node.name !== name) return false;
    const meanings = this.#mentions.resolve(name);
    return meanings.has(node) && meanings.get(node) === undefined;
  }

  /** Every use of the global of this name. */
  globalsNamed(name: string): readonly Node[] {
    return [...this.#mentions.resolve(name)]
      .filter(([, binding]) => binding === undefined)
      .map(([node]) => node);
  }

  /** What the name would mean if it were written inside the node. */
  lookUp(name: string, at: Node): Binding | undefined {
    for (let scope = this.scopeAt(at); scope !== undefined; scope = scope.parent) {
      const found = scope.bindings.get(name);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /** The innermost scope that the node opens or lies in. */
  scopeAt(node: Node): Scope | undefined {
    const own = this.#opened.get(node);
    if (own !== undefined) return own;
    for (const ancestor of this.#tree.ancestorsOf(node)) {
      const scope = this.#opened.get(ancestor);
      if (scope !== undefined) return scope;
    }
    return undefined;
  }

  /** The first name that is free inside the node: not declared around it, not used or declared in it. */
  freeName(candidates: readonly string[], within: Node): string | undefined {
    const free = candidates.find((name) => {
      const uses = this.#mentions.identifiers(name);
      return (
        this.lookUp(name, within) === undefined &&
        !uses.some((use) => contains(within, startOf(use))) &&
        !this.#others.some((other) => other.name === name && overlap(other.within, within))
      );
    });
    if (free !== undefined) this.#given?.push({ name: free, within });
    return free;
  }

  /**
   * Makes an edit that will stand beside others: what it gets from `freeName` is free of their names too.
   *
   * @returns the edit, and its own names.
   */
  besides<T>(
    others: readonly NewName[],
    make: () => T,
  ): { readonly made: T; readonly names: readonly NewName[] } {
    const names: NewName[] = [];
    this.#others = others;
    this.#given = names;
    try {
      return { made: make(), names };
    } finally {
      this.#others = [];
      this.#given = undefined;
    }
  }
}

function overlap(a: Node, b: Node): boolean {
  return contains(a, startOf(b)) || contains(b, startOf(a));
}

const analysed = new WeakMap<SyntaxTree, Scopes>();

/** The scopes of the tree, analysed at the first question. */
export function scopesOf(tree: SyntaxTree): Scopes {
  let scopes = analysed.get(tree);
  if (scopes === undefined) {
    scopes = new Scopes(tree);
    analysed.set(tree, scopes);
  }
  return scopes;
}
