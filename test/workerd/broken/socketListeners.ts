import type { BrokenWorker } from './brokenWorker.ts';
import { handler, PAIR, upgrade } from './fragments.ts';

const LATE = {
  code: 'rt:websocket-send-after-close',
  message: /^Can't call WebSocket send\(\) after close\(\)\.$/,
};
const LOST = { code: 'rt:network-lost', message: /^Network connection lost\.$/ };
const CLOSED = `${PAIR}server.accept();\nserver.close(1000, 'bye');\nserver.send('late');\n${upgrade('client')}`;

export const socketListeners: readonly BrokenWorker[] = [
  {
    ...LATE,
    name: 'a message after the close',
    source: handler(CLOSED),
    title: 'Send only while `server` is open',
    exchange: 'socket',
    answer: 'closed with 1000',
  },
  {
    ...LATE,
    name: 'a message that was meant to come before the close',
    source: handler(CLOSED),
    title: 'Send before closing',
    exchange: 'socket',
    answer: 'late',
  },
  {
    ...LOST,
    name: 'an error that a listener hides',
    source: handler(`${PAIR}server.accept();
server.addEventListener('message', (event) => {
  server.send(JSON.parse(event.data).word);
});
${upgrade('client')}`),
    title: 'Catch and log what the `message` listener throws',
    exchange: 'socket',
    answer: 'closed with 1011',
  },
];
