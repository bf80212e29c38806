import type { BrokenWorker } from './brokenWorker.ts';
import { ECHO, MESSAGES, PAIR, room, upgrade } from './fragments.ts';

const TWICE = { code: 'rt:websocket-accepted-twice', exchange: 'socket' } as const;
const BEFORE = /^Cannot call `acceptWebSocket\(\)` if the WebSocket was already accepted/;
const AFTER = /^Can't accept\(\) WebSocket after enabling hibernation\.$/;
const BOTH = 'server.accept();\nthis.ctx.acceptWebSocket(server);\n';

export const hibernation: readonly BrokenWorker[] = [
  {
    ...TWICE,
    name: 'an end accepted before it is to hibernate',
    source: room(`${PAIR}${BOTH}${upgrade('client')}`, MESSAGES),
    message: BEFORE,
    title: 'Remove `server.accept()`',
    answer: 'echo hello',
  },
  {
    ...TWICE,
    name: 'an end accepted after it can hibernate',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);\nserver.accept();\n${upgrade('client')}`,
      MESSAGES,
    ),
    message: AFTER,
    title: 'Remove `server.accept()`',
    answer: 'echo hello',
    entrypoint: 'Room',
  },
  {
    ...TWICE,
    name: 'an end with listeners accepted in both ways',
    source: room(`${PAIR}${BOTH}${ECHO}${upgrade('client')}`),
    message: BEFORE,
    title: 'Remove `this.ctx.acceptWebSocket(server)`',
    answer: 'echo hello',
  },
  {
    code: 'rt:serialize-state',
    name: 'an attachment by a method that is not there',
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);
(server as any).serializeState({ name: 'a' });
${upgrade('client')}`,
      MESSAGES,
    ),
    message: /\.serializeState is not a function$/,
    title: 'Call `serializeAttachment`',
    exchange: 'socket',
    answer: 'echo hello',
    entrypoint: 'Room',
  },
];
