import type { BrokenWorker } from './brokenWorker.ts';
import { handler, itty } from './fragments.ts';

const GET = { exchange: 'get' as const, answer: '200 from the origin' };

export const requests: readonly BrokenWorker[] = [
  {
    ...GET,
    code: 'rt:field-not-implemented/cache',
    message: /^Unsupported cache mode: force-cache$/,
    name: 'a cache mode in an object that is spread',
    source: `const DEFAULTS = { cache: 'force-cache', headers: { Accept: 'text/plain' } } as const;
${handler("return fetch('https://example.com/', { ...DEFAULTS, method: 'GET' });")}`,
    title: "Leave out `cache: 'force-cache'`",
  },
  {
    ...GET,
    code: 'rt:field-not-implemented/cache',
    message: /^The 'cache' field on 'RequestInitializerDict' is not implemented\.$/,
    name: 'a cache mode with an old date',
    source: handler("return fetch(new Request('https://example.com/', { cache: 'no-store' }));"),
    title: "Leave out `cache: 'no-store'`",
    runtime: { compatibilityDate: '2024-11-01' },
  },
  {
    code: 'rt:cache-non-get',
    message: /^Cannot cache response to non-GET request\.$/,
    name: 'the answer to a POST, put into the cache',
    source: handler(`const cache = caches.default;
const response = new Response('answered', { headers: { 'Cache-Control': 'max-age=60' } });
if (response.ok) await cache.put(request, response.clone());
const hit = await cache.match(request.url);
return new Response((await response.text()) + (hit ? ' and cached' : ''));`),
    title: 'Put it into the cache only when `request` is a GET',
    exchange: 'post',
    answer: '200 answered',
    control: { exchange: 'get', answer: '200 answered and cached' },
  },
  {
    code: 'js:stack-overflow',
    message: /^Maximum call stack size exceeded$/,
    name: 'each byte of a body as an argument',
    source: handler(`const bytes = new Uint8Array(400_000).fill(97);
return new Response(String(btoa(String.fromCharCode(...bytes)).length));`),
    title: 'Make the text one character at a time',
    exchange: 'get',
    answer: '200 533336',
  },
  {
    code: 'js:stack-overflow',
    message: /^Maximum call stack size exceeded$/,
    name: 'each element of a list as an argument',
    source: handler(`const all: number[] = [];
const more = Array.from({ length: 400_000 }, (_, index) => index);
all.push(...more);
return new Response(String(all.length));`),
    title: 'Add one element at a time',
    exchange: 'get',
    answer: '200 400000',
  },
  {
    code: 'rt:hung',
    message: /had hung/,
    name: 'a router of itty-router that is called by its old name',
    source: itty("router.get('/', () => new Response('routed'));").replace(
      'export default router;',
      'export default { fetch: async (request: Request, ...args: any[]) => router.handle(request, ...args) };',
    ),
    title: 'Call `fetch`, as itty-router names it since version 5',
    exchange: 'get',
    answer: '200 routed',
  },
];
