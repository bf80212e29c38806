import type { Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { BODY_READS, bodyUse, type BodyUse, inOrder, type SecondUse } from './bodyUse.ts';
import { memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * Every use of the request's body that may come after another one, in a handler with this context of
 * Hono. `c.req.json()` keeps what it read for another read, but takes the body of `c.req.raw`.
 */
export function secondHonoUsesOf(tree: SyntaxTree, context: Binding): SecondUse[] {
  const uses = context.references.flatMap(({ identifier }) => useAt(tree, identifier) ?? []);
  return inOrder(tree, context, uses).filter(
    ({ first, second }) => isOfRaw(first) || isOfRaw(second),
  );
}

/** The body is taken of `c.req.raw` itself. */
export function isOfRaw({ identifier }: BodyUse): boolean {
  return identifier.type === 'MemberExpression' && memberName(identifier) === 'raw';
}

function useAt(tree: SyntaxTree, context: Node): BodyUse | undefined {
  const request = memberAround(tree, context, 'req');
  const raw = request && memberAround(tree, request, 'raw');
  if (request === undefined || raw !== undefined) return raw && bodyUse(tree, raw);
  const member = tree.parentOf(request);
  const call = member && tree.parentOf(member);
  const isRead =
    member?.type === 'MemberExpression' &&
    member.object === request &&
    BODY_READS.has(memberName(member) ?? '') &&
    call?.type === 'CallExpression' &&
    call.callee === member;
  return isRead ? { identifier: request, node: call, isCertain: true } : undefined;
}

function memberAround(tree: SyntaxTree, object: Node, name: string): Node | undefined {
  const member = tree.parentOf(object);
  const isOne =
    member?.type === 'MemberExpression' && member.object === object && memberName(member) === name;
  return isOne ? member : undefined;
}
