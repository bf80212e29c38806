import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { ProcessRegistry } from '../../extension/host/wrangler/processRegistry.ts';
import { LocalCloudflare } from '../cloudflare/localCloudflare.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { groupMembers } from '../support/processes.ts';
import { repository } from '../support/repository.ts';
import { runTail, type TailRun } from '../support/tailRun.ts';
import { waitFor } from '../support/waitFor.ts';
import { scratchCopy } from '../vscode/codeServer.ts';

/** No session leaves a wrangler behind. */

let cloudflare: LocalCloudflare;
let project: string;
let storage: string;

before(async () => {
  project = await scratchCopy(path.join(repository, 'test/demo/chat'), 'processes');
  storage = await mkdtemp(path.join(os.tmpdir(), 'tail-worker-registry-'));
  cloudflare = await LocalCloudflare.start({ project });
});

after(async () => {
  await cloudflare.dispose();
  await rm(project, { recursive: true, force: true });
  await rm(storage, { recursive: true, force: true });
});

async function connected(): Promise<{ run: TailRun; pid: number }> {
  await waitFor('the tail before is gone', () => cloudflare.api.open === 0);
  const run = await runTail(project, cloudflare.api.environment);
  await waitFor('wrangler has connected', () => cloudflare.api.open === 1);
  const { pid } = run.process;
  assert.ok(pid !== undefined);
  // The launcher and the program itself.
  assert.ok(groupMembers(pid).length >= 2);
  return { run, pid };
}

test('a stop ends the whole tree', async () => {
  const { run, pid } = await connected();
  await run.process.stop();
  assert.deepEqual(groupMembers(pid), []);
});

test('a wrangler that does not end in time is killed', async () => {
  const { run, pid } = await connected();
  for (const line of groupMembers(pid)) assert.match(line, /wrangler/);
  process.kill(-pid, 'SIGSTOP');
  await run.process.stop(200);
  await waitFor('nothing is left', () => groupMembers(pid).length === 0);
});

test('when only the outer process is killed, the inner one ends too', async () => {
  const { run, pid } = await connected();
  process.kill(pid, 'SIGKILL');
  assert.equal((await run.exit).signal, 'SIGKILL');
  await waitFor('nothing is left', () => groupMembers(pid).length === 0);
});

test('what a killed host left is ended at the next start, and nothing else', async () => {
  const host = fork(path.join(import.meta.dirname, 'hostThatDies.ts'), [project, storage], {
    env: { ...process.env, ...cloudflare.api.environment },
  });
  const pid = await new Promise<number>((resolve, reject) => {
    host.on('message', (message) => resolve(Number(message)));
    host.on('exit', () => reject(new Error('The host ended.')));
  });
  await waitFor('wrangler has connected', () => cloudflare.api.open === 1);

  const registry = new ProcessRegistry(storage, memoryLog());
  assert.equal(await registry.reap(), 0, 'its host lives');
  host.kill('SIGKILL');
  await waitFor('the host is gone', () => host.signalCode !== null);
  assert.ok(groupMembers(pid).length > 0, 'it goes on tailing');

  assert.equal(await registry.reap(), 1);
  await waitFor('nothing is left', () => groupMembers(pid).length === 0);
  assert.deepEqual(await readdir(storage), []);
  assert.equal(await registry.reap(), 0);
});

test('a number that belongs to another program by now is let live', async () => {
  const registry = new ProcessRegistry(storage, memoryLog());
  const other = fork(path.join(import.meta.dirname, 'otherProgram.ts'), { detached: true });
  try {
    await new Promise((resolve) => other.on('message', resolve));
    const { pid } = other;
    assert.ok(pid !== undefined);
    registry.add(pid);
    // As if a host that has ended had written it.
    await writeFile(path.join(storage, `${pid}.json`), JSON.stringify({ host: 2 ** 22 + 1 }));
    assert.equal(await registry.reap(), 0);
    assert.equal(groupMembers(pid).length, 1);
  } finally {
    other.kill('SIGKILL');
  }
});
