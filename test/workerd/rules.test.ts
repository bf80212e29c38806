import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { decided, identify } from '../../extension/core/catalog/identify.ts';
import { findHandler } from '../../extension/core/errors/handlerFinder.ts';
import { applyEdits } from '../../extension/core/fixes/edits/editBuilder.ts';
import type { Reach } from '../../extension/core/fixes/place.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { failingLog } from '../support/failingLog.ts';
import type { BrokenWorker } from './broken/brokenWorker.ts';
import { brokenWorkers } from './broken/index.ts';
import { talk } from './exchange.ts';
import type { Trace } from './tailedRuntime.ts';
import { TailedWorker } from './tailedWorker.ts';

describe('fixes on workerd', { timeout: 300_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  for (const broken of brokenWorkers) {
    it(`mends ${broken.name}: ${broken.title}`, async () => {
      const { source, exchange, traces = 1, runtime } = broken;
      const before = await worker.deploy(source, runtime);
      const answer = await talk(before, exchange);
      assert.notEqual(answer, broken.answer, 'the broken Worker must not answer rightly');
      const trace = failureOf(broken, await worker.traced(traces));
      const message = trace.exceptions[0]?.message ?? '';
      assert.equal(decided(identify(message, 'exception'))?.code, broken.code, message);
      await assertControl(broken, before);

      const fixes = proposeFixes({
        codes: [broken.code],
        message,
        source,
        fileName: 'src/index.ts',
        ...(await placeOf(worker, broken, trace)),
        log: failingLog,
      });
      const fix = fixes.find(({ title }) => title === broken.title);
      assert.ok(fix, `offered: ${JSON.stringify(fixes.map(({ title }) => title))}`);
      const fixed = applyEdits(source, fix.edits);

      const after = await worker.deploy(fixed, runtime);
      assert.equal(await talk(after, exchange), broken.answer, fixed);
      for (const { outcome, exceptions } of await worker.traced(traces)) {
        assert.deepEqual(exceptions, [], fixed);
        assert.match(outcome, /^(ok|responseStreamDisconnected)$/, fixed);
      }
      await assertControl(broken, after);
    });
  }
});

async function assertControl({ control }: BrokenWorker, url: URL): Promise<void> {
  if (control) assert.equal(await talk(url, control.exchange), control.answer, 'the control');
}

function failureOf({ message, entrypoint }: BrokenWorker, traces: readonly Trace[]): Trace {
  const failure = traces.find(
    (trace) =>
      (trace.entrypoint ?? undefined) === entrypoint &&
      message.test(trace.exceptions[0]?.message ?? ''),
  );
  assert.ok(failure, `no trace with ${message}: ${JSON.stringify(traces)}`);
  return failure;
}

/** Where the product would place it: the first own frame through the map, else the handler. */
async function placeOf(
  worker: TailedWorker,
  { source, entrypoint }: BrokenWorker,
  trace: Trace,
): Promise<{ offset: number; reach: Reach }> {
  const framed = worker.placeOf(trace.exceptions[0]?.stack ?? '', source);
  if (framed !== undefined) return { offset: framed, reach: 'frame' };
  const module = { file: 'src/index.ts', display: 'src/index.ts', text: source };
  const modules = {
    environment: undefined,
    entry: () => Promise.resolve(module),
    imported: () => Promise.resolve(undefined),
    configuration: () => Promise.resolve(undefined),
  };
  const found = await findHandler(modules, entrypoint, ['fetch']);
  assert.ok(found);
  return { offset: found.offset, reach: 'handler' };
}
