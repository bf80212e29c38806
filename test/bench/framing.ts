/**
 * Framing and parsing as a share of the limit: JSON.parse of Buffers that are split already, measured in
 * the same run, round by round.
 */
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { decodeTailEvent } from '../../extension/core/tail/decodeTailEvent.ts';
import { JsonFramer, type Framer, type FrameSink } from '../../extension/core/tail/jsonFramer.ts';
import { RecordedFramer } from '../../extension/core/tail/recordedFramer.ts';
import { nodeBytes } from '../../extension/host/platform.ts';
import { median, verdict } from './report.ts';
import { benchStream } from './stream.ts';

const EVENTS = 10_000;
const ROUNDS = 7;
/** What a pipe gives at a time when the writer is faster. */
const CHUNK = 64 * 1024;

const { bytes, parts } = benchStream(EVENTS);
const chunks = inChunks(bytes);
const lines = parts.map((part) => JSON.stringify(JSON.parse(part.toString('utf8'))));
const array = inChunks(Buffer.from(`[${lines.join(',')}]`));

const ways: Record<string, () => number | Promise<number>> = {
  limit() {
    let count = 0;
    for (const part of parts) {
      if (JSON.parse(part.toString('utf8')) !== null) count++;
    }
    return count;
  },
  framer: () => frame(() => undefined),
  'framer and decode': () => frame(decodeTailEvent),
  'framer of a file': () => frame(() => undefined, chunks, recorded),
  'framer of a JSON array': () => frame(() => undefined, array, recorded),
  async readline() {
    let count = 0;
    let lines: string[] = [];
    const reader = createInterface({ input: Readable.from(chunks), crlfDelay: Infinity });
    reader.on('line', (line) => {
      lines.push(line);
      if (line !== '}') return;
      if (JSON.parse(lines.join('\n')) !== null) count++;
      lines = [];
    });
    await new Promise((resolve) => reader.on('close', resolve));
    return count;
  },
};

function inChunks(all: Buffer): Buffer[] {
  const found: Buffer[] = [];
  for (let at = 0; at < all.length; at += CHUNK) found.push(all.subarray(at, at + CHUNK));
  return found;
}

function recorded(sink: FrameSink): Framer {
  return new RecordedFramer(nodeBytes, sink);
}

function frame(
  then: (value: object) => unknown,
  input = chunks,
  make = (sink: FrameSink): Framer => new JsonFramer(nodeBytes, sink),
): number {
  let count = 0;
  const framer = make({
    object(value) {
      then(value);
      count++;
    },
    noise: () => undefined,
    broken: () => undefined,
  });
  for (const chunk of input) framer.push(chunk);
  framer.end();
  return count;
}

const times = new Map<string, number[]>(Object.keys(ways).map((name) => [name, []]));
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(ways)) {
    const start = performance.now();
    const count = await run();
    const took = performance.now() - start;
    if (count !== EVENTS) throw new Error(`${name} found ${count} of ${EVENTS} events.`);
    // The first round warms up.
    if (round > 0) times.get(name)?.push(took);
  }
}

const limit = median(times.get('limit') ?? []);
console.log(
  `${EVENTS} events of ${(bytes.length / EVENTS / 1000).toFixed(1)} kB; limit ${((limit / EVENTS) * 1000).toFixed(1)} µs an event`,
);
for (const [name, measured] of times) {
  const shares = measured.map((time, round) => (times.get('limit')?.[round] ?? NaN) / time);
  if (name === 'framer')
    verdict(
      'framing and parsing, share of the limit',
      median(shares),
      '≥ 0.85',
      median(shares) >= 0.85,
    );
  else console.log(`        ${name}: ${median(shares).toFixed(2)} of the limit`);
}
