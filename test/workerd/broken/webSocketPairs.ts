import type { BrokenWorker } from './brokenWorker.ts';
import { handler, room, PAIR, ECHO, upgrade, MESSAGES } from './fragments.ts';

const RETURNED = {
  code: 'rt:websocket-returned-after-accept',
  message: /^Can't return WebSocket in a Response after calling accept(WebSocket)?\(\)\.$/,
};
const UNACCEPTED = {
  code: 'rt:websocket-not-accepted',
  message: /^You must call one of accept\(\) or state\.acceptWebSocket\(\) on this WebSocket/,
};

export const webSocketPairs: readonly BrokenWorker[] = [
  {
    ...RETURNED,
    name: 'the accepted end returned',
    source: handler(`${PAIR}server.accept();\n${ECHO}${upgrade('server')}`),
    title: 'Return `client`, the other end of the WebSocketPair',
    exchange: 'socket',
    answer: 'echo hello',
  },
  {
    ...RETURNED,
    name: 'the accepted end returned, by index',
    source: handler(`const pair = new WebSocketPair();
const server = pair[1];
server.accept();
${ECHO}${upgrade('pair[1]')}`),
    title: 'Return `pair[0]`, the other end of the WebSocketPair',
    exchange: 'socket',
    answer: 'echo hello',
  },
  {
    ...RETURNED,
    name: 'the wrong end accepted',
    source: handler(`${PAIR}client.accept();\n${ECHO}${upgrade('client')}`),
    title: 'Accept `server`, the end that is not returned',
    exchange: 'socket',
    answer: 'echo hello',
  },
  {
    ...RETURNED,
    name: 'the accepted end returned by a Durable Object',
    source: room(`${PAIR}this.ctx.acceptWebSocket(server);\n${upgrade('server')}`, MESSAGES),
    title: 'Return `client`, the other end of the WebSocketPair',
    exchange: 'socket',
    answer: 'echo hello',
    traces: 2,
    entrypoint: 'Room',
  },
  {
    ...RETURNED,
    name: 'the accepted end returned by a function that the handler calls',
    source: `function open() {\n  ${PAIR}  server.accept();\n  ${ECHO}  ${upgrade('server')}\n}
${handler('return open();')}`,
    title: 'Return `client`, the other end of the WebSocketPair',
    exchange: 'socket',
    answer: 'echo hello',
  },
  {
    ...UNACCEPTED,
    name: 'a greeting before the accept',
    source: handler(`${PAIR}server.send('welcome');\nserver.accept();\n${upgrade('client')}`),
    title: 'Call `server.accept()` before the first `send()`',
    exchange: 'socket',
    answer: 'welcome',
  },
  {
    ...UNACCEPTED,
    name: 'a greeting before the hibernation accept',
    source: room(
      `${PAIR}server.send('welcome');\nthis.ctx.acceptWebSocket(server);\n${upgrade('client')}`,
      MESSAGES,
    ),
    title: 'Call `this.ctx.acceptWebSocket(server)` before the first `send()`',
    exchange: 'socket',
    answer: 'welcome',
    traces: 2,
    entrypoint: 'Room',
  },
  {
    ...UNACCEPTED,
    name: 'no accept at all',
    source: handler(`${PAIR}server.send('welcome');\n${upgrade('client')}`),
    title: 'Insert `server.accept()`',
    exchange: 'socket',
    answer: 'welcome',
  },
  {
    ...UNACCEPTED,
    name: 'no accept in a Durable Object that could hibernate',
    source: room(`${PAIR}server.send('welcome');\n${upgrade('client')}`, MESSAGES),
    title: 'Insert `this.ctx.acceptWebSocket(server)`',
    exchange: 'socket',
    answer: 'welcome',
    traces: 2,
    entrypoint: 'Room',
  },
];
