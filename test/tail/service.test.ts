import { headersOf } from '../../extension/core/tail/headersOf.ts';
import assert from 'node:assert/strict';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { decided, identify } from '../../extension/core/catalog/identify.ts';
import { firstPlace, locate } from '../../extension/core/errors/locate.ts';
import { explainExit } from '../../extension/core/tail/wranglerOutput.ts';
import { LocalCloudflare } from '../cloudflare/localCloudflare.ts';
import { VISITS } from '../cloudflare/traffic.ts';
import type { TraceItem } from '../cloudflare/api/traceItem.ts';
import { rawEvent } from '../support/events.ts';
import { projectIn, sourcesOf } from '../support/projectOnDisk.ts';
import { repository } from '../support/repository.ts';
import { runTail, type TailRun } from '../support/tailRun.ts';
import { waitFor } from '../support/waitFor.ts';
import { scratchCopy } from '../vscode/codeServer.ts';

/** The real wrangler against the local Cloudflare: what the product stands on. */

let cloudflare: LocalCloudflare;
let project: string;
let runs: TailRun[] = [];
const deployed: { version: string; ms: number }[] = [];

before(async () => {
  project = await scratchCopy(path.join(repository, 'test/demo/chat'), 'service');
  cloudflare = await LocalCloudflare.start({
    project,
    watch: true,
    onDeploy: (version, ms) => deployed.push({ version, ms }),
  });
});

afterEach(async () => {
  cloudflare.api.misbehave.create = undefined;
  cloudflare.api.misbehave.handshake = undefined;
  cloudflare.api.misbehave.expired = false;
  await Promise.all(runs.map((run) => run.process.stop()));
  runs = [];
});

after(async () => {
  await cloudflare.dispose();
  await rm(project, { recursive: true, force: true });
});

/** A tail that is started, and not yet connected. */
async function start(...args: string[]): Promise<TailRun> {
  const run = await runTail(project, cloudflare.api.environment, args);
  runs.push(run);
  return run;
}

async function connected(...args: string[]): Promise<TailRun> {
  const open = cloudflare.api.open;
  const run = await start(...args);
  await waitFor('wrangler has connected', () => cloudflare.api.open > open);
  return run;
}

test('an event is complete as in production', async () => {
  const run = await connected();
  await VISITS.home(cloudflare.worker);
  const event = await waitFor('an event', () => run.events[0]);
  assert.equal(event.scriptName, 'chat');
  assert.equal(event.versionId, cloudflare.worker.versionId);
  assert.ok((event.wallTime ?? 0) > 0);
  assert.ok(event.trigger.kind === 'fetch');
  assert.match(headersOf(event.trigger)['cf-ray'] ?? '', /-AMS$/);
});

/** Each mistake of the demo: its catalog entry, and the statement that the first own frame points at. */
const MISTAKES = [
  ['audit', 'rt:illegal-invocation', 'src/audit.ts', 'waitUntil(record('],
  ['avatar', 'rt:immutable-headers', 'src/avatar.ts', 'set('],
  ['liveStatus', 'rt:websocket-not-accepted', 'src/liveStatus.ts', 'send('],
  ['quote', 'rt:body-used', 'src/messages.ts', 'text()'],
  ['limits', 'rt:undefined-property', 'src/limits.ts', 'perMinute'],
  ['search', 'rt:hung', undefined, undefined],
  ['room', 'rt:websocket-close-code', undefined, undefined],
] as const;

test('each mistake of the demo is in the tail, and its frame leads to its line', async () => {
  const run = await connected();
  const sources = sourcesOf(projectIn(project), project);
  for (const [visit, code, file, text] of MISTAKES) {
    await VISITS[visit](cloudflare.worker);
    const exception = await waitFor(`${visit} fails`, () =>
      run.events
        .flatMap((event) => event.exceptions.slice(0, 1))
        .find((each) => decided(identify(each.message, 'exception'))?.code === code),
    );
    const place = firstPlace(await locate(exception.stack ?? '', sources));
    assert.equal(place?.display, file, visit);
    if (place === undefined) continue;
    const line = (await readFile(place.file, 'utf8')).split('\n')[place.position.line - 1] ?? '';
    const at = line.slice(place.position.column - 1);
    assert.ok(text !== undefined && at.startsWith(text), `${visit}: ${line}`);
  }
});

test('with upload_source_maps the frames are in the source already', async () => {
  const config = path.join(project, 'wrangler.jsonc');
  const text = await readFile(config, 'utf8');
  const mapped = await scratchCopy(project, 'mapped');
  await writeFile(
    path.join(mapped, 'wrangler.jsonc'),
    text.replace('"name": "chat"', '"name": "mapped", "upload_source_maps": true'),
  );
  const other = await LocalCloudflare.start({ project: mapped });
  const run = await runTail(mapped, other.api.environment);
  runs.push(run);
  try {
    await waitFor('wrangler has connected', () => other.api.open === 1);
    await VISITS.audit(other.worker);
    const event = await waitFor('the failure', () => run.events[0]);
    assert.match(event.exceptions[0]?.stack ?? '', /at audit \(src\/audit\.ts:10:3\)/);
  } finally {
    await run.process.stop();
    await other.dispose();
    await rm(mapped, { recursive: true, force: true });
  }
});

test('a save is deployed as a new version', async () => {
  const run = await connected();
  const before = cloudflare.worker.versionId;
  const file = path.join(project, 'src/index.ts');
  await writeFile(file, (await readFile(file, 'utf8')).replace('Welcome', 'Hello'));
  await waitFor('a new version', () => cloudflare.worker.versionId !== before);
  await VISITS.home(cloudflare.worker);
  const event = await waitFor('an event', () => run.events[0]);
  assert.notEqual(event.versionId, before);
  assert.equal(event.versionId, deployed.at(-1)?.version);
});

test('filters are the service’s: what does not pass is not sent', async () => {
  const post = await connected('--method=POST');
  const failed = await connected('--status=error');
  const found = await connected('--search=length');
  const none = await connected('--header=x-test:yes');
  const all = await connected();
  for (const visit of ['home', 'message', 'limits'] as const)
    await VISITS[visit](cloudflare.worker);
  await waitFor('all three have come', () => all.events.length >= 3);
  const requests = (run: TailRun): string[] =>
    run.events.flatMap(({ trigger }) => (trigger.kind === 'fetch' ? [trigger.method] : []));
  assert.deepEqual(requests(post), ['POST']);
  assert.deepEqual(
    failed.events.map((event) => event.outcome),
    ['exception'],
  );
  assert.deepEqual(requests(found), ['POST']);
  assert.deepEqual(none.events, []);
});

test('recorded events come at their rate, and sampling says so', async () => {
  const run = await connected();
  const items = Array.from({ length: 300 }, () => rawEvent() as TraceItem); // the shape is the same
  cloudflare.api.sampling(true);
  const begin = performance.now();
  await cloudflare.api.replay(items, 1000);
  const took = performance.now() - begin;
  await waitFor('all have come', () => run.events.length >= 300);
  assert.ok(took > 250, `300 events took ${took.toFixed(0)} ms`);
  cloudflare.api.sampling(false);
  await waitFor('both notices', () => run.notices.length === 2);
  assert.deepEqual(
    run.notices.map((notice) => notice.type),
    ['overload', 'overload-stop'],
  );
});

test('an expired tail delivers nothing, and stays open', async () => {
  const run = await connected();
  cloudflare.api.misbehave.expired = true;
  await VISITS.home(cloudflare.worker);
  cloudflare.api.misbehave.expired = false;
  await VISITS.missing(cloudflare.worker);
  await waitFor('what came after', () => run.events.length > 0);
  assert.equal(run.events.length, 1);
});

test('a stop deletes the tail', async () => {
  const run = await connected();
  const { deleted } = cloudflare.api;
  await run.process.stop();
  assert.deepEqual(await run.exit, { code: 0, signal: null });
  assert.equal(cloudflare.api.deleted, deleted + 1);
});

test('a connection that is closed or lost is made again', async () => {
  const run = await connected();
  for (const lose of [
    () => cloudflare.api.closeSockets(1011),
    () => cloudflare.api.dropSockets(),
  ]) {
    const { created } = cloudflare.api;
    lose();
    await waitFor('a new tail', () => cloudflare.api.created > created);
    await waitFor('it is open', () => cloudflare.api.open === 1);
  }
  assert.match(run.output(), /Tail connection lost/);
  await VISITS.home(cloudflare.worker);
  await waitFor('events come again', () => run.events.length > 0);
});

test('a service that no longer answers pings is noticed, and the tail made again', async () => {
  const run = await connected();
  const { created } = cloudflare.api;
  cloudflare.api.freezePongs(true);
  // wrangler pings every ten seconds, and misses the answer at the next.
  await waitFor('a new tail', () => cloudflare.api.created > created, 45_000);
  await waitFor('it is open', () => cloudflare.api.open === 1);
  assert.match(run.output(), /did not respond to a keep-alive ping/);
});

const REFUSALS = [
  [{ create: { status: 403, code: 10000, message: 'Authentication error' } }, 'not-authorized'],
  [{ create: { status: 429, code: 971, message: 'Slow down', retryAfter: 7 } }, 'rate-limited'],
  [{ create: { status: 500, code: 10013, message: 'An unknown error' } }, 'failed'],
  [{ create: { status: 502, html: '<html>Bad gateway</html>' } }, 'failed'],
  [{ handshake: { status: 403 } }, 'not-authorized'],
  [{ handshake: { status: 429 } }, 'rate-limited'],
] as const;

for (const [misbehaviour, reason] of REFUSALS) {
  test(`${JSON.stringify(misbehaviour)} ends the tail: ${reason}`, async () => {
    Object.assign(cloudflare.api.misbehave, misbehaviour);
    const run = await start();
    const exit = await run.exit;
    assert.equal(exit.code, 1);
    assert.equal(explainExit(run.output(), exit, 'chat').reason, reason, run.output());
  });
}

test('a Worker that was never deployed is told from other failures', async () => {
  const run = await start('nobody');
  const exit = await run.exit;
  assert.equal(explainExit(run.output(), exit, 'nobody').reason, 'worker-not-found');
});
