import type { BrokenWorker } from './brokenWorker.ts';
import { ECHO, PAIR, handler, hono } from './fragments.ts';

const accepted = (init: string) =>
  handler(`${PAIR}server.accept();\n${ECHO}return new Response(null, ${init});`);

const NO_RESPONSE = {
  code: 'rt:no-response',
  message: /the Promise did not resolve to 'Response'\.$/,
};

const NULL_BODY = {
  code: 'rt:null-body',
  message: /^Response with null body status \(101, 204, 205, or 304\) cannot have a body\.$/,
};

export const responses: readonly BrokenWorker[] = [
  {
    code: 'rt:websocket-status',
    message: /^Responses with a WebSocket must have status code 101\.$/,
    name: 'a handshake without its status',
    source: accepted('{ webSocket: client }'),
    title: 'Set `status: 101`',
    exchange: 'socket',
    answer: 'echo hello',
  },
  {
    code: 'rt:response-status',
    message: /^Responses may only be constructed with status codes in the range 200 to 599/,
    name: 'a handshake with a misspelt property',
    source: accepted('{ status: 101, websocket: client } as ResponseInit'),
    title: 'Rename the property `websocket` to `webSocket`',
    exchange: 'socket',
    answer: 'echo hello',
  },
  {
    ...NULL_BODY,
    name: 'a body that the status forbids',
    source: handler("return new Response('gone', { status: 204, headers: { 'X-Seen': '1' } });"),
    title: 'Answer without a body: `null`',
    exchange: 'get',
    answer: '204  seen',
  },
  {
    ...NO_RESPONSE,
    name: 'a response that is not returned',
    source: handler(
      "if (request.method === 'PUT') return new Response('put');\nnew Response('ok');",
    ),
    title: 'Return the response',
    exchange: 'get',
    answer: '200 ok',
  },
  {
    ...NO_RESPONSE,
    name: 'a call whose answer is not returned',
    source: `const answer = async () => new Response('ok');
${handler('await answer();')}`,
    title: 'Return the result of the call',
    exchange: 'get',
    answer: '200 ok',
  },
  {
    ...NO_RESPONSE,
    name: 'a path without a response',
    source: handler("if (request.method === 'POST') return new Response('ok');"),
    title: 'Answer 404 where the function ends without a response',
    exchange: 'get',
    answer: '404 Not found',
  },
  {
    ...NO_RESPONSE,
    name: 'data in the place of a response',
    source: handler('return { ok: true };'),
    title: 'Return the value as `Response.json(…)`',
    exchange: 'get',
    answer: '200 {"ok":true}',
  },
  {
    ...NO_RESPONSE,
    name: 'what was read of storage in the place of a response',
    source: handler("const names = await env.CACHE.get('names', 'json');\nreturn names;"),
    title: 'Return the value as `Response.json(…)`',
    exchange: 'get',
    answer: '200 null',
  },
  {
    ...NULL_BODY,
    name: 'JSON in an answer that has no body',
    source: handler('return Response.json({ ok: true }, { status: 204 });'),
    title: 'Answer without a body: `new Response(null, …)`',
    exchange: 'get',
    answer: '204 ',
  },
  {
    ...NULL_BODY,
    name: 'JSON in an answer of Hono that has no body',
    source: hono(`app.get('/', (c) => c.json({ deleted: true }, 204));`),
    title: 'Answer without a body: `c.body(null, …)`',
    exchange: 'get',
    answer: '204 ',
  },
];
