import type { BrokenWorker } from './brokenWorker.ts';
import { handler, itty, room } from './fragments.ts';

const ILLEGAL = { code: 'rt:illegal-invocation', message: /^Illegal invocation: function called/ };

export const detachedMethods: readonly BrokenWorker[] = [
  {
    ...ILLEGAL,
    name: 'fetch in a field of a class, with a default',
    source: `class Client {
  fetch: typeof fetch;
  constructor(options: { fetch?: typeof fetch } = {}) {
    this.fetch = options.fetch ?? globalThis.fetch;
  }
  async read(url: string) {
    return (await this.fetch(url)).text();
  }
}
${handler("return new Response(await new Client().read('https://example.com/'));")}`,
    title: 'Bind `fetch` to `globalThis` where it is stored',
    exchange: 'get',
    answer: '200 from the origin',
  },
  {
    ...ILLEGAL,
    name: 'fetch that a parameter keeps',
    source: `class Client {
  constructor(private readonly send: typeof fetch) {}
  async read(url: string) {
    return (await this.send(url)).text();
  }
}
${handler("return new Response(await new Client(fetch).read('https://example.com/'));")}`,
    title: 'Bind `send` to `globalThis` where it is stored',
    exchange: 'get',
    answer: '200 from the origin',
  },
  ...(
    [
      ['atob', "'YQ=='"],
      ['btoa', "'a'"],
      ['clearInterval', '1'],
      ['clearTimeout', '1'],
      ['queueMicrotask', '() => 1'],
      ['reportError', "'a'"],
      ['setInterval', '() => 1, 1'],
      ['setTimeout', '() => 1'],
      ['structuredClone', "'a'"],
    ] as const
  ).map(([name, given]) => ({
    ...ILLEGAL,
    name: `${name} in an object`,
    source: `const tools: any = { use: ${name} };
${handler(`tools.use(${given});\nreturn new Response('used');`)}`,
    title: `Bind \`${name}\` to \`globalThis\` where it is stored`,
    exchange: 'get' as const,
    answer: '200 used',
  })),
  {
    ...ILLEGAL,
    name: 'a destructured method',
    source: handler(`const { waitUntil } = ctx;
if (request.method === 'GET') waitUntil(env.CACHE.put('k', 'v'));
return new Response('done');`),
    title: 'Call `waitUntil` on `ctx`',
    exchange: 'get',
    answer: '200 done',
    control: { exchange: 'post', answer: '200 done' },
  },
  {
    ...ILLEGAL,
    name: 'a destructured method in a handler of itty-router',
    source: itty(`router.get('/', async (request, env, ctx) => {
  const { waitUntil } = ctx;
  waitUntil(env.CACHE.put('k', 'v'));
  return new Response('done');
});`),
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
    ...ILLEGAL,
    name: 'a method of the context that a constructor kept',
    source: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  state: DurableObjectState;
  constructor(ctx: DurableObjectState, env: any) {
    super(ctx, env);
    this.state = ctx;
  }
  fetch() {
    const { getWebSockets } = this.state;
    return new Response(String(getWebSockets().length));
  }
}
export default {
  fetch: (request: Request, env: any) => env.ROOM.getByName('a').fetch(request),
};
`,
    title: 'Call `getWebSockets` on `this.state`',
    exchange: 'get',
    answer: '200 0',
    traces: 2,
    entrypoint: 'Room',
  },
  {
    ...ILLEGAL,
    name: 'a method of a binding of the imported module',
    source: `import * as workers from 'cloudflare:workers';
${handler(`const { get } = workers.env.CACHE;
return new Response((await get('k')) ?? 'nothing');`)}`,
    title: 'Call `get` on `workers.env.CACHE`',
    exchange: 'get',
    answer: '200 nothing',
  },
];
