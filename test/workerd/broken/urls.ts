import { Response } from 'miniflare';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

const INVALID = { code: 'rt:invalid-url', message: /^(Invalid URL|Unable to parse URL): \/path$/ };
const RESOLVE = 'Resolve the path against `request.url`';

const hono = (answer: string) => `import { Hono } from 'hono';
const app = new Hono();
app.onError((error, c) => {
  c.executionCtx.waitUntil(Promise.reject(error));
  return c.text('Internal Server Error', 500);
});
app.get('/', async () => ${answer});
export default app;
`;

export const urls: readonly BrokenWorker[] = [
  {
    ...INVALID,
    name: 'a fetch of a path in a handler that takes nothing',
    source: handler("return fetch('/path');", ''),
    title: RESOLVE,
    exchange: 'get',
    answer: '200 from the origin',
  },
  {
    ...INVALID,
    name: 'a fetch of a path in a route of Hono that takes nothing',
    source: hono("fetch('/path')"),
    title: 'Resolve the path against `c.req.raw.url`',
    exchange: 'get',
    answer: '200 from the origin',
  },
  {
    ...INVALID,
    name: 'a redirect to a path',
    source: handler(`const answer = Response.redirect('/path');
return new Response(new URL(answer.headers.get('Location')!).pathname);`),
    title: RESOLVE,
    exchange: 'get',
    answer: '200 /path',
  },
  {
    ...INVALID,
    name: 'a fetch of a path',
    source: handler("return fetch('/path');"),
    title: RESOLVE,
    exchange: 'get',
    answer: '200 from the origin',
  },
  {
    ...INVALID,
    name: 'a fetch of a path through a binding',
    source: handler("return env.UP.fetch('/path');"),
    title: RESOLVE,
    exchange: 'get',
    answer: '200 from upstream',
  },
  {
    code: 'rt:fetch-scheme',
    message: /^Fetch API cannot load: wss:\/\/example\.com\/$/,
    name: 'a fetch of a WebSocket',
    source: handler("return fetch('wss://example.com/');"),
    title: 'Fetch `https:` instead of `wss:`',
    exchange: 'get',
    answer: '200 from the origin',
  },
  {
    code: 'rt:redirect-status',
    message: /^200 is not a redirect status code\./,
    name: 'a redirect with the status of a success',
    source: handler("return Response.redirect('https://example.com/', 200);"),
    title: 'Redirect with the status 302',
    exchange: 'get',
    answer: '302 ',
  },
  {
    code: 'rt:too-many-redirects',
    message: /^Too many redirects\./,
    name: 'redirects without an end',
    source: handler(`const answer = await fetch('https://example.com/');
return new Response(answer.headers.get('Location'));`),
    title: "Follow no redirects: `{ redirect: 'manual' }`",
    exchange: 'get',
    answer: '200 https://example.com/',
    runtime: {
      outboundService: () =>
        new Response(null, { status: 302, headers: { Location: 'https://example.com/' } }),
    },
  },
];
