import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RecordedFramer } from '../../../../extension/core/tail/recordedFramer.ts';
import { nodeBytes } from '../../../../extension/host/platform.ts';
import { inPieces } from '../../../../extension/host/sessions/inPieces.ts';
import { rawEvent } from '../../../support/events.ts';

const CHUNK = 64 * 1024;

/** A JSON array on one line, made as it is read. */
async function* hugeArray(megabytes: number): AsyncGenerator<Uint8Array> {
  const events = `${JSON.stringify(rawEvent({ logs: [{ message: ['x'.repeat(4000)] }] }))},`;
  const chunk = Buffer.from(events.repeat(Math.ceil(CHUNK / events.length)));
  yield Buffer.from('[');
  for (let made = 0; made < megabytes * 1e6; made += chunk.length)
    yield await Promise.resolve(chunk);
  yield Buffer.from('{}]');
}

function counted(): { readonly framer: RecordedFramer; readonly count: () => number } {
  let events = 0;
  const framer = new RecordedFramer(nodeBytes, {
    object: () => {
      events++;
    },
    noise: (line) => assert.fail(line),
    broken: (reason) => assert.fail(reason),
  });
  return { framer, count: () => events };
}

test('a huge array on one line is read in little memory, and others have their turn', async () => {
  const { framer, count } = counted();
  let most = 0;
  let turns = 0;
  const look = setInterval(() => {
    turns++;
    most = Math.max(most, process.memoryUsage().rss);
  }, 5);
  const before = process.memoryUsage().rss;
  const start = performance.now();
  await inPieces(hugeArray(200), framer, new AbortController().signal);
  const took = performance.now() - start;
  clearInterval(look);
  assert.ok(count() > 40_000, String(count()));
  assert.ok(most - before < 150e6, `${((most - before) / 1e6).toFixed(0)} MB`);
  // On average: a busy machine holds a process up now and then.
  assert.ok(took / turns < 30, `a timer had its turn each ${(took / turns).toFixed(1)} ms`);
});

test('it ends soon after it was cancelled, and what came before is there', async () => {
  const { framer, count } = counted();
  const abort = new AbortController();
  setTimeout(() => abort.abort(), 50);
  const start = performance.now();
  await inPieces(hugeArray(100_000), framer, abort.signal);
  assert.ok(performance.now() - start < 5000);
  assert.ok(count() > 0);
});
