import type { BrokenWorker } from './brokenWorker.ts';
import { talk } from '../exchange.ts';
import { ECHO, handler, hono, itty, PAIR, room, upgrade } from './fragments.ts';

const UNASKED = {
  code: 'rt:websocket-without-upgrade',
  message: /^Worker tried to return a WebSocket in a response to a request which did not contain/,
  title: 'Return 426 to a request that does not ask for a WebSocket',
  exchange: 'get',
  answer: '426 Expected WebSocket upgrade',
  control: { exchange: 'socket', answer: 'echo hello' },
} as const;

export const upgradeChecks: readonly BrokenWorker[] = [
  {
    ...UNASKED,
    name: 'a WebSocket for an ordinary request',
    source: handler(`${PAIR}server.accept();\n${ECHO}${upgrade('client')}`),
  },
  {
    ...UNASKED,
    name: 'a WebSocket beside pages',
    source: handler(`${PAIR}if (request.url.endsWith('/page')) return new Response('page');
server.accept();\n${ECHO}${upgrade('client')}`),
    exchange: async (url) =>
      `${await talk(new URL('/page', url), 'get')}, ${await talk(url, 'get')}`,
    answer: '200 page, 426 Expected WebSocket upgrade',
    traces: 2,
  },
  {
    ...UNASKED,
    name: "a Durable Object's WebSocket for an ordinary request",
    source: room(`${PAIR}server.accept();\n${ECHO}${upgrade('client')}`),
  },
  {
    ...UNASKED,
    name: 'a WebSocket of a function that sees no request',
    source: `function open() {\n  ${PAIR}  server.accept();\n  ${ECHO}  ${upgrade('client')}\n}
${handler('return open();')}`,
  },
  {
    ...UNASKED,
    name: 'a WebSocket of Hono for an ordinary request',
    source: hono(
      `app.get('/', (c) => {\n  ${PAIR}  server.accept();\n  ${ECHO}  ${upgrade('client')}\n});`,
    ),
  },
  {
    ...UNASKED,
    name: 'a WebSocket of itty-router for an ordinary request',
    source: itty(
      `router.get('/', (request) => {\n  ${PAIR}  server.accept();\n  ${ECHO}  ${upgrade('client')}\n});`,
    ),
  },
];
