/**
 * What it takes to keep events: the whole path from bytes to rows and files, as a share of parsing their JSON; memory
 * and opening, in a process of its own; and filters over a million rows against the plain loop over their texts.
 */
import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { compile } from '../../extension/core/filter/compile.ts';
import { judgeRows } from '../../extension/core/filter/verdict.ts';
import { KeptEvents } from '../../extension/core/kept/keptEvents.ts';
import { BLOCK } from '../../extension/core/kept/rowBlock.ts';
import { JsonFramer } from '../../extension/core/tail/jsonFramer.ts';
import { sessionSink } from '../../extension/core/tail/sessionSink.ts';
import { Timeline } from '../../extension/core/tail/timeline.ts';
import { SpillFile } from '../../extension/host/kept/spillFile.ts';
import { nodeBytes } from '../../extension/host/platform.ts';
import { parseFilter } from '../../extension/shared/filter/parseFilter.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { record } from '../webview/listHost.ts';
import { median, verdict } from './report.ts';
import { benchStream } from './stream.ts';

const ROUNDS = 7;

await wholePath();
memory();
filters();

async function wholePath(): Promise<void> {
  const count = 10_000;
  const { bytes, parts } = benchStream(count);
  const chunks: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += 65_536) chunks.push(bytes.subarray(at, at + 65_536));
  const folder = await mkdtemp(path.join(tmpdir(), 'tail-worker-bench-'));
  const shares: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const start = performance.now();
    let parsed = 0;
    for (const part of parts) if (JSON.parse(part.toString('utf8')) !== null) parsed++;
    const limit = performance.now() - start;
    const took = await keep(chunks, parsed, folder);
    // The first round warms up.
    if (round > 0) shares.push(limit / took);
  }
  await rm(folder, { recursive: true, force: true });
  const share = median(shares);
  verdict('bytes to rows and file, share of parsing', share, '≥ 0.75', share >= 0.75);
}

async function keep(chunks: readonly Buffer[], expected: number, folder: string): Promise<number> {
  const fail = (error: unknown): never => {
    throw error;
  };
  const spill = new SpillFile(folder, () => Infinity, fail);
  const timeline = new Timeline(() => 200_000, spill, fail);
  const listener = { event: () => undefined, notice: () => undefined, noise: () => undefined };
  const sink = sessionSink(timeline, 'shop', listener, memoryLog());
  const start = performance.now();
  const framer = new JsonFramer(nodeBytes, sink);
  for (const chunk of chunks) {
    framer.push(chunk);
    // A pipe gives the disk its turn between two chunks.
    await new Promise((resolve) => setImmediate(resolve));
  }
  framer.end();
  const took = performance.now() - start;
  if (timeline.kept.count !== expected) throw new Error('Events were lost.');
  await spill.dispose();
  return took;
}

function memory(): void {
  const script = path.join(import.meta.dirname, 'keptMemory.ts');
  const output = execFileSync(process.execPath, ['--expose-gc', script], { encoding: 'utf8' });
  const { bytes, open } = JSON.parse(output) as { bytes: number; open: number }; // of our own script
  verdict('memory of a kept event, of a million, bytes', bytes, '≤ 210', bytes <= 210);
  verdict('opening one at random, p99, ms', open, '≤ 1', open <= 1);
}

function filters(): void {
  const count = 1_000_000;
  const kept = new KeptEvents(() => count, { oldest: 0, write: none, read: nothing, forget: none });
  const texts: string[] = [];
  for (let id = 0; id < count; id++) {
    const title = `GET /products/${id}?page=${id % 7}`;
    const text = `log user ${(id * 7919) % 100_003} opened the page of Product ${id % 911} in ${id % 13} ms`;
    texts.push(`${title}\n${text}`);
    kept.add({ ...record(title), text }, '');
  }
  const sources = { kept, workers: ['api'] };
  const shares: number[] = [];
  for (const needle of [
    'Product 77',
    'checkout',
    'page=3',
    '9999',
    'e',
    'opened the page of product 9',
  ]) {
    const small = needle.toLowerCase();
    const parsed = parseFilter(`"${needle}"`.toLowerCase(), { utcOffset: 0 });
    if (!('query' in parsed) || parsed.query.kind !== 'text') throw new Error('It is a text.');
    const judge = compile({ ...parsed.query, exact: false }, sources);
    const rounds: number[] = [];
    for (let round = 0; round < 5; round++) {
      let start = performance.now();
      let found = 0;
      for (const text of texts) if (text.toLowerCase().includes(small)) found++;
      const plain = performance.now() - start;
      start = performance.now();
      const ours = countOf(kept, judge);
      rounds.push((performance.now() - start) / plain);
      if (ours !== found) throw new Error(`${needle}: ${ours} rows instead of ${found}.`);
    }
    shares.push(median(rounds));
    console.log(`        text "${needle}": ${median(rounds).toFixed(2)} of the plain loop`);
  }
  verdict(
    'text over a million rows, share of the plain loop',
    median(shares),
    '≤ 0.45',
    median(shares) <= 0.45,
  );
  const worst = Math.max(...shares);
  verdict('  the slowest of them', worst, '≤ 0.75', worst <= 0.75);
  const next = kept.blocks.at(-2);
  const parsed = parseFilter('product status:ok', { utcOffset: 0 });
  if (next === undefined || !('query' in parsed)) throw new Error('There are a million rows.');
  const judge = compile(parsed.query, sources);
  const verdicts = new Uint8Array(BLOCK);
  const times = Array.from({ length: 200 }, () => {
    const start = performance.now();
    judge(next, 0, 1000, verdicts);
    return performance.now() - start;
  });
  verdict('the next 1,000 rows, ms', median(times), '≤ 0.2', median(times) <= 0.2);
}

function countOf(kept: KeptEvents, judge: ReturnType<typeof compile>): number {
  const verdicts = new Uint8Array(BLOCK);
  let found = 0;
  for (const block of kept.blocks) {
    judgeRows(judge, block, 0, block.count, verdicts);
    for (let row = 0; row < block.count; row++) if (verdicts[row] === 1) found++;
  }
  return found;
}

function none(): void {
  // Texts of events are not of this bench.
}

function nothing(): Promise<undefined> {
  return Promise.resolve(undefined);
}
