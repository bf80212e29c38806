import { talk } from '../exchange.ts';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

/** The first request makes the object, the second one uses it. */
const SHARED = {
  code: 'rt:other-request-io',
  message: /^Cannot perform I\/O on behalf of a different request\./,
  exchange: async (url: URL) => {
    await talk(url, 'get');
    return talk(url, 'get');
  },
  traces: 2,
};

export const sharedIo: readonly BrokenWorker[] = [
  {
    ...SHARED,
    name: 'a shared response that is read',
    source: `let cached: Response | undefined;
${handler(`if (!cached) cached = await env.UP.fetch(request);
return new Response(await cached!.clone().text());`)}`,
    title: 'Keep what `text()` gives, not the response',
    answer: '200 from upstream',
  },
  {
    ...SHARED,
    name: 'a shared response that is returned',
    source: `let cached: Response | undefined;
${handler(`if (!cached) cached = await env.UP.fetch(request);
return cached!.clone();`)}`,
    title: 'Move `cached` into the function that uses it',
    answer: '200 from upstream',
  },
  {
    ...SHARED,
    code: 'rt:body-used',
    message: /^Body has already been used/,
    name: 'a response that is made once and returned for each request',
    source: `let page: Response | undefined;
${handler(`page ??= new Response('home');
return page;`)}`,
    title: 'Move `page` into the function that uses it',
    answer: '200 home',
  },
  {
    ...SHARED,
    name: 'shared responses in a Map',
    source: `const cache = new Map<string, Response>();
${handler(`let hit = cache.get(request.url);
if (!hit) {
  hit = await env.UP.fetch(request);
  cache.set(request.url, hit.clone());
}
return new Response(await hit.clone().text());`)}`,
    title: 'Keep what `text()` gives, not the response',
    answer: '200 from upstream',
  },
  {
    ...SHARED,
    name: 'shared responses that were looked at before',
    source: `const cache = new Map<string, Response>();
${handler(`const hit = cache.get(request.url);
if (hit) return new Response(await hit.clone().text());
const response = await env.UP.fetch(request);
if (response.ok) cache.set(request.url, response.clone());
return response;`)}`,
    title: 'Keep what `text()` gives, not the response',
    answer: '200 from upstream',
  },
  {
    ...SHARED,
    name: 'a socket that is kept for the next request',
    source: `import { connect } from 'cloudflare:sockets';
let socket: Socket | undefined;
${handler(`socket ??= connect(new URL(request.url).host);
const writer = socket.writable.getWriter();
await writer.write(new TextEncoder().encode('?'));
writer.releaseLock();
return new Response('written');`)}`,
    title: 'Move `socket` into the function that uses it',
    answer: '200 written',
  },
  {
    ...SHARED,
    code: 'rt:other-object-io',
    name: 'a response that all objects of a class share',
    message: /^Cannot perform I\/O on behalf of a different Durable Object\./,
    source: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject<any> {
  static up: Response | undefined;
  async fetch(request: Request) {
    Room.up ??= await this.env.UP.fetch(request);
    return Room.up!.clone();
  }
}
let rooms = 0;
${handler('return env.ROOM.getByName(`room ${rooms++}`).fetch(request);')}`,
    title: 'Make `up` a field of each object, not of the class',
    answer: '200 from upstream',
    traces: 4,
    entrypoint: 'Room',
  },
];
