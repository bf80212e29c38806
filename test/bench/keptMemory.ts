/** A process of its own for `kept`: keeps a million events, and prints what that takes, and how long one takes to open. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import * as path from 'node:path';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import { Timeline } from '../../extension/core/tail/timeline.ts';
import { SpillFile } from '../../extension/host/kept/spillFile.ts';
import { percentile } from './report.ts';
import { benchEvent } from './stream.ts';

const EVENTS = 1_000_000;

function held(): number {
  globalThis.gc?.();
  globalThis.gc?.();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

const folder = await mkdtemp(path.join(tmpdir(), 'tail-worker-bench-'));
const spill = new SpillFile(
  folder,
  () => Infinity,
  (error) => {
    throw error;
  },
);
const timeline = new Timeline(
  () => EVENTS,
  spill,
  (error) => {
    throw error;
  },
);
// Code and caches are warm before it is measured.
await add(2000);
timeline.clear();
await spill.flushed();
const before = held();
await add(EVENTS);
await spill.flushed();
const bytes = (held() - before) / EVENTS;

const opened: number[] = [];
for (let index = 0; index < 2000; index++) {
  const id = timeline.kept.oldest + ((index * 7919 * 104_729) % EVENTS);
  const start = performance.now();
  const text = await timeline.kept.read(id);
  if (text === undefined) throw new Error(`Event ${id} cannot be read.`);
  decodeTailEvent(JSON.parse(text) as object);
  opened.push(performance.now() - start);
}
// The first ones warm the cache of the files.
console.log(JSON.stringify({ bytes, open: percentile(opened.slice(500), 0.99) }));
await spill.dispose();
await rm(folder, { recursive: true, force: true });

/** As a stream does, it lets the disk follow. */
async function add(count: number): Promise<void> {
  for (let index = 0; index < count; index++) {
    const raw = benchEvent(index);
    const decoded = decodeTailEvent(raw);
    if (decoded.kind !== 'event') throw new Error('It is an event.');
    timeline.addEvent('shop', decoded.event, JSON.stringify(raw));
    if (index % 1000 === 0) await spill.flushed();
  }
}
