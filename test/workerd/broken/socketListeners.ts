import { once } from 'node:events';
import { WebSocket } from 'ws';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler, PAIR, room, upgrade } from './fragments.ts';

const LATE = {
  code: 'rt:websocket-send-after-close',
  message: /^Can't call WebSocket send\(\) after close\(\)\.$/,
};
const LOST = { code: 'rt:network-lost', message: /^Network connection lost\.$/ };
const CLOSED = `${PAIR}server.accept();\nserver.close(1000, 'bye');\nserver.send('late');\n${upgrade('client')}`;

/** One client says hello and leaves, with or without an answer, then another one does: what that one hears first. */
const stayAfter = (leaves: 'at once' | 'answered') => async (url: URL) => {
  const address = url.href.replace(/^http/, 'ws');
  const staying = new WebSocket(address);
  await once(staying, 'open');
  const heard = new Promise<string>((resolve) => {
    staying.on('message', (data: Buffer) => resolve(data.toString()));
    staying.on('close', (code) => resolve(`closed with ${code}`));
  });
  const leaving = new WebSocket(address);
  await once(leaving, 'open');
  leaving.send('hello');
  if (leaves === 'answered') await once(leaving, 'message');
  leaving.close(1000);
  await once(leaving, 'close');
  staying.send('hello again');
  const answer = await heard;
  if (staying.readyState === WebSocket.OPEN) {
    staying.close(1000);
    await once(staying, 'close');
  }
  return answer;
};

const HIBERNATING = `${PAIR}this.ctx.acceptWebSocket(server);\n${upgrade('client')}`;

export const socketListeners: readonly BrokenWorker[] = [
  {
    ...LATE,
    name: 'a message after the close',
    source: handler(CLOSED),
    title: 'Send only while `server` is open',
    exchange: 'socket',
    answer: 'closed with 1000',
  },
  {
    ...LATE,
    name: 'a message that was meant to come before the close',
    source: handler(CLOSED),
    title: 'Send before closing',
    exchange: 'socket',
    answer: 'late',
  },
  {
    ...LOST,
    name: 'an error that a listener hides',
    source: handler(`${PAIR}server.accept();
server.addEventListener('message', (event) => {
  server.send(JSON.parse(event.data).word);
});
${upgrade('client')}`),
    title: 'Catch and log what the `message` listener throws',
    exchange: 'socket',
    answer: 'closed with 1011',
  },
  {
    ...LATE,
    name: 'an answer to a client that left while it was made',
    source: room(
      HIBERNATING,
      `  async webSocketMessage(ws: WebSocket, message: string) {
    await scheduler.wait(100);
    ws.send('echo ' + message);
    for (const peer of this.ctx.getWebSockets()) if (peer !== ws) peer.send('served');
  }
  webSocketClose(ws: WebSocket) {
    ws.close();
  }
`,
    ),
    title: 'Send only while `ws` is open',
    exchange: stayAfter('at once'),
    answer: 'served',
    entrypoint: 'Room',
    traces: 8,
  },
  {
    ...LATE,
    name: 'a farewell that reaches the socket that was closed',
    source: room(
      HIBERNATING,
      `  webSocketMessage(ws: WebSocket, message: string) {
    if (message === 'hello again') ws.send('nobody left');
  }
  async webSocketClose(ws: WebSocket) {
    ws.close();
    for (const peer of this.ctx.getWebSockets()) {
      peer.send('left');
    }
  }
`,
    ),
    title: 'Send only while `peer` is open',
    exchange: stayAfter('at once'),
    answer: 'left',
    entrypoint: 'Room',
    traces: 8,
  },
  {
    ...LOST,
    name: 'a broadcast to a client that left, hidden by a listener',
    source: room(
      `${PAIR}server.accept();
this.sockets.unshift(server);
server.addEventListener('message', (event) => {
  if (event.data === 'hello') server.send('welcome');
  else for (const peer of this.sockets) peer.send('echo ' + event.data);
});
${upgrade('client')}`,
      '  sockets: WebSocket[] = [];\n',
    ),
    title: 'Send only while `peer` is open',
    exchange: stayAfter('answered'),
    answer: 'echo hello again',
    entrypoint: 'Room',
    traces: 4,
  },
];
