import { execFile } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import * as path from 'node:path';
import { promisify } from 'node:util';
import { fieldsOf } from '../../shared/fieldsOf.ts';
import type { Log } from '../../shared/log.ts';
import { isAlive } from './isAlive.ts';
import { killTree } from './killTree.ts';

/**
 * The processes that this extension started, on disk. Nothing tells wrangler that its parent died: after a
 * crash of the extension host it goes on tailing, and holds one of the ten places of viewers (measured).
 * So the next start ends what an earlier host left.
 */
export class ProcessRegistry {
  readonly #folder: string;
  readonly #log: Log;

  /** @param folder absolute; shared by all windows of the editor. */
  constructor(folder: string, log: Log) {
    this.#folder = folder;
    this.#log = log;
  }

  add(pid: number): void {
    mkdirSync(this.#folder, { recursive: true });
    writeFileSync(this.#file(pid), JSON.stringify({ host: process.pid }));
  }

  remove(pid: number): void {
    rmSync(this.#file(pid), { force: true });
  }

  /** Ends the wranglers whose extension host is gone. @returns how many. */
  async reap(): Promise<number> {
    let reaped = 0;
    for (const name of await this.#names()) {
      const pid = Number(path.parse(name).name);
      if (!Number.isSafeInteger(pid) || pid <= 1) continue;
      const host = await this.#host(name);
      // A host that lives ends its own; a new process may have the number of one that died.
      if (host !== undefined && isAlive(host)) continue;
      if (await isWrangler(pid)) {
        this.#log.info(`Ending wrangler ${pid}, which an earlier session left.`);
        killTree(pid);
        reaped++;
      }
      this.remove(pid);
    }
    return reaped;
  }

  async #names(): Promise<string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => name.endsWith('.json'));
    } catch {
      return []; // the folder is made with the first session
    }
  }

  async #host(name: string): Promise<number | undefined> {
    try {
      const record: unknown = JSON.parse(await readFile(path.join(this.#folder, name), 'utf8'));
      const { host } = fieldsOf(record);
      return typeof host === 'number' ? host : undefined;
    } catch {
      return undefined; // written halfway when the host died
    }
  }

  #file(pid: number): string {
    return path.join(this.#folder, `${pid}.json`);
  }
}

const run = promisify(execFile);

/**
 * Whether a process of this tree is a wrangler of ours: the number may belong to another program by now. The
 * outer process may be gone while its group still holds the inner one.
 */
async function isWrangler(pid: number): Promise<boolean> {
  try {
    const { stdout } =
      process.platform === 'win32'
        ? await run('powershell', [
            '-NoProfile',
            '-Command',
            `(Get-CimInstance Win32_Process -Filter "ProcessId=${pid}").CommandLine`,
          ])
        : await run('ps', ['-A', '-o', 'pgid=,args=']);
    return stdout
      .split('\n')
      .some(
        (line) =>
          (process.platform === 'win32' || Number(line.trim().split(/\s/, 1)[0]) === pid) &&
          /wrangler.*\b(?:tail|deploy --dry-run)\b/.test(line),
      );
  } catch {
    return false; // without a list of processes none is ended: better an orphan than a wrong kill
  }
}
