import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { failingLog } from '../support/failingLog.ts';
import { handler } from './broken/fragments.ts';
import { talk } from './exchange.ts';
import { TailedWorker } from './tailedWorker.ts';

/** A Worker that does not start: there is no trace, and the deploy is refused. */
interface StartFailure {
  readonly name: string;
  readonly code: string;
  readonly message: RegExp;
  readonly source: string;
  readonly title: string;
  readonly answer: string;
}

const GLOBAL_SCOPE = {
  code: 'api:10021/global-scope',
  message: /Uncaught Error: Disallowed operation called within global scope\..*/,
};

const failures: readonly StartFailure[] = [
  {
    ...GLOBAL_SCOPE,
    name: 'a random value',
    source: `const id = crypto.randomUUID();\n${handler('return new Response(String(id.length));')}`,
    title: 'Make `id` on first use',
    answer: '200 36',
  },
  {
    ...GLOBAL_SCOPE,
    name: 'a random value in an object',
    source: `const ids = { own: crypto.randomUUID() };\n${handler('return new Response(String(ids.own === ids.own));')}`,
    title: 'Make `ids` on first use',
    answer: '200 true',
  },
  {
    ...GLOBAL_SCOPE,
    name: 'a shared response',
    source: `const ok = new Response('ok');\n${handler('return ok;')}`,
    title: 'Create a new `ok` for each use',
    answer: '200 ok',
  },
  {
    ...GLOBAL_SCOPE,
    name: 'a shared controller',
    source: `const controller = new AbortController();\n${handler('return new Response(String(controller.signal.aborted));')}`,
    title: 'Move `controller` into the function that uses it',
    answer: '200 false',
  },
  {
    code: 'api:10021/uncaught',
    message: /Uncaught ReferenceError: env is not defined/,
    name: 'an environment that nothing declares',
    source: `const greeting = env.GREETING ?? 'hello';\n${handler('return new Response(greeting);')}`,
    title: 'Import `env` from `cloudflare:workers`',
    answer: '200 hello',
  },
  {
    code: 'api:10021/uncaught',
    message: /Uncaught ReferenceError: process is not defined/,
    name: 'the environment of Node.js',
    source: `const greeting = process.env.GREETING ?? 'hello';\n${handler('return new Response(greeting);')}`,
    title: 'Import `env` from `cloudflare:workers`',
    answer: '200 hello',
  },
];

describe('fixes for Workers that do not start', { timeout: 60_000 }, () => {
  for (const { name, code, message, source, title, answer } of failures) {
    it(`mends ${name}: ${title}`, async () => {
      const broken = new TailedWorker();
      const told = await refusal(broken, source);
      const [text] = message.exec(told) ?? [];
      const offset = broken.placeOf(told, source);
      assert.ok(text !== undefined && offset !== undefined, told);
      const fixes = proposeFixes({
        codes: [code],
        message: text,
        source,
        fileName: 'src/index.ts',
        offset,
        reach: 'frame',
        log: failingLog,
      });
      const fix = fixes.find((one) => one.title === title);
      assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
      const fixed = applyEdits(source, fix.edits);
      const worker = new TailedWorker();
      try {
        assert.equal(await talk(await worker.deploy(fixed), 'get'), answer, fixed);
      } finally {
        await worker.dispose();
      }
    });
  }
});

/** What workerd printed when it did not start the Worker. */
async function refusal(worker: TailedWorker, source: string): Promise<string> {
  try {
    await worker.deploy(source);
  } catch (error) {
    // Measured: to dispose of what did not start throws the same error again.
    await worker.dispose().catch(() => undefined);
    return error instanceof Error ? error.message : String(error);
  }
  await worker.dispose();
  return assert.fail(`the broken Worker must not start:\n${source}`);
}
