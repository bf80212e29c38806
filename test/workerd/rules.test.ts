import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { applyEdits } from '../../extension/core/fixes/editBuilder.ts';
import { handlerOffset } from '../../extension/core/fixes/entrypoints.ts';
import { proposeFixes } from '../../extension/core/fixes/proposeFixes.ts';
import { parseSource } from '../../extension/core/fixes/syntaxTree.ts';
import type { Log } from '../../extension/shared/log.ts';
import { type BrokenWorker, brokenWorkers } from './brokenWorkers.ts';
import { talk } from './exchange.ts';
import type { Trace } from './tailedRuntime.ts';
import { TailedWorker } from './tailedWorker.ts';

const fail = (message: string | Error) => {
  throw message instanceof Error ? message : new Error(message);
};
const log: Log = { trace: fail, debug: fail, info: fail, warn: fail, error: fail };

describe('fixes on workerd', { timeout: 60_000 }, () => {
  const worker = new TailedWorker();
  after(() => worker.dispose());

  for (const broken of brokenWorkers) {
    it(`mends ${broken.name}: ${broken.title}`, async () => {
      const { source, exchange, traces = 1 } = broken;
      const answer = await talk(await worker.deploy(source), exchange);
      assert.notEqual(answer, broken.answer, 'the broken Worker must not answer rightly');
      const trace = failureOf(broken, await worker.traced(traces));

      const fixes = proposeFixes({
        codes: [broken.code],
        message: trace.exceptions[0]?.message ?? '',
        source,
        fileName: 'src/index.ts',
        offset: placeOf(worker, broken, trace),
        log,
      });
      const fix = fixes.find(({ title }) => title === broken.title);
      assert.ok(fix, `offered: ${JSON.stringify(fixes.map(({ title }) => title))}`);
      const fixed = applyEdits(source, fix.edits);

      assert.equal(await talk(await worker.deploy(fixed), exchange), broken.answer, fixed);
      for (const { outcome, exceptions } of await worker.traced(traces)) {
        assert.deepEqual({ outcome, exceptions }, { outcome: 'ok', exceptions: [] }, fixed);
      }
    });
  }
});

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
function placeOf(worker: TailedWorker, { source, entrypoint }: BrokenWorker, trace: Trace): number {
  const framed = worker.placeOf(trace.exceptions[0]?.stack ?? '', source);
  const tree = parseSource(source, 'src/index.ts');
  const offset = framed ?? (tree && handlerOffset(tree, entrypoint, 'fetch'));
  assert.ok(offset !== undefined);
  return offset;
}
