import type { Function as FunctionNode, MemberExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { anchorFor, REQUEST_NAMES } from '../edits/copyBeforeChange.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { Binding, Reference } from '../syntax/binding.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { CHANGES } from '../worker/headerChange.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-08: the headers of `event.request` are changed in place; the event cannot be given another one. */
export const eventRequestHeaders: FixRule = {
  id: 'QF-08',
  codes: ['rt:immutable-headers'],
  find({ tree, nodes }) {
    return nodes.flatMap((node) => {
      const event = changedEvent(tree, node);
      const owner = functionAround(tree, node);
      if (event === undefined || owner === undefined) return [];
      return [{ node, subject: owner, fixes: () => copyFirst(tree, event, owner) }];
    });
  },
};

/** The `event` of `event.request.headers.set(…)`. */
function changedEvent(tree: SyntaxTree, node: Node): Binding | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const headers = withoutTypes(node.callee.object);
  if (!CHANGES.has(memberName(node.callee) ?? '') || headers.type !== 'MemberExpression')
    return undefined;
  const request = withoutTypes(headers.object);
  if (memberName(headers) !== 'headers' || request.type !== 'MemberExpression') return undefined;
  const context = workerContextOf(tree);
  const isRequest =
    memberName(request) === 'request' && context.valueOf(request.object)?.kind === 'fetchEvent';
  return isRequest ? context.scopes.bindingOf(request.object) : undefined;
}

function copyFirst(tree: SyntaxTree, event: Binding, owner: FunctionNode): Fix[] {
  const { scopes } = workerContextOf(tree);
  const uses = event.references.filter(({ identifier }) => isRequestOf(tree.parentOf(identifier)));
  // The change that is looked for, or one above it: they share their function.
  const first = uses.find(({ identifier }) => {
    const call = tree.ancestorsOf(identifier)[3];
    const isChange = call !== undefined && changedEvent(tree, call) !== undefined;
    return isChange && functionAround(tree, call) === owner;
  });
  const anchor = first && anchorFor(tree, owner.body, first.identifier, uses);
  const name = scopes.freeName(REQUEST_NAMES, tree.program);
  if (anchor === undefined || name === undefined) return [];
  if (scopes.lookUp('Request', anchor) !== undefined) return [];
  const edits = new EditBuilder();
  insertBefore(edits, tree, anchor, `const ${name} = new Request(${event.name}.request)`);
  for (const { identifier } of uses) {
    const request = tree.parentOf(identifier);
    if (request === undefined) return [];
    if (startOf(request) >= startOf(anchor)) edits.replace(startOf(request), endOf(request), name);
    else if (!isRead(tree, request, owner)) return [];
  }
  const others = event.references.filter((use) => !isMember(tree, use));
  // `const { request } = event` keeps the old request.
  if (!others.every(({ identifier }) => tree.parentOf(identifier)?.type === 'CallExpression'))
    return [];
  // Who else has the event finds the old request in it.
  const isOwn = others.length === 0 && isListener(tree, event);
  const title = t('Copy the request before changing its headers');
  return [{ rule: 'QF-08', title, safety: isOwn ? 'safe' : 'review', edits: edits.build() }];
}

function isRequestOf(node: Node | undefined): node is MemberExpression {
  return node?.type === 'MemberExpression' && memberName(node) === 'request';
}

function isMember(tree: SyntaxTree, { identifier }: Reference): boolean {
  const parent = tree.parentOf(identifier);
  return parent?.type === 'MemberExpression' && parent.object === identifier && !parent.computed;
}

function isListener(tree: SyntaxTree, { declaration }: Binding): boolean {
  const context = workerContextOf(tree);
  return isFunction(declaration) && context.parameterOf(declaration, 0)?.kind === 'fetchEvent';
}

/** Leaves the body where it is, and does not wait to see the change. */
function isRead(tree: SyntaxTree, request: Node, owner: FunctionNode): boolean {
  const parent = tree.parentOf(request);
  const name = parent?.type === 'MemberExpression' ? memberName(parent) : undefined;
  if (name === 'headers') return functionAround(tree, request) === owner;
  return name === 'cf' || name === 'method' || name === 'url';
}
