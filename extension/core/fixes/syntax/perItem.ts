import type { Function as FunctionNode, Node } from '@babel/types';
import { type Binding, isConstant, type Reference } from './binding.ts';
import { isConditional, LOOPS } from './executionOrder.ts';
import { isFunction, statementsOf } from './functions.ts';
import { memberName, partsOf, withoutTypes } from './pattern.ts';
import { isPlainReference } from './plainReference.ts';
import { scopesOf } from './scope.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from './syntaxTree.ts';

/** What is done once for each item of a list. */
export interface PerItem {
  /** What an item is called: a name or a pattern. */
  readonly item: Node;
  readonly names: ReadonlySet<Binding>;
  /** The list. */
  readonly items: Node;
  /** The whole: a `for` statement, or `await Promise.all(items.map(…))`. */
  readonly whole: Node;
  /** The callback of `map`; undefined in a loop. */
  readonly callback: FunctionNode | undefined;
  /** `items.map(…)`; undefined in a loop. */
  readonly map: Node | undefined;
  /** The statement of the whole, before which another can stand. */
  readonly anchor: Node;
}

/** The innermost loop, or `map` under `Promise.all`, in which the node runs for each item. */
export function perItemAround(tree: SyntaxTree, node: Node): PerItem | undefined {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (isFunction(outer)) return overMap(tree, outer);
    if (LOOPS.has(outer.type)) return overLoop(tree, outer, inner);
    if (isConditional(tree, inner)) return undefined;
    inner = outer;
  }
  return undefined;
}

function overLoop(tree: SyntaxTree, loop: Node, body: Node): PerItem | undefined {
  if (loop.type !== 'ForOfStatement' || loop.await || loop.body !== body) return undefined;
  const [declarator] = loop.left.type === 'VariableDeclaration' ? loop.left.declarations : [];
  const block = tree.parentOf(loop);
  const isListed = block !== undefined && statementsOf(block) !== undefined;
  if (!declarator || !isListed) return undefined;
  return made(tree, declarator.id, {
    items: loop.right,
    whole: loop,
    anchor: loop,
    callback: undefined,
    map: undefined,
  });
}

function overMap(tree: SyntaxTree, callback: FunctionNode): PerItem | undefined {
  const map = tree.parentOf(callback);
  const all = map && tree.parentOf(map);
  const whole = all && tree.parentOf(all);
  const [item, ...more] = callback.params;
  if (map?.type !== 'CallExpression' || map.callee.type !== 'MemberExpression') return undefined;
  if (memberName(map.callee) !== 'map' || map.arguments.length > 1) return undefined;
  if (!item || more.length > 0 || callback.type !== 'ArrowFunctionExpression') return undefined;
  const isAll = all?.type === 'CallExpression' && tree.textOf(all.callee) === 'Promise.all';
  if (!isAll || all.arguments[0] !== map || whole?.type !== 'AwaitExpression') return undefined;
  const anchor = statementOf(tree, whole);
  const items = map.callee.object;
  return anchor && made(tree, item, { items, whole, anchor, callback, map });
}

function made(
  tree: SyntaxTree,
  item: Node,
  rest: Omit<PerItem, 'item' | 'names'>,
): PerItem | undefined {
  const { targets, expressions } = partsOf(item);
  const names = targets.flatMap((target) => scopesOf(tree).bindingOf(target) ?? []);
  const isPlain = expressions.length === 0 && names.length === targets.length;
  const isList = isPlainReference(withoutTypes(rest.items)) && names.every(isConstant);
  return isPlain && isList ? { item, names: new Set(names), ...rest } : undefined;
}

/** The listed statement around an expression that runs whenever the statement does, and once. */
function statementOf(tree: SyntaxTree, expression: Node): Node | undefined {
  let inner = expression;
  for (const outer of tree.ancestorsOf(expression)) {
    if (statementsOf(outer) !== undefined) return inner;
    const isPart = /^(Conditional|Logical)Expression$/.test(outer.type) || LOOPS.has(outer.type);
    if (isPart || isFunction(outer) || outer.type === 'IfStatement') return undefined;
    inner = outer;
  }
  return undefined;
}

/** The value is the same above the work: of what the work declares or changes it needs only its item. */
export function isKnownBefore(tree: SyntaxTree, { whole, names }: PerItem, value: Node): boolean {
  const scopes = scopesOf(tree);
  return descendantsOf(value).every((node) => {
    if (WORKS.has(node.type) || isFunction(node)) return false;
    const binding = scopes.bindingOf(node);
    if (binding === undefined || names.has(binding)) return true;
    const isInside = ({ identifier }: Pick<Reference, 'identifier'>) =>
      contains(whole, startOf(identifier));
    const written = binding.references.filter(({ access }) => access !== 'read');
    return !isInside(binding) && !written.some(isInside);
  });
}

const WORKS = new Set([
  'AssignmentExpression',
  'AwaitExpression',
  'UpdateExpression',
  'YieldExpression',
]);

/** The list of what the value is for each item. */
export function listOf(tree: SyntaxTree, { item, items }: PerItem, value: string): string {
  const list = tree.textOf(items);
  const isItem = item.type === 'Identifier' && item.name === value;
  if (isItem) return isArray(tree, items) ? list : `[...${list}]`;
  const callback = `(${tree.textOf(item)}) => ${value}`;
  return isArray(tree, items) ? `${list}.map(${callback})` : `Array.from(${list}, ${callback})`;
}

/** Beyond doubt: what else can be iterated has no `map()`. */
export function isArray(tree: SyntaxTree, node: Node): boolean {
  if (isMapped(tree, node)) return true;
  const { declaration, identifier } = scopesOf(tree).bindingOf(node) ?? {};
  if (identifier?.typeAnnotation) return ARRAY_TYPE.test(tree.textOf(identifier.typeAnnotation));
  const init = declaration?.type === 'VariableDeclarator' && declaration.id === identifier;
  const made = init && declaration.init ? withoutTypes(declaration.init) : undefined;
  if (made?.type === 'ArrayExpression') return true;
  return made?.type === 'CallExpression' && MAKES_ARRAY.test(tree.textOf(made.callee));
}

const ARRAY_TYPE = /(\[\]|^:\s*(Readonly)?Array<[^]*>)$/;
const MAKES_ARRAY =
  /(^Object\.(keys|values|entries)|^Array\.(from|of)|\.(map|filter|flatMap|split|slice|concat))$/;

/** `items.map(…)` stands there already. */
function isMapped(tree: SyntaxTree, node: Node): boolean {
  const member = tree.parentOf(node);
  return (
    member?.type === 'MemberExpression' && member.object === node && memberName(member) === 'map'
  );
}
