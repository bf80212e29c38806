import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { WebSocket } from 'ws';
import type { BrokenWorker } from './brokenWorker.ts';
import { ECHO, MESSAGES, PAIR, room, upgrade } from './fragments.ts';

const TWICE = { code: 'rt:websocket-accepted-twice', exchange: 'socket' } as const;
const BEFORE = /^Cannot call `acceptWebSocket\(\)` if the WebSocket was already accepted/;
const AFTER = /^Can't accept\(\) WebSocket after enabling hibernation\.$/;
const BOTH = 'server.accept();\nthis.ctx.acceptWebSocket(server);\n';

/** workerd keeps an object for ten seconds after its last event, and nothing tells when it is gone. */
const GONE_MS = 11_000;

/** Says hello, and once more when the object has hibernated; gives both answers. */
export async function talkAgain(url: URL): Promise<string> {
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  const answers: string[] = [];
  const heard = new Promise<void>((resolve) => {
    socket.on('message', (data: Buffer) => {
      if (answers.push(data.toString()) === 2) resolve();
    });
  });
  await once(socket, 'open');
  socket.send('hello');
  await wait(GONE_MS);
  socket.send('hello');
  await Promise.race([heard, wait(1_000)]);
  socket.close(1000);
  await once(socket, 'close');
  return answers.join(', ');
}

export const hibernation: readonly BrokenWorker[] = [
  {
    ...TWICE,
    name: 'an end accepted before it is to hibernate',
    source: room(`${PAIR}${BOTH}${upgrade('client')}`, MESSAGES),
    message: BEFORE,
    title: 'Remove `server.accept()`',
    answer: 'echo hello',
  },
  {
    ...TWICE,
    name: 'an end accepted after it can hibernate',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);\nserver.accept();\n${upgrade('client')}`,
      MESSAGES,
    ),
    message: AFTER,
    title: 'Remove `server.accept()`',
    answer: 'echo hello',
    entrypoint: 'Room',
  },
  {
    ...TWICE,
    name: 'an end with listeners accepted in both ways',
    source: room(`${PAIR}${BOTH}${ECHO}${upgrade('client')}`),
    message: BEFORE,
    title: 'Remove `this.ctx.acceptWebSocket(server)`',
    answer: 'echo hello',
  },
  {
    code: 'rt:attachment-too-large',
    name: 'an attachment that is too large',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);
server.serializeAttachment({ history: 'a'.repeat(20_000) });
${upgrade('client')}`,
      `  webSocketMessage(ws: WebSocket, message: string) {
    const { history } = ws.deserializeAttachment();
    ws.serializeAttachment({ history: history + message });
    ws.send([history, ws.deserializeAttachment().history].map(({ length }) => length).join(' '));
  }
  webSocketClose(ws: WebSocket) {
    ws.close();
  }
`,
    ),
    message: /^A WebSocket 'attachment' cannot be larger than 16384 bytes/,
    title: 'Keep the data in storage, and only its id in the attachment',
    exchange: 'socket',
    answer: '20000 20005',
    entrypoint: 'Room',
  },
  {
    code: 'rt:serialize-state',
    name: 'a pair of methods that are not there',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);
(server as any).serializeState({ name: 'a' });
${upgrade('client')}`,
      `  webSocketMessage(ws: WebSocket) {
    ws.send((ws as any).deserializeState().name);
  }
  webSocketClose(ws: WebSocket) {
    ws.close();
  }
`,
    ),
    message: /\.serializeState is not a function$/,
    title: 'Call `serializeAttachment` and `deserializeAttachment`',
    exchange: 'socket',
    answer: 'a',
    entrypoint: 'Room',
  },
  {
    code: 'rt:serialize-state',
    name: 'an attachment by a method that is not there',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);
(server as any).serializeState({ name: 'a' });
${upgrade('client')}`,
      MESSAGES,
    ),
    message: /\.serializeState is not a function$/,
    title: 'Call `serializeAttachment`',
    exchange: 'socket',
    answer: 'echo hello',
    entrypoint: 'Room',
  },
  {
    code: 'rt:undefined-property',
    name: 'what an object remembers of a socket',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);
this.sessions.set(server, { name: 'Ann', said: 0 });
${upgrade('client')}`,
      `  sessions = new Map<WebSocket, { name: string; said: number }>();
  async webSocketMessage(ws: WebSocket, message: string) {
    const session = this.sessions.get(ws)!;
    session.said++;
    for (const [peer, { name }] of this.sessions) {
      peer.send(name + ' ' + session.said);
    }
  }
  async webSocketClose(ws: WebSocket) {
    this.sessions.delete(ws);
    ws.close();
  }
`,
    ),
    message: /^Cannot read properties of undefined \(reading 'said'\)$/,
    title: 'Keep what `this.sessions` holds in the attachments of the sockets',
    exchange: talkAgain,
    answer: 'Ann 1, Ann 2',
    traces: 5,
    entrypoint: 'Room',
  },
];
