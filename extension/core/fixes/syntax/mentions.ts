import type { Identifier, JSXIdentifier, Node } from '@babel/types';
import type { Binding, BindingKind, Reference, Scope } from './binding.ts';
import { startOf } from './syntaxTree.ts';

/** A scope that is being filled. */
export class OpenScope implements Scope {
  readonly node: Node;
  readonly parent: OpenScope | undefined;
  readonly bindings = new Map<string, OpenBinding>();
  /** Where a `var` written here goes. */
  readonly varScope: OpenScope;

  constructor(node: Node, parent: OpenScope | undefined, holdsVar: boolean) {
    this.node = node;
    this.parent = parent;
    this.varScope = holdsVar || parent === undefined ? this : parent.varScope;
  }
}

export interface Declared {
  readonly kind: BindingKind;
  readonly identifier: Identifier;
  readonly declaration: Node;
  readonly scope: OpenScope;
}

/** A variable whose uses are looked for when somebody asks for them. */
export class OpenBinding implements Binding {
  readonly name: string;
  readonly kind: BindingKind;
  readonly identifier: Identifier;
  readonly declaration: Node;
  readonly scope: OpenScope;
  /** Without the introduction; in the order of the text once the name is resolved. */
  readonly found: Reference[] = [];
  readonly #mentions: Mentions;

  constructor(declared: Declared, mentions: Mentions) {
    this.name = declared.identifier.name;
    this.kind = declared.kind;
    this.identifier = declared.identifier;
    this.declaration = declared.declaration;
    this.scope = declared.scope;
    this.#mentions = mentions;
  }

  get references(): readonly Reference[] {
    this.#mentions.resolve(this.name);
    return this.found;
  }
}

interface Mention {
  readonly identifier: Identifier | JSXIdentifier;
  /** Undefined where the variable is introduced. */
  readonly access: Reference['access'] | undefined;
  readonly scope: OpenScope;
}

type Meanings = ReadonlyMap<Node, OpenBinding | undefined>;
const NOTHING: Meanings = new Map();

/**
 * Every identifier that declares or uses a variable, by its name. What it means is found for one name at a
 * time, at the first question: measured, resolving all costs half of the analysis, and rules ask for few.
 */
export class Mentions {
  readonly #byName = new Map<string, Mention[]>();
  readonly #resolved = new Map<string, Meanings>();

  add(mention: Mention): void {
    const { name } = mention.identifier;
    const mentions = this.#byName.get(name);
    if (mentions === undefined) this.#byName.set(name, [mention]);
    else mentions.push(mention);
  }

  identifiers(name: string): readonly Node[] {
    return this.#byName.get(name)?.map(({ identifier }) => identifier) ?? [];
  }

  /** What each identifier of this name means; undefined for a global. Asked only when all are added. */
  resolve(name: string): Meanings {
    const known = this.#resolved.get(name);
    if (known !== undefined) return known;
    const mentions = this.#byName.get(name);
    if (mentions === undefined) return NOTHING;
    const meanings = new Map<Node, OpenBinding | undefined>();
    for (const { identifier, access, scope } of mentions) {
      const binding = find(name, scope);
      meanings.set(identifier, binding);
      if (access !== undefined) binding?.found.push({ identifier, access });
    }
    for (const binding of new Set(meanings.values())) {
      binding?.found.sort((a, b) => startOf(a.identifier) - startOf(b.identifier));
    }
    this.#resolved.set(name, meanings);
    return meanings;
  }
}

function find(name: string, from: OpenScope): OpenBinding | undefined {
  for (let scope: OpenScope | undefined = from; scope !== undefined; scope = scope.parent) {
    const binding = scope.bindings.get(name);
    if (binding !== undefined) return binding;
  }
  return undefined;
}
