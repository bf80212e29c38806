import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { checkModule } from '../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../extension/core/fixes/editBuilder.ts';
import { parseSource } from '../../extension/core/fixes/syntaxTree.ts';
import { ECHO, PAIR, room, upgrade } from './broken/fragments.ts';
import { TailedWorker } from './tailedWorker.ts';

const DATE = '2026-01-01';
const RECEIVE = `  async webSocketMessage(ws: WebSocket, message: string) {
    ws.send('echo ' + message);
  }
`;

const CLOSE = `  async webSocketClose(ws: WebSocket) {
    ws.close();
  }
`;

const UNHEARD = {
  name: 'listeners of a socket that can hibernate',
  source: room(`${PAIR}this.ctx.acceptWebSocket(server);
${ECHO}server.addEventListener('close', () => server.close());
${upgrade('client')}`),
  hint: 'This listener never runs: a socket that can hibernate calls methods of its object.',
} as const;

/** Mistakes that leave nothing in a trace: found by a check of the source alone. */
const silent = [
  {
    name: 'an object that does not answer a close',
    source: room(`${PAIR}this.ctx.acceptWebSocket(server);\n${upgrade('client')}`, RECEIVE),
    hint: 'Nothing answers the close of a client.',
    title: 'Answer the close of a client in `webSocketClose`',
  },
  {
    name: 'a pair of which neither end is accepted',
    source: room(`${PAIR}${upgrade('client')}`, RECEIVE + CLOSE),
    hint: 'Neither end of the WebSocketPair is accepted: nothing that the client sends arrives.',
    title: 'Insert `this.ctx.acceptWebSocket(server)`',
  },
  {
    ...UNHEARD,
    title: 'Move the listeners to methods of the Durable Object',
  },
  {
    ...UNHEARD,
    title: 'Call `server.accept()`: the listeners run, and the object cannot hibernate',
  },
] as const;

describe('hints on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  for (const { name, source, hint, title } of silent) {
    it(`mends ${name}: ${title}`, async () => {
      const runtime = { compatibilityDate: DATE };
      const wrong = await greetAndClose(await worker.deploy(source, runtime));
      assert.notEqual(wrong, 'echo hello, closed with 1005');

      const tree = parseSource(source, 'src/index.ts');
      assert.ok(tree);
      const text = `compatibility_date = "${DATE}"`;
      const config = { file: 'wrangler.toml', text };
      const found = checkModule(tree, { config, environment: undefined, modules: () => [] });
      const problem = found.find(({ finding }) => finding.hint === hint);
      const fix = problem?.fixes.find((one) => one.title === title);
      assert.ok(fix, `found: ${JSON.stringify(found.map(({ fixes }) => fixes))}`);

      const fixed = applyEdits(source, fix.edits);
      const answer = await greetAndClose(await worker.deploy(fixed, runtime));
      assert.equal(answer, 'echo hello, closed with 1005', fixed);
    });
  }
});

const PATIENCE_MS = 1_000;

/** Says hello, closes at the first answer, and waits for the other end to close. */
async function greetAndClose(url: URL): Promise<string> {
  const socket = new WebSocket(url.href.replace(/^http/, 'ws'));
  return new Promise((resolve, reject) => {
    let answer = 'no answer';
    const timer = setTimeout(() => socket.terminate(), PATIENCE_MS);
    socket.on('open', () => socket.send('hello'));
    socket.on('message', (data: Buffer) => {
      answer = data.toString();
      socket.close(1000);
    });
    socket.on('error', reject);
    socket.on('close', (code) => {
      clearTimeout(timer);
      resolve(`${answer}, closed with ${code}`);
    });
  });
}
