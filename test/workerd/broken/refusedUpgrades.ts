import { type Request, Response, WebSocketPair } from 'miniflare';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

const ANSWER = 'Return 502 when the upstream refuses the WebSocket';

export const refusedUpgrades: readonly BrokenWorker[] = [
  {
    code: 'rt:websocket-missing',
    name: 'an upgrade that is refused',
    source: handler(`const up = await env.UP.fetch(request);
const socket = up.webSocket;
socket.accept();
return new Response('connected');`),
    message: /^Cannot read properties of null \(reading 'accept'\)$/,
    title: ANSWER,
    exchange: 'get',
    answer: '502 The upstream refused the WebSocket: 200',
  },
  {
    code: 'rt:undefined-property/null',
    name: 'an upgrade that nobody asks for',
    source: handler(`const up = await env.UP.fetch('https://example.com/');
up.webSocket.addEventListener('message', () => {});
up.webSocket.accept();
up.webSocket.close();
return new Response('connected');`),
    message: /^Cannot read properties of null \(reading 'addEventListener'\)$/,
    title: `Ask for the upgrade by its header. ${ANSWER}`,
    exchange: 'get',
    answer: '200 connected',
    runtime: { serviceBindings: { UP: upgradeWhenAsked } },
  },
];

function upgradeWhenAsked(request: Request): Response {
  if (request.headers.get('Upgrade') !== 'websocket') return new Response('no socket here');
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.addEventListener('close', () => server.close());
  return new Response(null, { status: 101, webSocket: client });
}
