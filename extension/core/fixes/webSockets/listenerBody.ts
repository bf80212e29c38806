import type { Function as FunctionNode, Node } from '@babel/types';
import { indentationOf, terminator } from '../edits/codeStyle.ts';
import { thisOwner } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import type { EndUse } from './webSocketPair.ts';

/** How a listener reads as the body of a method of the same object. */
export interface MovedListener {
  /** What it has of its event: the names of `event.data` and its like, by property. */
  readonly names: ReadonlyMap<string, string>;
  /** The name of the socket. */
  readonly socket: string;
  readonly ends: readonly EndUse[];
}

/**
 * The lines of the listener's body, indented from 0. Undefined when it needs anything of the function around
 * it but the socket and `this`, or does more with its event than to read those properties.
 */
export function movedLines(
  tree: SyntaxTree,
  listener: FunctionNode,
  { names, socket, ends }: MovedListener,
): readonly string[] | undefined {
  const { body } = listener;
  const renamed = new Map<Node, string>();
  for (const { node } of ends) if (contains(body, startOf(node))) renamed.set(node, socket);
  for (const node of descendantsOf(body)) {
    const isText = node.type === 'TemplateElement' && /[\r\n]/.test(tree.textOf(node));
    if (isText || !stays(tree, listener, node)) return undefined;
    const binding = scopesOf(tree).bindingOf(node);
    if (binding === undefined || contains(body, startOf(binding.identifier))) continue;
    if (binding.scope.node.type === 'Program' || isWithin(tree, node, renamed)) continue;
    const member = tree.parentOf(node);
    const isRead = member?.type === 'MemberExpression' && member.object === node;
    const name = isRead ? names.get(memberName(member) ?? '') : undefined;
    const isEvent = listener.params.length === 1 && listener.params[0] === binding.identifier;
    if (!isEvent || !isRead || name === undefined) return undefined;
    renamed.set(member, name);
  }
  return linesOf(tree, body, renamed);
}

/** `this` means the object there as well as in a method. */
function stays(tree: SyntaxTree, listener: FunctionNode, node: Node): boolean {
  if (node.type === 'Super') return false;
  if (node.type === 'Identifier' && node.name === 'arguments') return false;
  if (node.type !== 'ThisExpression') return true;
  const owner = thisOwner(tree, node);
  if (owner === undefined || owner === listener) return false;
  return contains(listener.body, startOf(owner)) || tree.parentOf(owner)?.type === 'ClassBody';
}

function isWithin(tree: SyntaxTree, node: Node, renamed: ReadonlyMap<Node, string>): boolean {
  const parent = tree.parentOf(node);
  return renamed.has(node) || (parent !== undefined && renamed.has(parent));
}

function linesOf(tree: SyntaxTree, body: Node, renamed: ReadonlyMap<Node, string>): string[] {
  const isBlock = body.type === 'BlockStatement';
  const [start, end] = isBlock
    ? [startOf(body) + 1, endOf(body) - 1]
    : [startOf(body), endOf(body)];
  let code = '';
  let copied = start;
  for (const [node, name] of [...renamed].sort(([a], [b]) => startOf(a) - startOf(b))) {
    const isShorthand = isShorthandValue(tree, node);
    code +=
      tree.source.slice(copied, startOf(node)) + (isShorthand ? `${tree.textOf(node)}: ` : '');
    code += name;
    copied = endOf(node);
  }
  code += tree.source.slice(copied, end);
  const first = isBlock ? body.body[0] : undefined;
  const indentation = first ? indentationOf(tree, first) : '';
  const lines = code
    .split(/\r?\n/)
    .map((line) => (line.startsWith(indentation) ? line.slice(indentation.length) : line.trim()))
    .map((line) => line.trimEnd());
  while (lines[0] === '') lines.shift();
  while (lines.at(-1) === '') lines.pop();
  const [opening = '', ...rest] = lines;
  const whole = [opening.trimStart(), ...rest];
  return isBlock ? whole : [...whole.slice(0, -1), `${whole.at(-1) ?? ''}${terminator(tree)}`];
}

function isShorthandValue(tree: SyntaxTree, node: Node): boolean {
  const parent = tree.parentOf(node);
  return parent?.type === 'ObjectProperty' && parent.shorthand && parent.value === node;
}
