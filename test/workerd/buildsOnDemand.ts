import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import * as os from 'node:os';
import * as path from 'node:path';
import { parseWranglerConfig } from '../../extension/core/config/wranglerConfig.ts';
import { firstPlace, locate, type Place } from '../../extension/core/errors/locate.ts';
import { LocalBuilds, type RunBuild } from '../../extension/host/sources/localBuilds.ts';
import { locateWrangler } from '../../extension/host/wrangler/locateWrangler.ts';
import { ProcessRegistry } from '../../extension/host/wrangler/processRegistry.ts';
import { runWrangler } from '../../extension/host/wrangler/runWrangler.ts';
import { deployedAs } from '../../extension/host/wrangler/workerProject.ts';
import type { Log } from '../../extension/shared/log.ts';
import { memoryLog } from '../support/memoryLog.ts';
import { groupMembers } from '../support/processes.ts';
import { sourcesOf } from '../support/projectOnDisk.ts';
import { repository } from '../support/repository.ts';
import { waitFor } from '../support/waitFor.ts';
import type { DeployedProject } from './deployedProject.ts';

interface Wishes {
  readonly isTrusted?: boolean;
  readonly cancelled?: AbortSignal;
  /** ms */
  readonly limit?: number;
  readonly log?: Log;
}

/** Builds on demand by the real wrangler, as the product makes them; their places. */
export class BuildsOnDemand {
  readonly #storage: string;
  /** Arguments of each run of wrangler. */
  readonly runs: (readonly string[])[] = [];

  private constructor(storage: string) {
    this.#storage = storage;
  }

  static async start(): Promise<BuildsOnDemand> {
    return new BuildsOnDemand(await mkdtemp(path.join(os.tmpdir(), 'tail-worker-builds-')));
  }

  get processes(): string {
    return path.join(this.#storage, 'processes');
  }

  get registry(): ProcessRegistry {
    return new ProcessRegistry(this.processes, memoryLog());
  }

  folderOf(name: string): string {
    return path.join(this.#storage, name);
  }

  /** Builds that are kept in a folder of that name. */
  in(name: string, wishes: Wishes = {}): LocalBuilds {
    const { isTrusted = true, limit = 30_000, log = memoryLog() } = wishes;
    const { cancelled = new AbortController().signal } = wishes;
    const run: RunBuild = async ({ folder }, args) => {
      this.runs.push(args);
      const wrangler = await locateWrangler(folder, {
        wranglerPath: path.join(repository, 'node_modules/wrangler'),
        nodePath: '',
      });
      const cacheFolder = path.join(this.#storage, 'compile-cache');
      const where = { folder, cacheFolder, registry: this.registry };
      return runWrangler({ wrangler, args, ...where, cancelled, limit });
    };
    return new LocalBuilds(this.folderOf(name), () => isTrusted, run, log);
  }

  /** Waits until the build that was just asked for runs. @returns the process that leads its group. */
  async running(): Promise<number> {
    const pid = await waitFor('wrangler runs', async () => {
      const [name] = await readdir(this.processes).catch(() => []);
      return name === undefined ? undefined : Number(path.parse(name).name);
    });
    await waitFor('the program itself runs', () => groupMembers(pid).length >= 2);
    return pid;
  }

  async dispose(): Promise<void> {
    await rm(this.#storage, { recursive: true, force: true });
  }
}

/** Where a Worker of the project failed. @param workspace as the editor has it. */
export async function placeOf(
  stack: string,
  { folder, workspace }: Pick<DeployedProject, 'folder' | 'workspace'>,
  worker: string,
  builds: LocalBuilds,
  version = 'v1',
): Promise<Place | undefined> {
  const configFile = path.join(folder, 'wrangler.json');
  const config = parseWranglerConfig(await readFile(configFile, 'utf8'), 'json');
  const project = deployedAs({ ...config, folder, configFile }, worker);
  return firstPlace(await locate(stack, sourcesOf(project, workspace, builds), version));
}
