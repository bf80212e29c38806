import type { Node } from '@babel/types';
import { type Binding, isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import type { Candidate } from '../place.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { passedValue } from './passedValue.ts';
import { type WorkerContext, workerContextOf } from './workerContext.ts';
import type { NativeKind } from './workerValue.ts';

/** A change of headers that cannot be changed. */
export interface HeaderChange extends Candidate {
  /** The request or response whose headers they are. */
  readonly subject: Binding;
  /** What the subject holds at the change. */
  readonly kind: 'incomingRequest' | 'fetchedResponse' | 'cachedResponse';
  /** The first place that needs a copy: this change, or where its headers were taken. */
  readonly needed: Node;
  /** False where only the error tells that the headers cannot be changed. */
  readonly isSure: boolean;
}

/**
 * Every `headers.set`, `append` or `delete` among the nodes that fails.
 * @param message with it also those whose object a function is given by callers that are not seen.
 */
export function headerChangesIn(
  tree: SyntaxTree,
  nodes: readonly Node[],
  message: string,
): HeaderChange[] {
  return nodes.flatMap((node) => headerChange(tree, node, message !== '') ?? []);
}

/** What needs the copy first in the text: the change, or another one of the same subject's headers. */
export function firstChangeOf(
  tree: SyntaxTree,
  { subject, needed }: Pick<HeaderChange, 'subject' | 'needed'>,
  nodes: Iterable<Node>,
): Node {
  let first = needed;
  for (const node of nodes) {
    const change = headerChange(tree, node);
    if (change?.subject === subject && startOf(change.needed) < startOf(first))
      first = change.needed;
  }
  return first;
}

/** Methods that change headers. */
export const CHANGES = new Set(['set', 'append', 'delete']);

function headerChange(tree: SyntaxTree, node: Node, hasFailed = false): HeaderChange | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { callee } = node;
  if (!CHANGES.has(memberName(callee) ?? '')) return undefined;
  const context = workerContextOf(tree);
  const found = ownerOf(context, withoutTypes(callee.object));
  const subject = found && context.scopes.bindingOf(found.owner);
  if (subject === undefined) return undefined;
  const needed = found?.taken ?? node;
  const kind = kindAt(context, subject, needed);
  switch (kind) {
    case 'incomingRequest':
    case 'fetchedResponse':
    case 'cachedResponse':
      return { node, subject, kind, needed, isSure: true };
    case 'request':
    case 'response': {
      if (!hasFailed || !isHandedIn(context, subject)) return undefined;
      const failed = kind === 'request' ? 'incomingRequest' : 'fetchedResponse';
      return { node, subject, kind: failed, needed, isSure: false };
    }
    default:
      return undefined;
  }
}

/** A parameter of which nothing but its type is known. */
function isHandedIn(context: WorkerContext, { kind, declaration, identifier }: Binding): boolean {
  if (kind !== 'param' || !isFunction(declaration)) return false;
  const index = declaration.params.findIndex((one) => one === identifier);
  return index >= 0 && passedValue(context, declaration, index) === undefined;
}

/** `response` of `response.headers`, also when the headers were given a name of their own before. */
function ownerOf(
  { scopes }: WorkerContext,
  headers: Node,
): { readonly owner: Node; readonly taken?: Node } | undefined {
  if (headers.type === 'MemberExpression') {
    return memberName(headers) === 'headers' ? { owner: withoutTypes(headers.object) } : undefined;
  }
  const alias = scopes.bindingOf(headers);
  if (alias?.declaration.type !== 'VariableDeclarator' || !isConstant(alias)) return undefined;
  const { id, init } = alias.declaration;
  const path = pathTo(id, alias.identifier);
  if (!init || path === undefined) return undefined;
  const value = withoutTypes(init);
  if (path.length === 1 && path[0] === 'headers') return { owner: value, taken: value };
  const isTaken = path.length === 0 && value.type === 'MemberExpression';
  return isTaken && memberName(value) === 'headers'
    ? { owner: withoutTypes(value.object), taken: value }
    : undefined;
}

/** What the variable holds at the node: of a reassigned one, what was assigned last in the text. */
function kindAt(context: WorkerContext, variable: Binding, at: Node): NativeKind | undefined {
  const value = isConstant(variable) ? variable.identifier : valueAt(context.tree, variable, at);
  const kind = value && context.valueOf(value)?.kind;
  return kind as NativeKind | undefined; // the callers compare with native kinds only
}

/** The expression that a declared variable was last given in the text before the node. */
export function valueAt(tree: SyntaxTree, variable: Binding, at: Node): Node | undefined {
  if (variable.declaration.type !== 'VariableDeclarator') return undefined;
  let last =
    variable.declaration.id === variable.identifier ? variable.declaration.init : undefined;
  for (const { identifier, access } of variable.references) {
    if (access === 'read' || startOf(identifier) > startOf(at)) continue;
    const assignment = tree.parentOf(identifier);
    const isWhole = assignment?.type === 'AssignmentExpression' && assignment.left === identifier;
    last = isWhole ? assignment.right : undefined;
  }
  return last ?? undefined;
}
