import type { CallExpression, Node, ObjectExpression, ObjectProperty } from '@babel/types';
import { additionAt } from '../syntax/collectionUse.ts';
import { keyOf, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { isWebSocket } from './webSocketCall.ts';

/** `sessions.set(id, { socket: server, name })`, `sessions.push(session)`: an object that holds a socket. */
export interface SocketRecord {
  readonly node: CallExpression;
  /** `set`, `add`, or that of an array. */
  readonly method: string;
  /** In a Map. */
  readonly key: Node | undefined;
  readonly object: ObjectExpression;
  /** Its property that is the socket. */
  readonly property: ObjectProperty;
  readonly name: string;
  readonly socket: Node;
}

/** What is put into a collection at this mention of it, when it is such an object. */
export function socketRecordAt(tree: SyntaxTree, use: Node): SocketRecord | undefined {
  const addition = additionAt(tree, use);
  const [value, ...more] = addition?.values ?? [];
  const node = addition?.node;
  if (addition === undefined || node?.type !== 'CallExpression' || !value || more.length > 0)
    return undefined;
  const object = constantValue(tree, value);
  if (object.type !== 'ObjectExpression') return undefined;
  const [property, ...others] = object.properties.filter(
    (one): one is ObjectProperty =>
      one.type === 'ObjectProperty' && isWebSocket(tree, withoutTypes(one.value)),
  );
  const name = property && keyOf(property);
  if (property?.key.type !== 'Identifier' || name === undefined || others.length > 0) {
    return undefined;
  }
  const { method } = addition;
  const key = method === 'set' ? node.arguments[0] : undefined;
  return { node, method, key, object, property, name, socket: withoutTypes(property.value) };
}
