import type { Node } from '@babel/types';
import { keyOf } from '../syntax/pattern.ts';

const HANDLERS = new Set(['webSocketMessage', 'webSocketClose', 'webSocketError']);

/** The parameter that is the socket, when the function is a handler of a Durable Object. */
export function handledSocket(handler: Node): Node | undefined {
  if (handler.type !== 'ClassMethod' || !HANDLERS.has(keyOf(handler) ?? '')) return undefined;
  return handler.params[0];
}

/** The function is called when a socket has come to its end. */
export function isEndHandler(handler: Node): boolean {
  return handler.type === 'ClassMethod' && ENDS.has(keyOf(handler) ?? '');
}

const ENDS = new Set(['webSocketClose', 'webSocketError']);
