/**
 * A map as large as those of frameworks: read, asked, and what of it the extension host pays, whose every task
 * delays all extensions.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { decodedMappings, originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { build } from 'esbuild';
import { Mappings } from '../../extension/core/errors/mappings.ts';
import { MapReader } from '../../extension/host/sources/mapReader.ts';
import { mapBased } from '../../extension/shared/position.ts';
import { failingLog } from '../support/failingLog.ts';
import { repository } from '../support/repository.ts';
import { longModule } from './longModule.ts';
import { cpuTime, median, processTime, verdict } from './report.ts';

const MODULES = 45;
const ROUNDS = 7;
const ANSWERS = 20_000;
/** The clock of a thread's CPU time moves in steps of 1 to 4 ms (measured): a single pass takes about as long. */
const PASSES = 20;
const FRAME = 16;

setFlagsFromString('--expose-gc');
// Node types no `gc` that was not asked for on the command line.
const collect = runInNewContext('gc') as () => void;

const folder = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-bench-maps-'));
const sources = Array.from({ length: MODULES }, (_, index) => path.join(folder, `part${index}.ts`));
for (const file of sources) await writeFile(file, longModule(5000));
const entry = path.join(folder, 'entry.ts');
await writeFile(
  entry,
  sources.map((_, index) => `export * as part${index} from './part${index}.ts';`).join('\n'),
);
const module = path.join(folder, 'index.js');
const { outputFiles } = await build({
  entryPoints: [entry],
  bundle: true,
  format: 'esm',
  sourcemap: 'external',
  external: ['cloudflare:workers', 'hono'],
  outfile: module,
  write: false,
});
for (const file of outputFiles) await writeFile(file.path, file.contents);
const json = outputFiles.find((file) => file.path.endsWith('.map'))?.text ?? '';
const code = outputFiles.find((file) => file.path === module)?.text ?? '';
const parsed = JSON.parse(json) as ConstructorParameters<typeof TraceMap>[0] & { mappings: string }; // esbuild's own

/** @returns bytes that what is made holds. */
function held(make: () => unknown): number {
  collect();
  const before = process.memoryUsage();
  const kept = [make()];
  collect();
  const after = process.memoryUsage();
  kept.pop();
  return after.heapUsed - before.heapUsed + after.arrayBuffers - before.arrayBuffers;
}

const decodes: number[] = [];
const peerDecodes: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  decodes.push(processTime(() => new Mappings(parsed.mappings)));
  peerDecodes.push(processTime(() => decodedMappings(new TraceMap(parsed))));
}
const memory = held(() => new Mappings(parsed.mappings));
const peerMemory = held(() => {
  const map = new TraceMap(parsed);
  decodedMappings(map);
  return map;
});

const own = new Mappings(parsed.mappings);
const peer = new TraceMap(parsed);
decodedMappings(peer);
const lines = code.split('\n');
const places = Array.from({ length: ANSWERS }, (_, index) => {
  const line = (index * 7919) % lines.length;
  return { line, column: (index * 31) % ((lines[line]?.length ?? 0) + 1) };
});
type Asked = (typeof places)[number];

function eachPlace(ask: (place: Asked) => unknown): void {
  for (let pass = 0; pass < PASSES; pass++) places.forEach(ask);
}

const lookups: number[] = [];
const peerLookups: number[] = [];
let different = 0;
for (let round = 0; round < ROUNDS; round++) {
  lookups.push(cpuTime(() => eachPlace(({ line, column }) => own.at(line, column))));
  peerLookups.push(
    cpuTime(() =>
      eachPlace(({ line, column }) => originalPositionFor(peer, { line: line + 1, column })),
    ),
  );
}
for (const { line, column } of places) {
  const answer = own.at(line, column);
  const expected = originalPositionFor(peer, { line: line + 1, column });
  if ((answer?.line ?? -1) + 1 !== (expected.line ?? 0)) different++;
  else if ((answer?.column ?? null) !== expected.column) different++;
}

const hostCosts: number[] = [];
for (let round = 0; round < ROUNDS; round++) {
  const reader = new MapReader(
    path.join(repository, 'extension/host/sources/mapThread.ts'),
    failingLog,
  );
  const before = process.threadCpuUsage();
  const map = await reader.open(module, 1);
  for (let line = 1; line <= 10; line++) await map.original(mapBased(line * 100, 3));
  const { user, system } = process.threadCpuUsage(before);
  hostCosts.push((user + system) / 1000);
  reader.dispose();
}
await rm(folder, { recursive: true });

console.log(
  `a map of ${(json.length / 1e6).toFixed(1)} MB: read in ${median(decodes).toFixed(0)} ms, ${(memory / 1e6).toFixed(0)} MB`,
);
const ratio = (ours: readonly number[], theirs: readonly number[]): number =>
  median(ours) / median(theirs);
const decode = ratio(decodes, peerDecodes);
verdict('decoding, against trace-mapping', decode, '≤ 0.5', decode <= 0.5);
const lookup = ratio(lookups, peerLookups);
verdict('an answer, against trace-mapping', lookup, '≤ 0.4', lookup <= 0.4);
const share = memory / peerMemory;
verdict('memory, against trace-mapping', share, '≤ 0.4', share <= 0.4);
verdict(`different answers of ${ANSWERS}`, different, '0', different === 0);
const cost = median(hostCosts) / FRAME;
verdict('all that the host does for it, share of a frame', cost, '≤ 1', cost <= 1);
