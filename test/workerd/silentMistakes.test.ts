import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { checkModule } from '../../extension/core/fixes/checkModule.ts';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import { parseSource } from '../../extension/core/fixes/syntax/syntaxTree.ts';
import { handler } from './broken/fragments.ts';
import { projectOf } from '../support/projectFixes.ts';
import type { RuntimeWorker } from './tailedRuntime.ts';
import { TailedWorker } from './tailedWorker.ts';

interface SilentMistake {
  readonly name: string;
  readonly source: string;
  readonly title: string;
  readonly runtime?: Partial<Omit<RuntimeWorker, 'modules'>>;
}

const KEEP = `async function keep(env: any) {
  await scheduler.wait(50);
  await env.CACHE.put('k', 'kept');
}
`;
const asking = (body: string) =>
  handler(
    `if (new URL(request.url).pathname === '/kept') {
  return new Response((await env.CACHE.get('k')) ?? 'nothing');
}
${body}
return new Response('done');`,
  );

/** Work that is lost: no trace tells of it, so what it should have written is asked for. */
const mistakes: readonly SilentMistake[] = [
  {
    name: 'a promise that nothing waits for, kept alive',
    source: `${KEEP}${asking('keep(env);')}`,
    title: 'Keep the work alive with `ctx.waitUntil()`',
  },
  {
    name: 'a promise that nothing waits for, awaited',
    source: `${KEEP}${asking('keep(env);')}`,
    title: 'Wait for the work with `await`',
  },
  {
    name: 'a loop that nothing waits for',
    source: asking(`['k'].forEach(async (key) => {
  await scheduler.wait(50);
  await env.CACHE.put(key, 'kept');
});`),
    title: 'Keep the work alive with `ctx.waitUntil()`',
  },
  {
    name: 'statements of D1 that nothing waits for',
    source: `async function keep(env: any) {
  await env.DB.prepare('SELECT 1').all();
  await env.DB.prepare('SELECT 1').all();
  await env.CACHE.put('k', 'kept');
}
${asking('keep(env);')}`,
    title: 'Keep the work alive with `ctx.waitUntil()`',
    runtime: { d1Databases: ['DB'] },
  },
  {
    name: 'a call of another Worker that nothing waits for',
    source: `import { WorkerEntrypoint } from 'cloudflare:workers';
export class Api extends WorkerEntrypoint<{ CACHE: KVNamespace }> {
  async keep() {
    await this.env.CACHE.put('k', 'kept');
  }
}
${asking('env.API.keep();')}`,
    title: 'Keep the work alive with `ctx.waitUntil()`',
    runtime: { serviceBindings: { API: { name: 'broken', entrypoint: 'Api' } } },
  },
  {
    name: "a promise where Hono's errors are answered",
    source: `import { Hono } from 'hono';
${KEEP}const app = new Hono<{ Bindings: any }>();
app.get('/kept', async (c) => c.text((await c.env.CACHE.get('k')) ?? 'nothing'));
app.get('/', () => {
  throw new Error('broken');
});
app.onError((error, c) => {
  keep(c.env);
  return c.text('done');
});
export default app;
`,
    title: 'Keep the work alive with `c.executionCtx.waitUntil()`',
  },
];

const PROJECT = projectOf({
  config: '{ "name": "broken", "services": [{ "binding": "API", "service": "broken" }] }',
});

describe('silent mistakes on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  for (const { name, source, title, runtime } of mistakes) {
    it(`mends ${name}`, async () => {
      assert.equal(await keptBy(await worker.deploy(source, runtime)), 'nothing');
      const tree = parseSource(source, 'index.ts');
      assert.ok(tree);
      const fixes = checkModule(tree, PROJECT).flatMap((known) => known.fixes);
      const fix = fixes.find((one) => one.title === title);
      assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
      const fixed = applyEdits(source, fix.edits);
      assert.equal(await keptBy(await worker.deploy(fixed, runtime)), 'kept', fixed);
    });
  }
});

const PATIENCE_MS = 500;

/** What the Worker wrote within the time that is ten times as long as its work. */
async function keptBy(url: URL): Promise<string> {
  assert.equal(await (await fetch(url)).text(), 'done');
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const kept = await (await fetch(new URL('/kept', url))).text();
    if (kept !== 'nothing' || Date.now() > deadline) return kept;
  }
}
