import type {
  CallExpression,
  NewExpression,
  Node,
  ObjectExpression,
  ObjectProperty,
} from '@babel/types';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** A response with an init that is written in place and whole: `new Response(…)`, or `Response.json(…)`. */
export interface WrittenResponse {
  readonly node: NewExpression | CallExpression;
  readonly body: Node;
  readonly init: ObjectExpression;
  readonly properties: ReadonlyMap<string, ObjectProperty>;
}

/** Every Response among the nodes whose init can be read: no spread, no computed key. */
export function writtenResponsesIn(tree: SyntaxTree, nodes: readonly Node[]): WrittenResponse[] {
  return nodes.flatMap((node) => {
    if (!isMaker(tree, node)) return [];
    const body = node.arguments[0];
    const init = node.arguments[1] && withoutTypes(node.arguments[1]);
    if (body === undefined || init?.type !== 'ObjectExpression') return [];
    const properties = new Map<string, ObjectProperty>();
    for (const property of init.properties) {
      const name = property.type === 'ObjectProperty' ? keyOf(property) : undefined;
      if (property.type !== 'ObjectProperty' || name === undefined) return [];
      properties.set(name, property);
    }
    return [{ node, body, init, properties }];
  });
}

function isMaker(tree: SyntaxTree, node: Node): node is WrittenResponse['node'] {
  const isResponse = (name: Node) => scopesOf(tree).isGlobal(name, 'Response');
  if (node.type === 'NewExpression') return isResponse(node.callee);
  return (
    node.type === 'CallExpression' &&
    node.callee.type === 'MemberExpression' &&
    memberName(node.callee) === 'json' &&
    isResponse(node.callee.object)
  );
}

/** The status when it is a number in the text; undefined when it is computed, 200 when it is left out. */
export function statusOf({ properties }: WrittenResponse): number | undefined {
  const status = properties.get('status');
  if (status === undefined) return 200;
  return status.value.type === 'NumericLiteral' ? status.value.value : undefined;
}

/** A response with one of these has no body: https://fetch.spec.whatwg.org/#null-body-status */
export const NULL_BODY_STATUSES: ReadonlySet<number | undefined> = new Set([101, 204, 205, 304]);

/** Measured: an empty text is taken for no body, with a warning. */
export function isNoBody(node: Node): boolean {
  const body = withoutTypes(node);
  if (body.type === 'StringLiteral') return body.value === '';
  if (body.type === 'TemplateLiteral') {
    return body.expressions.length === 0 && body.quasis[0]?.value.raw === '';
  }
  const isVoid = body.type === 'UnaryExpression' && body.operator === 'void';
  const isUndefined = body.type === 'Identifier' && body.name === 'undefined';
  return body.type === 'NullLiteral' || isUndefined || isVoid;
}
