import type { Exchange } from './exchange.ts';

/** A Worker with one known mistake, the error workerd gives for it, and what it answers once mended. */
export interface BrokenWorker {
  readonly name: string;
  readonly code: string;
  readonly source: string;
  readonly message: RegExp;
  readonly title: string;
  readonly exchange: Exchange;
  readonly answer: string;
  /** Invocations that are traced: a Durable Object's own counts too. */
  readonly traces?: number;
  /** The class whose trace has the exception; the default export has no name. */
  readonly entrypoint?: string;
}

const ILLEGAL = { code: 'rt:illegal-invocation', message: /^Illegal invocation: function called/ };
const HEADERS = { code: 'rt:immutable-headers', message: /^Can't modify immutable headers\.$/ };
const RETURNED = {
  code: 'rt:websocket-returned-after-accept',
  message: /^Can't return WebSocket in a Response after calling accept(WebSocket)?\(\)\.$/,
};
const UNACCEPTED = {
  code: 'rt:websocket-not-accepted',
  message: /^You must call one of accept\(\) or state\.acceptWebSocket\(\) on this WebSocket/,
};
const RESPONSE = 'Copy the response before changing its headers';

const handler = (body: string, parameters = 'request: Request, env: any, ctx: ExecutionContext') =>
  `// 𝕎orker\nexport default {\n  async fetch(${parameters}) {\n${indent(body)}\n  },\n};\n`;
const room = (body: string, more = '') => `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request: Request) {
${indent(body)}
  }
${more}}
export default {
  fetch: (request: Request, env: any) => env.ROOM.getByName('a').fetch(request),
};
`;
const PAIR = 'const [client, server] = Object.values(new WebSocketPair());\n';
const ECHO = "server.addEventListener('message', (event) => server.send('echo ' + event.data));\n";
const upgrade = (end: string) => `return new Response(null, { status: 101, webSocket: ${end} });`;
const MESSAGES = `  webSocketMessage(ws: WebSocket, message: string) {
    ws.send('echo ' + message);
  }
  webSocketClose(ws: WebSocket) {
    ws.close();
  }
`;

function indent(body: string): string {
  return body.replace(/^(?=.)/gm, '    ');
}

export const brokenWorkers: readonly BrokenWorker[] = [
  {
    ...ILLEGAL,
    name: 'a destructured method',
    source: handler(`const { waitUntil } = ctx;
waitUntil(env.CACHE.put('k', 'v'));
return new Response('done');`),
    title: 'Call `waitUntil` on `ctx`',
    exchange: 'get',
    answer: '200 done',
  },
  {
    ...ILLEGAL,
    name: 'a destructured parameter',
    source: handler(
      `waitUntil(env.CACHE.put('k', 'v'));
return new Response('done');`,
      'request: Request, env: any, { waitUntil }: ExecutionContext',
    ),
    title: 'Call `waitUntil` on `ctx`',
    exchange: 'get',
    answer: '200 done',
  },
  {
    ...ILLEGAL,
    name: 'a method of a binding under another name',
    source: handler(`const { CACHE } = env;
const { get: read } = CACHE;
return new Response((await read('k')) ?? 'nothing');`),
    title: 'Call `get` on `CACHE`',
    exchange: 'get',
    answer: '200 nothing',
  },
  {
    ...ILLEGAL,
    name: 'an assigned method of the request',
    source: handler(`const read = request.text;
return new Response(await read());`),
    title: 'Call `text` on `request`',
    exchange: 'post',
    answer: '200 posted',
  },
  {
    ...ILLEGAL,
    name: 'a method of a global object',
    source: `const { digest } = crypto.subtle;
${handler(`const hash = await digest('SHA-256', new Uint8Array(1));
return new Response(String(hash.byteLength));`)}`,
    title: 'Call `digest` on `crypto.subtle`',
    exchange: 'get',
    answer: '200 32',
  },
  {
    ...ILLEGAL,
    name: 'a method of the default cache',
    source: handler(`const { match } = caches.default;
return (await match(request)) ?? new Response('miss');`),
    title: 'Call `match` on `caches.default`',
    exchange: 'get',
    answer: '200 miss',
  },
  {
    ...ILLEGAL,
    name: 'a method passed to a promise',
    source: handler(`await Promise.resolve(env.CACHE.put('k', 'v')).then(ctx.waitUntil);
return new Response('done');`),
    title: 'Pass a function that calls `ctx.waitUntil`',
    exchange: 'get',
    answer: '200 done',
  },
  {
    ...ILLEGAL,
    name: 'a method passed to a function of the file',
    source: `async function run(read: (key: string) => Promise<string | null>) {
  return (await read('k')) ?? 'nothing';
}
${handler('return new Response(await run(env.CACHE.get));')}`,
    title: 'Pass a function that calls `env.CACHE.get`',
    exchange: 'get',
    answer: '200 nothing',
  },
  {
    ...ILLEGAL,
    name: 'a destructured method passed to a loop',
    source: handler(`const { waitUntil } = ctx;
[env.CACHE.put('k', 'v')].forEach(waitUntil);
return new Response('done');`),
    title: 'Pass a function that calls `ctx.waitUntil`',
    exchange: 'get',
    answer: '200 done',
  },
  {
    ...ILLEGAL,
    name: "a method of a Durable Object's storage",
    source: room(`const { get } = this.ctx.storage;
return new Response(String(await get('k')));`),
    title: 'Call `get` on `this.ctx.storage`',
    exchange: 'get',
    answer: '200 undefined',
    traces: 2,
    entrypoint: 'Room',
  },
  {
    ...HEADERS,
    name: 'headers of a fetched response',
    source: handler(`const response = await env.UP.fetch(request);
if (!response.ok) return response;
response.headers.set('X-Seen', '1');
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream seen',
  },
  {
    ...HEADERS,
    name: 'headers of the incoming request',
    source: handler(`request.headers.set('X-Seen', '1');
const seen = request.headers.get('X-Seen');
return new Response(await request.text(), { headers: { 'X-Seen': String(seen) } });`),
    title: 'Copy the request before changing its headers',
    exchange: 'post',
    answer: '200 posted seen',
  },
  {
    ...HEADERS,
    name: 'headers of a response in a variable that is set again',
    source: handler(`let response = await caches.default.match(request);
if (!response) {
  response = await fetch('https://example.com/');
  response.headers.append('X-Seen', '1');
}
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from the origin seen',
  },
  {
    ...HEADERS,
    name: 'headers of a cached response',
    source: handler(`const key = 'https://example.com/key';
await caches.default.put(key, new Response('kept', { headers: { 'Cache-Control': 'max-age=60' } }));
const hit = await caches.default.match(key);
if (hit) {
  hit.headers.set('X-Seen', '1');
  return hit;
}
return new Response('miss');`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 kept seen',
  },
  {
    ...HEADERS,
    name: 'headers of a redirect, taken first and changed in a loop',
    source: handler(`const response = Response.redirect('https://example.com/', 302);
const { headers } = response;
for (const name of ['X-Seen', 'X-Too']) {
  headers.set(name, '1');
}
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '302  seen',
  },
  {
    ...HEADERS,
    name: 'headers of a response in a callback',
    source: handler(`return env.UP.fetch(request).then((response) => {
  response.headers.delete('X-None');
  response.headers.set('X-Seen', '1');
  return response;
});`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream seen',
  },
  {
    ...HEADERS,
    name: "headers of a Durable Object's answer, a WebSocket upgrade",
    source: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch() {
    ${PAIR}    this.ctx.acceptWebSocket(server);
    ${upgrade('client')}
  }
${MESSAGES}}
${handler(`const stub = env.ROOM.get(env.ROOM.idFromName('a'));
const response = await stub.fetch(request);
response.headers.set('X-Seen', '1');
return response;`)}`,
    title: RESPONSE,
    exchange: 'socket',
    answer: 'echo hello',
    traces: 2,
  },
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
