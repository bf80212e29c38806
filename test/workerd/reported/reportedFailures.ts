import { type Request, Response } from 'miniflare';
import type { ReportedFailure } from './reportedFailure.ts';

let uploads = 0;

export const reportedFailures: readonly ReportedFailure[] = [
  {
    name: 'base64-large',
    title: 'each byte of a large upload is an argument',
    places: [['src/images.ts', 'String.fromCharCode(']],
    explained: /argument/i,
    misleading: /recurs\w+ (?:call|function) without/i,
    mended: true,
    visit: async ({ get }) => ({
      post: await get('/', { method: 'POST', body: new Uint8Array(400_000) }),
    }),
    isRight: ({ post }) => post?.status === 200 && post.body.includes('base64,'),
  },
  {
    name: 'cache-put-head',
    title: 'the answer to a POST is put into the cache',
    places: [
      ['src/edge-cache.ts', 'await cache.put('],
      ['src/index.ts', 'await saveCopy('],
    ],
    explained: /\bGET\b/,
    mended: true,
    outbound: () => new Response('origin page'),
    visit: async ({ get }) => ({
      post: await get('/page', { method: 'POST', body: 'q=1' }),
      get: await get('/page'),
    }),
    isRight: ({ post, get }) => post?.status === 200 && get?.status === 200,
  },
  {
    name: 'd1-date-bind',
    title: 'a Date is bound to a statement of D1',
    places: [['src/visits.ts', 'insert.bind(']],
    explained: /toISOString|getTime/,
    misleading: /undefined/,
    mended: true,
    visit: async ({ get }) => ({ get: await get('/home') }),
    isRight: ({ get }) => get?.status === 200 && get.body === 'counted',
  },
  {
    name: 'd1-too-many-variables',
    title: 'one INSERT binds more than 100 values',
    places: [
      ['src/reading-store.ts', 'const result = await this.db'],
      ['src/reading-store.ts', '.prepare(`INSERT'],
      ['src/reading-store.ts', '.bind(...values)'],
      ['src/reading-store.ts', '.run();'],
    ],
    explained: /\b100\b/,
    misleading: /migration/i,
    mended: false,
    visit: async ({ get }) => ({ get: await get('/') }),
    isRight: ({ get }) => get?.status === 200 && get.body.includes('40'),
  },
  {
    name: 'do-sqlite-toobig',
    title: 'a history grows in one value of SQLite until it is too big',
    places: [['src/transcript.ts', 'INSERT OR REPLACE INTO state']],
    explained: /2 MB/,
    mended: false,
    visit: async ({ get }) => ({
      post: await get('/', { method: 'POST', body: 'w'.repeat(2_300_000) }),
    }),
    isRight: ({ post }) => post?.status === 200,
  },
  {
    name: 'fetch-cache-mode',
    title: "the option cache: 'force-cache' of fetch()",
    places: [['src/cms.ts', 'await fetch(new URL(path']],
    explained: /no-store/,
    mended: true,
    outbound: () => Response.json([{ slug: 'a' }]),
    visit: async ({ get }) => ({ get: await get('/') }),
    isRight: ({ get }) => get?.status === 200 && get.body.includes('1'),
  },
  {
    name: 'hono-default-500',
    title: 'a route of Hono throws, and Hono logs it and answers 500',
    places: [['src/bookings.ts', 'booking.guest.name']],
    explained: /undefined/,
    mended: true,
    visit: async ({ get }) => ({
      post: await get('/bookings', { method: 'POST', body: JSON.stringify({ nights: 2 }) }),
    }),
    isRight: ({ post }) => post?.status === 400,
  },
  {
    name: 'hono-proxy-headers',
    title: 'middleware writes a header of a response that a route passed through',
    places: [
      ['src/middleware/timing.ts', 'c.res.headers.set'],
      ['src/routes/files.ts', 'c.env.FILES.fetch(url)'],
    ],
    explained: /immutable|read-only/i,
    mended: true,
    services: {
      FILES: () => new Response('file body', { headers: { 'Content-Type': 'text/plain' } }),
    },
    visit: async ({ get }) => ({ get: await get('/files/a.txt') }),
    isRight: ({ get }) =>
      get?.status === 200 &&
      get.body === 'file body' &&
      get.headers['server-timing']?.includes('total') === true,
  },
  {
    name: 'itty-handle',
    title: 'itty-router 5 has no router.handle()',
    places: [['src/index.js', 'router.handle(']],
    explained: /router\.fetch/,
    mended: true,
    visit: async ({ get }) => ({ get: await get('/todos') }),
    isRight: ({ get }) => get?.status === 200 && get.body.includes('plants'),
  },
  {
    name: 'kv-null-jsx',
    title: 'a page reads settings that KV does not have',
    places: [
      ['src/pages/page.tsx', 'settings.theme.color'],
      ['src/settings.ts', 'await kv.get'],
    ],
    explained: /null/,
    mended: false,
    visit: async ({ get }) => ({ get: await get('/shop/unknown') }),
    isRight: ({ get }) => get?.status === 404 || get?.status === 200,
  },
  {
    name: 'kv-put-429',
    title: 'a rate limiter writes one key of KV with each request',
    places: [['src/limiter.ts', 'await this.kv.put(']],
    explained: /(?:once|one write) (?:a|per) second/i,
    misleading: /JSON\.stringify/,
    mended: false,
    limit: `const wrap = (kv) => {
      if (!kv || kv.wrapped) return;
      const put = kv.put.bind(kv);
      let last = 0;
      kv.wrapped = true;
      kv.put = async (...given) => {
        if (Date.now() - last < 1000) throw new Error('KV PUT failed: 429 Too Many Requests');
        last = Date.now();
        return put(...given);
      };
    };
    wrap(env.HITS);`,
    visit: async ({ get }) => ({ first: await get('/'), second: await get('/') }),
    isRight: ({ first, second }) => first?.status === 200 && second?.status === 200,
  },
  {
    name: 'pbkdf2-iterations',
    title: 'PBKDF2 with 600,000 iterations',
    places: [
      ['src/auth/password.ts', 'await crypto.subtle.deriveBits('],
      ['src/auth/password.ts', 'iterations: ITERATIONS'],
      ['src/auth/password.ts', 'const ITERATIONS'],
    ],
    explained: /100[,_]?000/,
    mended: true,
    limit: `if (!crypto.subtle.limited) {
      const deriveBits = crypto.subtle.deriveBits.bind(crypto.subtle);
      crypto.subtle.limited = true;
      Object.defineProperty(crypto.subtle, 'deriveBits', {
        value: async (algorithm, ...rest) => {
          if (algorithm.iterations > 100000) {
            throw new DOMException('Pbkdf2 failed: iteration counts above 100000 are not supported (requested ' + algorithm.iterations + ').', 'NotSupportedError');
          }
          return deriveBits(algorithm, ...rest);
        },
      });
    }`,
    visit: async ({ get }) => ({
      post: await get('/', {
        method: 'POST',
        body: JSON.stringify({ email: 'kim@example.com', password: 'secret' }),
      }),
    }),
    isRight: ({ post }) => post?.status === 200 && post.body.includes('pbkdf2'),
  },
  {
    name: 'process-env',
    title: 'process.env without nodejs_compat',
    places: [['src/links.ts', 'process.env.LINK_SECRET']],
    explained: /nodejs_compat/,
    mended: true,
    visit: async ({ get }) => ({ get: await get('/', { redirect: 'manual' }) }),
    isRight: ({ get }) => get?.status === 302 && /sig=.*cbada18$/.test(get.headers.location ?? ''),
  },
  {
    name: 'queue-batch-size',
    title: 'one sendBatch() of more than 256 KB',
    places: [['src/deliver.ts', 'await outbox.sendBatch(']],
    explained: /256 KB/,
    mended: false,
    limit: `if (env.OUTBOX && !env.OUTBOX.limited) {
      const sendBatch = env.OUTBOX.sendBatch.bind(env.OUTBOX);
      env.OUTBOX.limited = true;
      env.OUTBOX.sendBatch = async (messages, ...rest) => {
        const bytes = [...messages].reduce((sum, { body }) => sum + JSON.stringify(body).length + 100, 0);
        if (bytes > 256000) throw new Error('batch size of ' + bytes + ' bytes exceeds limit of 256000 bytes (10205)');
        return sendBatch(messages, ...rest);
      };
    }`,
    visit: async ({ get }) => ({
      post: await get('/', { method: 'POST', body: 'n'.repeat(4000) }),
    }),
    isRight: ({ post }) => post?.status === 200,
  },
  {
    name: 'retry-stream-body',
    title: 'a retry sends the stream of the request a second time',
    places: [
      ['src/index.ts', 'env.UPLOADS.fetch('],
      ['src/index.ts', 'body: request.body'],
    ],
    explained: /once|second|twice/i,
    mended: true,
    services: {
      UPLOADS: async (request: Request) => {
        const text = await request.text();
        return ++uploads % 2 === 1
          ? new Response('busy', { status: 503 })
          : new Response(`stored ${text.length}`);
      },
    },
    visit: async ({ get }) => {
      uploads = 0;
      return { post: await get('/', { method: 'POST', body: 'x'.repeat(5000) }) };
    },
    isRight: ({ post }) => post?.status === 200 && post.body === 'stored 5000',
  },
  {
    name: 'rpc-old-date',
    title: 'a method of a service binding, with a compatibility date before RPC',
    places: [['src/index.ts', 'env.AUTH.whoami(']],
    explained: /2024-04-03/,
    mended: true,
    services: { AUTH: 'auth' },
    others: [
      {
        name: 'auth',
        script: `import { WorkerEntrypoint } from 'cloudflare:workers';
          export default class extends WorkerEntrypoint {
            async whoami() { return { user: 'kim' }; }
            async fetch() { return new Response('auth'); }
          }`,
      },
    ],
    visit: async ({ get }) => ({ get: await get('/', { headers: { authorization: 'Bearer t' } }) }),
    isRight: ({ get }) => get?.body === 'hello kim',
  },
  {
    name: 'sdk-this-fetch',
    title: 'a class keeps the global fetch in a field and calls it as a method',
    places: [
      ['src/weather/rest-client.ts', 'this.fetch(this.base'],
      ['src/weather/rest-client.ts', 'globalThis.fetch'],
    ],
    explained: /apart from the object|detached|its object/i,
    mended: true,
    outbound: () => Response.json({ city: 'Lisbon', degrees: 21 }),
    visit: async ({ get }) => ({ get: await get('/?city=Lisbon') }),
    isRight: ({ get }) => get?.status === 200 && get.body.includes('21'),
  },
  {
    name: 'stream-write-before-return',
    title: 'all events are written before the response is returned',
    places: [
      ['src/index.ts', 'await send({ step })'],
      ['src/event-stream.ts', 'writer.write('],
      ['src/event-stream.ts', 'new TransformStream'],
    ],
    explained: /write/,
    mended: false,
    visit: async ({ get }) => ({ get: await get('/') }),
    isRight: ({ get }) => get?.status === 200 && get.body.includes('answer'),
  },
  {
    name: 'wasm-from-bytes',
    title: 'WebAssembly.instantiate() of bytes',
    places: [['src/adder.ts', 'await WebAssembly.instantiate(']],
    explained: /import/,
    mended: false,
    visit: async ({ get }) => ({ get: await get('/?a=2&b=3') }),
    isRight: ({ get }) => get?.body === '5',
  },
  {
    name: 'ws-proxy-rebuilt',
    title: 'a proxy rebuilds each response, also the 101 of a WebSocket',
    places: [['src/security-headers.ts', 'return new Response(response.body']],
    explained: /101/,
    mended: true,
    outbound: 'origin',
    others: [
      {
        name: 'origin',
        script: `export default {
          fetch(request) {
            if (!request.headers.has('Upgrade')) return new Response('page');
            const [client, server] = Object.values(new WebSocketPair());
            server.accept();
            server.addEventListener('message', ({ data }) => server.send('up:' + data));
            return new Response(null, { status: 101, webSocket: client });
          },
        };`,
      },
    ],
    visit: async ({ get, socket }) => ({
      page: await get('/page'),
      socket: await socket('/live'),
    }),
    isRight: ({ page, socket }) =>
      page?.status === 200 &&
      page.headers['x-frame-options'] === 'DENY' &&
      socket?.messages.includes('up:hi') === true,
  },
];
