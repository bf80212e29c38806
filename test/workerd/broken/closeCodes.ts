import { WebSocket } from 'ws';
import type { BrokenWorker } from './brokenWorker.ts';
import { handler, PAIR, room, upgrade } from './fragments.ts';

const REFUSED = {
  code: 'rt:websocket-close-code',
  message: /^Invalid WebSocket close code: \d+\.$/,
};
const REASON = { code: 'rt:websocket-close-reason', exchange: 'socket' } as const;
const LONG_REASON = { code: 'rt:websocket-close-reason/too-long', exchange: 'socket' } as const;

export const closeCodes: readonly BrokenWorker[] = [
  {
    ...REFUSED,
    name: 'a code that is never sent',
    source: handler(`${PAIR}server.accept();\nserver.close(1006, 'bye');\n${upgrade('client')}`),
    title: 'Close with the code 1011',
    exchange: 'socket',
    answer: 'closed with 1011',
  },
  {
    ...REFUSED,
    name: 'a status of HTTP as code',
    source: handler(`${PAIR}server.accept();\nserver.close(401, 'bye');\n${upgrade('client')}`),
    title: 'Close with the code 4401',
    exchange: 'socket',
    answer: 'closed with 4401',
  },
  {
    ...REFUSED,
    name: 'a code that the strict flag refuses',
    source: handler(`${PAIR}server.accept();\nserver.close(1011, 'bye');\n${upgrade('client')}`),
    title: 'Close with the code 4011',
    exchange: 'socket',
    answer: 'closed with 4011',
    runtime: { compatibilityFlags: ['pedantic_wpt'] },
  },
  {
    code: 'rt:network-lost',
    message: /^Network connection lost\.$/,
    name: 'a code that is never sent, masked by a listener',
    source: handler(`${PAIR}server.accept();
server.addEventListener('message', () => server.close(1006, 'bye'));
${upgrade('client')}`),
    title: 'Close with the code 1011',
    exchange: 'socket',
    answer: 'closed with 1011',
  },
  {
    ...REFUSED,
    name: 'the received code sent back',
    // Measured: what a `webSocketClose` that is not async throws is in no trace.
    source: room(
      `${PAIR}this.ctx.acceptWebSocket(server);\n${upgrade('client')}`,
      '  async webSocketClose(ws: WebSocket, code: number) {\n    ws.close(code);\n  }\n',
    ),
    title: 'Close without the code that was received',
    exchange: closeWithoutCode,
    answer: 'closed with 1005',
    entrypoint: 'Room',
  },
  {
    ...REASON,
    message: /^If you specify a WebSocket close reason, you must also specify a code\.$/,
    name: 'a reason without a code',
    source: handler(
      `${PAIR}server.accept();\nserver.close(undefined, 'bye');\n${upgrade('client')}`,
    ),
    title: 'Close with the code 1000',
    answer: 'closed with 1000',
  },
  {
    ...LONG_REASON,
    message: /^WebSocket close reason must not be longer than 123 bytes/,
    name: 'a long reason',
    source: handler(`${PAIR}server.accept();
server.close(1000, '${'ж'.repeat(62)}');
${upgrade('client')}`),
    title: 'Shorten the close reason to 123 bytes',
    answer: 'closed with 1000',
  },
  {
    ...LONG_REASON,
    message: /^WebSocket close reason must not be longer than 123 bytes/,
    name: 'a long reason made at run time',
    source: handler(`${PAIR}server.accept();
server.close(1000, 'ж'.repeat(200));
${upgrade('client')}`),
    title: 'Cut the close reason after 41 characters, which always fit',
    answer: 'closed with 1000',
  },
];

const PATIENCE_MS = 1_000;

/** A browser's `socket.close()` names no code. */
async function closeWithoutCode(url: URL): Promise<string> {
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.on('open', () => socket.close());
    socket.on('error', reject);
    socket.on('close', (code) => {
      clearTimeout(timer);
      resolve(`closed with ${code}`);
    });
  });
}
