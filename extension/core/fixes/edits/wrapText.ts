import type { Node } from '@babel/types';
import type { EditBuilder } from './editBuilder.ts';
import { endOf, startOf, startWithBrackets, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Expressions that an operator can follow without parentheses. */
const CLOSED = new Set([
  'Identifier',
  'MemberExpression',
  'OptionalMemberExpression',
  'CallExpression',
  'OptionalCallExpression',
  'TSNonNullExpression',
  'ThisExpression',
]);

/** Puts text that begins with an operator or a dot after the expression, which stays one operand. */
export function appendTo(edits: EditBuilder, node: Node, text: string): void {
  if (CLOSED.has(node.type)) {
    edits.insert(endOf(node), text);
    return;
  }
  edits.insert(startOf(node), '(');
  edits.insert(endOf(node), `)${text}`);
}

/** Writes text around the expression, which stays as it is. */
export function surround(edits: EditBuilder, node: Node, before: string, after: string): void {
  edits.insert(startOf(node), before);
  edits.insert(endOf(node), after);
}

const OPERATORS = new Set(['BinaryExpression', 'LogicalExpression', 'UnaryExpression']);

/** What replaces the expression, in brackets where an operator around it would take it apart. */
export function asOperand(tree: SyntaxTree, node: Node, text: string): string {
  const isOperand = OPERATORS.has(tree.parentOf(node)?.type ?? '');
  return isOperand && node.extra?.parenthesized !== true ? `(${text})` : text;
}

/** Replaces an operand by a name or a call, with the brackets around it, which it needs no more. */
export function replaceOperand(
  edits: EditBuilder,
  { source }: SyntaxTree,
  node: Node,
  text: string,
): void {
  const start = startWithBrackets(node);
  const before = source.slice(start, startOf(node));
  const after = /^\s*\)/.exec(source.slice(endOf(node)))?.[0];
  const isPlain = after !== undefined && /^\(\s*$/.test(before);
  if (isPlain) edits.replace(start, endOf(node) + after.length, text);
  else edits.replace(startOf(node), endOf(node), text);
}

/** As `surround`, for a value that may be short for its property: `{ user }` becomes `{ user: await user }`. */
export function surroundValue(
  edits: EditBuilder,
  tree: SyntaxTree,
  value: Node,
  before: string,
  after: string,
): void {
  const property = tree.parentOf(value);
  const isShort = property?.type === 'ObjectProperty' && property.shorthand;
  surround(edits, value, isShort ? `${tree.textOf(value)}: ${before}` : before, after);
}

/** The text of a node as a title can show it. */
export function shortText(tree: SyntaxTree, node: Node): string {
  const text = tree.textOf(node).replace(/\s+/g, ' ');
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
