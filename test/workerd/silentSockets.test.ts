import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { WebSocket } from 'ws';
import { checkModule } from '../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { parseSource } from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { silentWorkers } from './broken/silentWorkers.ts';
import { TailedWorker } from './tailedWorker.ts';

const DATE = '2026-01-01';

describe('hints on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  for (const { name, source, hint, title } of silentWorkers) {
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
