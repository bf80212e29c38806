import type { BrokenWorker } from './brokenWorker.ts';
import { ECHO, handler, hono, MESSAGES, PAIR, room, upgrade } from './fragments.ts';

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
const CLONED = {
  code: 'rt:websocket-clone',
  message: /^Cannot clone a response to a WebSocket handshake\.$/,
  exchange: 'socket',
  answer: 'echo hello',
} as const;
const OPEN = `function open() {
  ${PAIR}  server.accept();
  ${ECHO}  return new Response(null, { status: 101, webSocket: client });
}
`;
const REFUSED = {
  code: 'rt:response-status',
  message: /^Responses may only be constructed with status codes in the range 200 to 599/,
} as const;
/** A handler in front of an object that takes the upgrade. */
const behind = (body: string) =>
  room(`${PAIR}this.ctx.acceptWebSocket(server);\n${upgrade('client')}`, MESSAGES).replace(
    /export default [^]*/,
    handler(`const up = await env.ROOM.getByName('a').fetch(request);\n${body}`),
  );

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
    ...NULL_BODY,
    name: 'JSON that the status forbids',
    source: handler('return Response.json({}, { status: 204 });'),
    title: 'Answer without a body: `null`',
    exchange: 'get',
    answer: '204 ',
  },
  {
    ...REFUSED,
    name: 'a status with a digit too many',
    source: handler("return new Response('gone', { status: 4040 });"),
    title: 'Return the status 404',
    exchange: 'get',
    answer: '404 gone',
  },
  {
    ...REFUSED,
    name: 'a close code as the status of JSON',
    source: handler('return Response.json({ ok: false }, { status: 4401 });'),
    title: 'Return the status 401',
    exchange: 'get',
    answer: '401 {"ok":false}',
  },
  {
    ...REFUSED,
    name: 'the status of an error that has none',
    source: handler(`const error: any = { code: 1006 };
return new Response('failed', { status: error.code || 503 });`),
    title: 'Return 503 when `error.code` is not a valid response status',
    exchange: 'get',
    answer: '503 failed',
  },
  {
    ...REFUSED,
    name: 'an upstream whose status is taken over without its socket',
    source: behind('return new Response(up.body, { status: up.status, headers: up.headers });'),
    title: 'Pass on the WebSocket of `up`',
    exchange: 'socket',
    answer: 'echo hello',
    traces: 2,
  },
  {
    ...REFUSED,
    name: 'an upgrade that is rebuilt with headers of its own',
    source: behind(`const { status, statusText } = up;
const headers = new Headers(up.headers);
headers.set('X-Frame-Options', 'DENY');
return new Response(up.body, { status, statusText, headers });`),
    title: 'Return `up` as it is when it is a WebSocket',
    exchange: 'socket',
    answer: 'echo hello',
    traces: 2,
  },
  {
    ...CLONED,
    name: 'a handshake that is cloned and returned',
    source: `${OPEN}${handler('const response = open();\nconst copy = response.clone();\nreturn copy;')}`,
    title: 'Leave out `clone()`: the original is not used again',
  },
  {
    ...CLONED,
    name: 'a handshake that is cloned to change its headers',
    source: `${OPEN}${handler(`const response = open();
const copy = response.clone();
copy.headers.set('X-Seen', '1');
return copy;`)}`,
    title: 'Copy the response before changing its headers',
  },
  {
    ...CLONED,
    name: 'a handshake that is cloned to be kept',
    source: behind(`await env.CACHE.put('k', await up.clone().text());\nreturn up;`),
    title: 'Return a WebSocket handshake unchanged',
    traces: 2,
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
    title: 'Return 404 where the function ends without a response',
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
    name: 'JSON in an answer of Hono that has no body',
    source: hono(`app.get('/', (c) => c.json({ deleted: true }, 204));`),
    title: 'Answer without a body: `c.body(null, …)`',
    exchange: 'get',
    answer: '204 ',
  },
];
