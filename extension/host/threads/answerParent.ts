import { parentPort } from 'node:worker_threads';
import { type Message, type Methods, Peer } from './peer.ts';

/** Answers a `Thread`, within it. @param own makes what may be called here. */
export function answerParent<Other extends Methods<Other>, Own extends Methods<Own>>(
  own: (parent: Peer<Other, Own>) => Own,
): void {
  const port = parentPort;
  if (port === null) throw new Error('This runs in a thread.');
  const peer = new Peer<Other, Own>((message) => port.postMessage(message), own);
  port.on('message', (message: Message) => peer.hear(message));
}
