import type { BrokenWorker } from './brokenWorker.ts';
import { ECHO, handler, PAIR } from './fragments.ts';

const accepted = (init: string) =>
  handler(`${PAIR}server.accept();\n${ECHO}return new Response(null, ${init});`);

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
    code: 'rt:null-body',
    message: /^Response with null body status \(101, 204, 205, or 304\) cannot have a body\.$/,
    name: 'a body that the status forbids',
    source: handler("return new Response('gone', { status: 204, headers: { 'X-Seen': '1' } });"),
    title: 'Answer without a body: `null`',
    exchange: 'get',
    answer: '204  seen',
  },
];
