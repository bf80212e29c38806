import type { Identifier, JSXIdentifier, Node } from '@babel/types';

export type BindingKind =
  'var' | 'let' | 'const' | 'param' | 'function' | 'class' | 'catch' | 'import' | 'enum';

/** One variable of the program, whatever it is called. */
export interface Binding {
  readonly name: string;
  readonly kind: BindingKind;
  /** Where the name is introduced. */
  readonly identifier: Identifier;
  /** The declarator, function, class, import specifier or catch clause; for a parameter its function. */
  readonly declaration: Node;
  readonly scope: Scope;
  /** Every use in the order of the text, without the introduction; type positions are no uses. */
  readonly references: readonly Reference[];
}

export interface Reference {
  readonly identifier: Identifier | JSXIdentifier;
  /** `count += 1` and `count++` are `update`; a second declaration of the same variable is `write`. */
  readonly access: 'read' | 'write' | 'update';
}

export interface Scope {
  /** The function, function body, block, loop, class, catch clause or program that opens the scope. */
  readonly node: Node;
  readonly parent: Scope | undefined;
  readonly bindings: ReadonlyMap<string, Binding>;
}

/** True when the variable keeps the value it was introduced with. */
export function isConstant(binding: Binding): boolean {
  return binding.references.every((reference) => reference.access === 'read');
}
