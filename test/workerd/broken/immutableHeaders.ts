import type { BrokenWorker } from './brokenWorker.ts';
import { handler, hono, itty, MESSAGES, PAIR, upgrade } from './fragments.ts';

const HEADERS = { code: 'rt:immutable-headers', message: /^Can't modify immutable headers\.$/ };
const RESPONSE = 'Copy the response before changing its headers';

export const immutableHeaders: readonly BrokenWorker[] = [
  {
    ...HEADERS,
    name: 'headers of a fetched response',
    source: handler(`const response = await env.UP.fetch(request);
if (!response.ok || request.method === 'POST') return response;
response.headers.set('X-Seen', '1');
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream seen',
    control: { exchange: 'post', answer: '200 from upstream' },
  },
  {
    ...HEADERS,
    name: 'headers of the incoming request',
    source: handler(`if (request.body) request.headers.set('X-Seen', '1');
const seen = request.headers.get('X-Seen');
return new Response(await request.text(), { headers: { 'X-Seen': String(seen) } });`),
    title: 'Copy the request before changing its headers',
    exchange: 'post',
    answer: '200 posted seen',
    control: { exchange: 'get', answer: '200  seen' },
  },
  {
    ...HEADERS,
    name: 'headers of a response that a function of the file changes in place',
    source: `function seen(response) {
  response.headers.set('X-Seen', '1');
  return response;
}
${handler(`const response = await env.UP.fetch(request);
seen(response);
return response;`)}`,
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream seen',
  },
  {
    ...HEADERS,
    name: 'headers of a request that a function of the file changes in place',
    source: `function see(request) {
  request.headers.set('X-Seen', '1');
}
${handler(`see(request);
const seen = request.headers.get('X-Seen');
return new Response(await request.text(), { headers: { 'X-Seen': String(seen) } });`)}`,
    title: 'Copy the request before changing its headers',
    exchange: 'post',
    answer: '200 posted seen',
  },
  {
    ...HEADERS,
    name: 'headers of a response, taken where it is declared',
    source: handler(`const response = await env.UP.fetch(request), { headers } = response;
headers.set('X-Seen', '1');
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream seen',
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
    name: 'headers of what a function gets from a binding that is handed to it',
    source: `async function ask(up: any, request: Request) {
  const response = await up.fetch(request);
  response.headers.set('X-Seen', '1');
  return response;
}
${handler('return ask(env.UP, request);')}`,
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
    ...HEADERS,
    name: 'headers of what a handler of Hono has fetched',
    source: hono(`app.use(async (c, next) => {
  await next();
  c.res.headers.set('X-Seen', '1');
});
app.get('/', (c) => c.env.UP.fetch(c.req.raw));`),
    title: 'Change the header with `c.header()`',
    exchange: 'get',
    answer: '200 from upstream seen',
  },
  {
    ...HEADERS,
    name: 'headers of what a handler of itty-router has fetched',
    source: itty(`router.get('/', async (request, env) => {
  const response = await env.UP.fetch('https://up/');
  response.headers.set('X-Seen', '1');
  return response;
});`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream seen',
  },
];
