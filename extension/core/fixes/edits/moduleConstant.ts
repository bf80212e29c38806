import type { Expression, Identifier, Node, VariableDeclaration } from '@babel/types';
import { type Binding, isConstant } from '../syntax/binding.ts';
import { insertBefore, lineBreak, removeStatement } from './codeLayout.ts';
import { EditBuilder } from './editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import { isFunction, statementsOf } from '../syntax/functions.ts';
import { mayRunAtStart } from '../syntax/moduleScope.ts';
import { scopesOf } from '../syntax/scope.ts';
import {
  descendantsOf,
  endOf,
  startOf,
  startWithBrackets,
  type SyntaxTree,
} from '../syntax/syntaxTree.ts';

/** A constant in module scope that only functions read, none of them while the module loads. */
export interface ModuleConstant {
  readonly statement: VariableDeclaration;
  readonly id: Identifier;
  readonly init: Expression;
  /** Of the value as it is written, with the brackets around it. */
  readonly written: { readonly start: number; readonly end: number };
  readonly binding: Binding;
}

/** The constant whose value is made around the node. What other modules import must stay what it is. */
export function moduleConstantAround(tree: SyntaxTree, node: Node): ModuleConstant | undefined {
  const statement = tree.ancestorsOf(node).find(({ type }) => type === 'VariableDeclaration');
  if (statement?.type !== 'VariableDeclaration' || tree.parentOf(statement) !== tree.program) {
    return undefined;
  }
  const [declarator, ...more] = statement.declarations;
  if (declarator === undefined || more.length > 0) return undefined;
  const { id, init } = declarator;
  const binding = scopesOf(tree).bindingOf(id);
  if (id.type !== 'Identifier' || !init || binding === undefined) return undefined;
  const isRead = isConstant(binding) && binding.references.length > 0;
  const isLate = binding.references.every(({ identifier }) => {
    return identifier.type === 'Identifier' && !mayRunAtStart(tree, identifier);
  });
  if (!isRead || !isLate || isTypeOf(tree, id.name)) return undefined;
  const written = { start: startWithBrackets(init), end: endOf(declarator) };
  return { statement, id, init, written, binding };
}

/** `type Id = typeof id`: what stands in types is no use of the variable, but depends on it. */
function isTypeOf(tree: SyntaxTree, name: string): boolean {
  if (!tree.isTypeScript) return false;
  return new RegExp(`\\btypeof\\s+${name.replaceAll('$', '\\$')}\\b`).test(tree.source);
}

/** The value is made when it is first read, and kept: `const getId = () => (id ??= …)`. */
export function makeOnFirstUse(
  tree: SyntaxTree,
  constant: ModuleConstant,
): { readonly getter: string; readonly edits: readonly TextEdit[] } | undefined {
  const { statement, id, init, written } = constant;
  const scopes = scopesOf(tree);
  const base = inCamelCase(id.name);
  const getter = scopes.freeName([`get${base}`, `lazy${base}`], tree.program);
  if (getter === undefined || waits(init)) return undefined;
  const line = lineBreak(tree.source);
  // A semicolon on a line of its own begins the next statement.
  const end = /^[^\S\r\n]*;/.test(tree.source.slice(written.end)) ? ';' : '';
  const type = typeOf(tree, constant);
  const edits = new EditBuilder();
  if (type === undefined && tree.isTypeScript) {
    const create = scopes.freeName([`create${base}`, `make${base}`], tree.program);
    if (create === undefined) return undefined;
    edits.replace(startOf(statement), written.start, `const ${create} = () => ${opened(constant)}`);
    edits.insert(
      written.end,
      `${closed(constant)}${end}${line}let ${id.name}: ReturnType<typeof ${create}> | undefined${end}${line}const ${getter} = () => (${id.name} ??= ${create}())`,
    );
  } else {
    const annotation = tree.isTypeScript ? `: ${type} | undefined` : '';
    const declared = `let ${id.name}${annotation}${end}${line}`;
    edits.replace(
      startOf(statement),
      written.start,
      `${declared}const ${getter} = () => (${id.name} ??= `,
    );
    edits.insert(written.end, ')');
  }
  replaceUses(edits, tree, constant.binding, `${getter}()`);
  return { getter, edits: edits.build() };
}

/** The constant becomes a function, so that each use has a value of its own. */
export function makeEachTime(
  tree: SyntaxTree,
  { id, init, written, binding }: ModuleConstant,
): readonly TextEdit[] | undefined {
  if (waits(init)) return undefined;
  const edits = new EditBuilder();
  const type = annotationOf(tree, id);
  const result = type === undefined ? '' : `: ${type}`;
  edits.replace(
    startOf(id),
    written.start,
    `${id.name} = ()${result} => ${opened({ init, written })}`,
  );
  const close = closed({ init, written });
  if (close !== '') edits.insert(written.end, close);
  replaceUses(edits, tree, binding, `${id.name}()`);
  return edits.build();
}

/** What moves: a constant, or a variable that functions set. */
type ModuleVariable = Pick<ModuleConstant, 'statement' | 'binding'> & {
  readonly init: Node | null | undefined;
};

/** The variable moves to the top of the only function that uses it. */
export function moveIntoFunction(
  tree: SyntaxTree,
  { statement, init, binding }: ModuleVariable,
): readonly TextEdit[] | undefined {
  const owners = new Set(
    binding.references.map(({ identifier }) => tree.ancestorsOf(identifier).findLast(isFunction)),
  );
  const [owner, ...more] = owners;
  if (owner === undefined || more.length > 0) return undefined;
  if (init && waits(init) && !owner.async) return undefined;
  const [first] = statementsOf(owner.body) ?? [];
  if (first === undefined) return undefined;
  const edits = new EditBuilder();
  removeStatement(edits, tree, statement);
  insertBefore(edits, tree, first, tree.textOf(statement).replace(/\s*;$/, ''));
  return edits.build();
}

function replaceUses(edits: EditBuilder, tree: SyntaxTree, binding: Binding, text: string): void {
  for (const { identifier } of binding.references) {
    const parent = tree.parentOf(identifier);
    const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand;
    const written = isShorthand ? `${binding.name}: ${text}` : text;
    // `new Url()()` would call the wrong thing.
    const isConstructed = parent?.type === 'NewExpression' && parent.callee === identifier;
    edits.replace(startOf(identifier), endOf(identifier), isConstructed ? `(${text})` : written);
  }
}

function waits(init: Node): boolean {
  for (const node of descendantsOf(init, (inner) => !isFunction(inner))) {
    if (node.type === 'AwaitExpression') return true;
  }
  return false;
}

/** The type of the value, where it is written or beyond doubt. */
function typeOf(tree: SyntaxTree, { id, init }: ModuleConstant): string | undefined {
  const written = annotationOf(tree, id);
  if (written !== undefined) return written;
  const isUuid = init.type === 'CallExpression' && tree.textOf(init) === 'crypto.randomUUID()';
  return isUuid ? 'string' : undefined;
}

function annotationOf(tree: SyntaxTree, { typeAnnotation }: Identifier): string | undefined {
  return typeAnnotation?.type === 'TSTypeAnnotation'
    ? tree.textOf(typeAnnotation.typeAnnotation)
    : undefined;
}

/** After an arrow a brace would open a block. */
function opened({ init, written }: Pick<ModuleConstant, 'init' | 'written'>): string {
  return init.type === 'ObjectExpression' && written.start === startOf(init) ? '(' : '';
}

function closed(constant: Pick<ModuleConstant, 'init' | 'written'>): string {
  return opened(constant) === '' ? '' : ')';
}

/** `requestId` and `REQUEST_ID` give `RequestId`. */
function inCamelCase(name: string): string {
  const words = /^[A-Z\d_$]+$/.test(name) ? name.toLowerCase() : name;
  return words.replace(/(?:^|_+)([a-z\d])/g, (_, letter: string) => letter.toUpperCase());
}
