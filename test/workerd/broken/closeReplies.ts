import { WebSocket } from 'ws';
import type { BrokenWorker } from './brokenWorker.ts';
import { ECHO, handler, PAIR, upgrade } from './fragments.ts';

const HUNG = {
  code: 'rt:hung',
  message: /had hung and would never generate a response/,
  title: 'Answer the close of the client by `server.close()`',
  exchange: afterClose,
  answer: 'closed with 1005',
  runtime: { compatibilityDate: '2026-01-01' },
} as const;

export const closeReplies: readonly BrokenWorker[] = [
  {
    ...HUNG,
    name: 'a close that nothing listens for',
    source: handler(`${PAIR}server.accept();\n${ECHO}${upgrade('client')}`),
  },
  {
    ...HUNG,
    name: 'a listener that does not answer the close',
    source: handler(`${PAIR}server.accept();
${ECHO}server.addEventListener('close', (event) => {
  console.log(event.code);
});
${upgrade('client')}`),
  },
];

const PATIENCE_MS = 1_000;

/** What a client that closes gets in return. */
async function afterClose(url: URL): Promise<string> {
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.on('open', () => socket.send('hello'));
    socket.on('message', () => socket.close(1000));
    socket.on('error', reject);
    socket.on('close', (code) => {
      clearTimeout(timer);
      resolve(`closed with ${code}`);
    });
  });
}
