import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { TraceItem } from '../cloudflare/api/traceItem.ts';
import { LocalCloudflare } from '../cloudflare/localCloudflare.ts';
import { rawEvent } from '../support/events.ts';
import { groupMembers } from '../support/processes.ts';
import { repository } from '../support/repository.ts';
import { runTail, type TailRun } from '../support/tailRun.ts';
import { waitFor } from '../support/waitFor.ts';
import { scratchCopy } from '../vscode/codeServer.ts';

/** Where the local Cloudflare could be kinder than the real one, or die of what the real one survives. */

let cloudflare: LocalCloudflare;
let project: string;
let source: string;
const errors: string[] = [];
const versions: string[] = [];

before(async () => {
  project = await scratchCopy(path.join(repository, 'test/fixtures/cloudflare/counter'), 'counter');
  source = await readFile(index(), 'utf8');
  cloudflare = await LocalCloudflare.start({
    project,
    watch: true,
    onDeploy: (version) => versions.push(version),
    onBuildError: (message) => errors.push(message),
  });
});

after(async () => {
  await cloudflare.dispose();
  await rm(project, { recursive: true, force: true });
});

function index(): string {
  return path.join(project, 'src/index.ts');
}

async function visit(): Promise<string> {
  const response = await fetch(cloudflare.worker.url, { signal: AbortSignal.timeout(5000) });
  return response.text();
}

async function connected(...args: string[]): Promise<TailRun> {
  const { open } = cloudflare.api;
  const run = await runTail(project, cloudflare.api.environment, args);
  await waitFor('wrangler has connected', () => cloudflare.api.open > open);
  return run;
}

const REFUSED = [
  ['does not build', 'const = 1;', /Expected identifier/],
  ['does not start', "throw new Error('at the start');", /Uncaught Error: at the start/],
] as const;

for (const [what, statement, said] of REFUSED) {
  test(`a source that ${what} is reported, and the version before goes on`, async () => {
    const { url, versionId } = cloudflare.worker;
    const before = errors.length;
    await writeFile(index(), `${source}\n${statement}\n`);
    await waitFor('the error is reported', () => errors.length > before);
    assert.match(errors.at(-1) ?? '', said);
    assert.match(await visit(), /^first version/);
    assert.equal(cloudflare.worker.versionId, versionId);
    assert.equal(cloudflare.worker.url, url);
  });
}

test('a Durable Object keeps what it has stored over a deployment', async () => {
  const count = async (): Promise<number> => Number((await visit()).split(' ').at(-1));
  const first = await count();
  const deployed = versions.length;
  await writeFile(index(), source.replace('first version', 'second version'));
  await waitFor('a new version', () => versions.length > deployed, 2000);
  assert.match(await visit(), /^second version/);
  assert.equal(await count(), first + 2);
});

test('of a tail’s filters each is applied by the service', async () => {
  const item = (version: string, ip: string): TraceItem => {
    const raw = rawEvent() as TraceItem; // the shape is the same
    const request = { method: 'GET', url: 'https://counter.example/', headers: {} };
    const headers = { 'cf-connecting-ip': ip, 'x-test': 'yes please' };
    return {
      ...raw,
      scriptName: 'counter',
      scriptVersion: { id: version },
      event: { request: { ...request, headers } },
    };
  };
  const all = await connected();
  const sampled = await connected('--sampling-rate=0.25');
  const version = await connected('--version-id=two');
  const address = await connected('--ip=203.0.113.1');
  const header = await connected('--header=X-Test:yes');
  const otherHeader = await connected('--header=X-Test:no');
  try {
    const items = Array.from({ length: 400 }, (_, at) =>
      item(at % 2 === 0 ? 'one' : 'two', `203.0.113.${at % 4}`),
    );
    await cloudflare.api.replay(items, 4000);
    await waitFor('all have come', () => all.events.length === 400);
    await waitFor('those of a version', () => version.events.length === 200);
    await waitFor('those of an address', () => address.events.length === 100);
    await waitFor('those with a header', () => header.events.length === 400);
    assert.equal(otherHeader.events.length, 0);
    assert.ok(version.events.every((event) => event.versionId === 'two'));
    // 100 are expected; six standard deviations are 52.
    await waitFor('a sample', () => sampled.events.length > 48);
    assert.ok(sampled.events.length < 152, `${sampled.events.length} of 400`);
  } finally {
    await Promise.all(
      [all, sampled, version, address, header, otherHeader].map((run) => run.process.stop()),
    );
  }
});

test('a handshake that is never answered keeps wrangler silent, and a stop ends it', async () => {
  cloudflare.api.misbehave.handshake = 'hang';
  const { created, deleted } = cloudflare.api;
  const run = await runTail(project, cloudflare.api.environment);
  try {
    await waitFor('the handshake', () => cloudflare.api.hanging > 0);
    assert.equal(cloudflare.api.created, created + 1);
    assert.equal(cloudflare.api.open, 0);
    assert.equal(run.output(), '');
  } finally {
    cloudflare.api.misbehave.handshake = undefined;
    await run.process.stop();
  }
  await waitFor('the tail is deleted', () => cloudflare.api.deleted === deleted + 1);
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  test(`the command says what to set, and ends in order at ${signal}`, async () => {
    const demo = await scratchCopy(path.join(repository, 'test/demo/chat'), 'command');
    const command = path.join(repository, 'test/cloudflare/main.ts');
    const child = spawn(process.execPath, [command, '--project', demo], {
      detached: true,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const { pid } = child;
    assert.ok(pid !== undefined);
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const exit = new Promise((resolve) => child.on('exit', (code) => resolve(code)));
    try {
      await waitFor('it is up', () => output.includes('[local cloudflare] ready'));
      assert.match(output, /^CLOUDFLARE_API_BASE_URL=http:\/\/127\.0\.0\.1:\d+\/client\/v4$/m);
      // The command and the workerd that it runs.
      assert.ok(groupMembers(pid).length >= 2);
      child.kill(signal);
      assert.equal(await exit, 0);
      await waitFor('nothing is left', () => groupMembers(pid).length === 0);
    } finally {
      if (groupMembers(pid).length > 0) process.kill(-pid, 'SIGKILL');
      await rm(demo, { recursive: true, force: true });
    }
  });
}

test('the demo has no error that an editor would show', async () => {
  const demo = await scratchCopy(path.join(repository, 'test/demo/chat'), 'types');
  try {
    const tsc = path.join(repository, 'node_modules/typescript/bin/tsc');
    const child = spawn(process.execPath, [tsc, '-p', demo], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    const code = await new Promise((resolve) => child.on('close', resolve));
    assert.equal(code, 0, output);
  } finally {
    await rm(demo, { recursive: true, force: true });
  }
});
