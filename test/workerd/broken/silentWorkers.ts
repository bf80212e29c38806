import { ECHO, PAIR, room, upgrade } from './fragments.ts';

/** A Worker with a mistake that leaves nothing in a trace: a check of the source alone finds it. */
export interface SilentWorker {
  readonly name: string;
  readonly source: string;
  readonly hint: string;
  /** Of the fix that mends it. */
  readonly title: string;
}

const RECEIVE = `  async webSocketMessage(ws: WebSocket, message: string) {
    ws.send('echo ' + message);
  }
`;

const CLOSE = `  async webSocketClose(ws: WebSocket) {
    ws.close();
  }
`;

const UNHEARD = {
  name: 'listeners of a socket that can hibernate',
  source: room(`${PAIR}this.ctx.acceptWebSocket(server);
${ECHO}server.addEventListener('close', () => server.close());
${upgrade('client')}`),
  hint: 'This listener never runs: a socket that can hibernate calls methods of its object.',
} as const;

export const silentWorkers: readonly SilentWorker[] = [
  {
    name: 'an object that does not answer a close',
    source: room(`${PAIR}this.ctx.acceptWebSocket(server);\n${upgrade('client')}`, RECEIVE),
    hint: 'Nothing answers the close of a client.',
    title: 'Answer the close of a client in `webSocketClose`',
  },
  {
    name: 'a pair of which neither end is accepted',
    source: room(`${PAIR}${upgrade('client')}`, RECEIVE + CLOSE),
    hint: 'Neither end of the WebSocketPair is accepted: nothing that the client sends arrives.',
    title: 'Insert `this.ctx.acceptWebSocket(server)`',
  },
  {
    name: 'a handler that no socket comes to',
    source: room(`${PAIR}server.accept();\n${upgrade('client')}`, RECEIVE + CLOSE),
    hint: 'After `accept()` no message comes to `webSocketMessage`.',
    title: 'Call `this.ctx.acceptWebSocket(server)`',
  },
  {
    ...UNHEARD,
    title: 'Move the listeners to methods of the Durable Object',
  },
  {
    ...UNHEARD,
    title: 'Call `server.accept()`: the listeners run, and the object cannot hibernate',
  },
];
