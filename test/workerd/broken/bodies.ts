import { Response } from 'miniflare';
import { talk } from '../exchange.ts';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler, hono, room } from './fragments.ts';

const USED = {
  code: 'rt:body-used',
  message: /^Body has already been used\. It can only be used once\./,
};
const REQUEST_USED = {
  code: 'rt:request-body-used',
  message: /^Cannot reconstruct a Request with a used body\.$/,
};
const DISTURBED = {
  code: 'rt:stream-disturbed',
  message: /^This ReadableStream is (disturbed|currently locked)/,
};
const REQUEST = 'Use `request.clone()` where its body is read first';
const RESPONSE = 'Use `response.clone()` where its body is read first';

export const bodies: readonly BrokenWorker[] = [
  ...(
    [
      [
        DISTURBED,
        "env.UP.fetch(request.url, { method: 'POST', body: request.body })",
        'Read the body of `request` once, before it is needed again',
      ],
      [
        DISTURBED,
        'env.UP.fetch(request.url, { method: request.method, body: request.body })',
        'Read the body of `request` once, before it is needed again',
      ],
      [
        DISTURBED,
        "env.UP.fetch(request.url, { method: 'POST', body: request.body })",
        'Send a copy of `request` each time',
      ],
      [REQUEST_USED, 'env.UP.fetch(request)', 'Send a copy of `request` each time'],
      [
        DISTURBED,
        'env.UP.fetch(new Request(request.url, request))',
        'Send a copy of `request` each time',
      ],
    ] as const
  ).map(([failure, call, title], index) => ({
    ...failure,
    name: `a body that is sent again, ${index + 1}`,
    source: `async function twice(send: () => Promise<Response>) {
  await (await send()).text();
  return send();
}
${handler(`return twice(() => ${call});`)}`,
    title,
    exchange: 'post' as const,
    answer: '200 got posted',
    runtime: {
      serviceBindings: {
        UP: async (incoming: { text(): Promise<string> }) =>
          new Response(`got ${await incoming.text()}`),
      },
    },
  })),
  {
    ...USED,
    name: 'a body that a loop reads again',
    source: handler(`const parts: string[] = [];
for (const part of ['a', 'b']) parts.push(part + (await request.text()));
return new Response(parts.join());`),
    title: 'Read the body of `request` once, before it is needed again',
    exchange: 'post',
    answer: '200 aposted,bposted',
  },
  {
    ...USED,
    name: 'a request that is read twice',
    source: handler(`const raw = await request.text();
const { length } = await request.text();
return new Response(raw + length);`),
    title: REQUEST,
    exchange: 'post',
    answer: '200 posted6',
    control: { exchange: 'get', answer: '200 0' },
  },
  {
    ...USED,
    name: 'a request that is read twice, whose text can be kept',
    source: handler(`const raw = await request.text();
const { length } = await request.text();
return new Response(raw + length);`),
    title: 'Read the body once, as `text`',
    exchange: 'post',
    answer: '200 posted6',
    control: { exchange: 'get', answer: '200 0' },
  },
  {
    ...REQUEST_USED,
    name: 'a request that is read and passed on',
    source: handler(`const body = await request.text();
return env.UP.fetch(request, { headers: { body } });`),
    title: REQUEST,
    exchange: 'post',
    answer: '200 from upstream',
    control: { exchange: 'get', answer: '200 from upstream' },
  },
  {
    ...DISTURBED,
    name: 'a request that is read and copied',
    source: handler(`console.log(await request.text());
return fetch(new Request('https://example.com/', request));`),
    title: REQUEST,
    exchange: 'post',
    answer: '200 from the origin',
    control: { exchange: 'get', answer: '200 from the origin' },
  },
  {
    ...USED,
    name: 'a response that is read and returned',
    source: handler(`const response = await env.UP.fetch('https://up/');
console.log(await response.text());
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream',
  },
  {
    ...USED,
    name: 'a response that is cached and returned',
    source: handler(`const response = new Response('fresh');
ctx.waitUntil(caches.default.put('https://example.com/kept', response));
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 fresh',
  },
  {
    ...USED,
    name: 'a response that a Durable Object reads and returns',
    source: room(`const response = new Response('from the room');
await response.arrayBuffer();
return response;`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from the room',
    traces: 2,
    entrypoint: 'Room',
  },
  {
    ...DISTURBED,
    name: 'a body that is read and used as a stream',
    source: handler(`const response = await env.UP.fetch('https://up/');
console.log(await response.text());
return new Response(response.body);`),
    title: RESPONSE,
    exchange: 'get',
    answer: '200 from upstream',
  },
  {
    code: 'rt:body-after-response',
    message: /^Can't read from request stream after response has been sent\.$/,
    name: 'a body that is read after the response',
    source: handler(`if (request.method === 'GET') {
  await scheduler.wait(200);
  return new Response(await env.CACHE.get('late'));
}
ctx.waitUntil((async () => {
  await scheduler.wait(50);
  await env.CACHE.put('late', await request.text());
})());
return new Response();`),
    title: 'Read the body before the response is returned',
    exchange: postAndAsk,
    answer: '200 posted',
    traces: 2,
  },
  {
    code: 'rt:json-of-page',
    message: /^Unexpected token '<', "<html>" is not valid JSON$/,
    name: 'a page in the place of JSON',
    source: handler(`const response = await fetch('https://example.com/');
return Response.json(await response.json());`),
    title: 'Return 502 where `response` is not a success',
    exchange: 'get',
    answer: '502 upstream answered 500',
    runtime: { outboundService: () => new Response('<html>', { status: 500 }) },
  },
  {
    code: 'rt:json-of-page',
    message: /^Unexpected token 'p', "posted" is not valid JSON$/,
    name: 'a body that is not JSON',
    source: handler(`const { author }: { author: string } = await request.json();
return new Response(author);`),
    title: 'Return 400 when the body is not JSON',
    exchange: 'post',
    answer: '400 Expected JSON',
    control: { exchange: postJson, answer: '200 Ann' },
  },
  {
    code: 'rt:json-of-page/empty',
    message: /^Unexpected end of JSON input$/,
    name: 'a missing body in a handler of Hono',
    source: hono(`app.get('/', async (c) => {
  const order = await c.req.json();
  return c.json(order.items);
});`),
    title: 'Return 400 when the body is not JSON',
    exchange: 'get',
    answer: '400 Expected JSON',
  },
  {
    ...DISTURBED,
    name: 'a body that is sent to another address after it was read',
    source: handler(`const body = await request.text();
const answer = await fetch('https://up.example/', request);
return new Response(body + ' ' + (await answer.text()));`),
    title: REQUEST,
    exchange: 'post',
    answer: '200 posted from the origin',
  },
  {
    ...REQUEST_USED,
    name: 'a body that Hono has read',
    source: hono(`app.post('/', async (c) => {
  const body = await c.req.text();
  const answer = await c.env.UP.fetch(c.req.raw);
  return c.text(body + ' ' + (await answer.text()));
});`),
    title: 'Use `c.req.raw.clone()` where its body is read first',
    exchange: 'post',
    answer: '200 posted from upstream',
  },
  {
    ...USED,
    name: 'a body that a function of the file has read',
    source: `async function log(request: Request): Promise<void> {
  console.log(await request.text());
}
export default {
  async fetch(request: Request): Promise<Response> {
    await log(request);
    return new Response(await request.text());
  },
};
`,
    title: REQUEST,
    exchange: 'post',
    answer: '200 posted',
    control: { exchange: 'get', answer: '200 ' },
  },
  {
    code: 'rt:base64',
    message: /^atob\(\) called with invalid base64-encoded data\./,
    name: 'a text in base64url',
    source: handler("const text = 'Pz8_';\nreturn new Response(atob(text));"),
    title: 'Turn base64url into base64 before `atob()`',
    exchange: 'get',
    answer: '200 ???',
  },
];

async function postJson(url: URL): Promise<string> {
  const response = await fetch(url, { method: 'POST', body: '{"author":"Ann"}' });
  return `${response.status} ${await response.text()}`;
}

/** What is done after the first answer shows in the second one. */
async function postAndAsk(url: URL): Promise<string> {
  await talk(url, 'post');
  return talk(url, 'get');
}
