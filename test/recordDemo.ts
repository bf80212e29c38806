/** `npm run demo`: runs the demo Worker as it ships, lets visitors in, and writes what a tail says to `media/demo`. */
import { rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import type { TraceItem } from './cloudflare/api/traceItem.ts';
import { VISITS } from './cloudflare/traffic.ts';
import { buildWorker } from './cloudflare/worker/buildWorker.ts';
import { readProject } from './cloudflare/worker/project.ts';
import { RunningWorker } from './cloudflare/worker/runningWorker.ts';
import { repository } from './support/repository.ts';
import { scratchCopy } from './vscode/codeServer.ts';

/** Healthy visits, and every mistake at least once. */
const VISITORS: readonly (keyof typeof VISITS)[] = [
  ...(['home', 'message', 'chat', 'home', 'audit', 'message', 'avatar', 'missing'] as const),
  ...(['liveStatus', 'home', 'quote', 'searchWord', 'audit', 'limits', 'message', 'room'] as const),
  ...(['home', 'search', 'avatar', 'audit', 'digest', 'quote', 'message', 'home'] as const),
  ...(['chat', 'searchWord', 'limits', 'home', 'message', 'liveStatus', 'home', 'room'] as const),
];
/** Where the Worker would be. */
const HOST = 'chat.example.com';
/** Of where a visitor is nothing is told but this. */
const CF = { colo: 'AMS', country: 'NL', httpProtocol: 'HTTP/2' };

const project = await scratchCopy(path.join(repository, 'dist/demo'), 'recorded');
// As today's wrangler does.
const config = { ...(await readProject(project)), upload_source_maps: true };
const events: TraceItem[] = [];
const worker = new RunningWorker(project, config, (item) => events.push(item));
try {
  await worker.deploy(await buildWorker(project, config));
  for (const visit of VISITORS) await VISITS[visit](worker);
  // The queue's batch, and what a request left to be done.
  await new Promise((resolve) => setTimeout(resolve, 3000));
} finally {
  await worker.dispose();
  await rm(project, { recursive: true, force: true });
}

const { host } = new URL(worker.url);
const lines = events.map((item) => {
  const { event } = item;
  const request = event?.request;
  const told = request && { ...request, cf: CF };
  const text = JSON.stringify({ ...item, event: told ? { ...event, request: told } : event });
  return `${text.replaceAll(`http://${host}`, `https://${HOST}`).replaceAll(host, HOST)}\n`;
});
const file = path.join(repository, 'media/demo/recording.jsonl');
await writeFile(file, lines.join(''));
console.log(`${path.relative(repository, file)}: ${events.length} events`);
