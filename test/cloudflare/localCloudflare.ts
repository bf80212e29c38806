import { watch, type FSWatcher } from 'node:fs';
import * as path from 'node:path';
import { TailApi } from './api/tailApi.ts';
import { buildWorker } from './worker/buildWorker.ts';
import { readProject, type ProjectConfig } from './worker/project.ts';
import { RunningWorker } from './worker/runningWorker.ts';

export interface LocalOptions {
  /** Folder of a Worker project with a `wrangler.jsonc`. */
  readonly project: string;
  /** Of the API; 0 takes a free one. */
  readonly port?: number;
  /** Saving a source file builds and deploys it. */
  readonly watch?: boolean;
  readonly onDeploy?: (versionId: string, ms: number) => void;
  /** The source does not build, or does not start: the version before goes on. */
  readonly onBuildError?: (message: string) => void;
}

/** A Cloudflare on this machine: a real workerd runs the Worker, and its traces go to an API for tails. */
export class LocalCloudflare {
  readonly api: TailApi;
  readonly worker: RunningWorker;
  readonly #options: LocalOptions;
  readonly #config: ProjectConfig;
  #watcher: FSWatcher | undefined;
  #saved: NodeJS.Timeout | undefined;
  #deploying: Promise<void> = Promise.resolve();

  private constructor(api: TailApi, options: LocalOptions, config: ProjectConfig) {
    this.api = api;
    this.#options = options;
    this.#config = config;
    this.worker = new RunningWorker(options.project, config, (item) => api.deliver(item));
  }

  /** @throws Error when the project does not build. */
  static async start(options: LocalOptions): Promise<LocalCloudflare> {
    const config = await readProject(options.project);
    const api = await TailApi.start(options.port);
    const local = new LocalCloudflare(api, options, config);
    try {
      api.addScript(config.name);
      await local.deploy();
    } catch (error) {
      await local.dispose();
      throw error;
    }
    if (options.watch === true) local.#watch();
    return local;
  }

  /** Builds and deploys the source as it is on disk. @returns the new version's id. */
  async deploy(): Promise<string> {
    const start = performance.now();
    const built = await buildWorker(this.#options.project, this.#config);
    const versionId = await this.worker.deploy(built);
    this.#options.onDeploy?.(versionId, performance.now() - start);
    return versionId;
  }

  async dispose(): Promise<void> {
    this.#watcher?.close();
    clearTimeout(this.#saved);
    await this.#deploying;
    await this.worker.dispose();
    await this.api.dispose();
  }

  #watch(): void {
    const folder = path.join(this.#options.project, path.dirname(this.#config.main));
    this.#watcher = watch(folder, { recursive: true }, () => {
      // An editor's save is several changes.
      clearTimeout(this.#saved);
      this.#saved = setTimeout(() => {
        this.#deploying = this.#deploying.then(() => this.#redeploy());
      }, 30);
    });
  }

  async #redeploy(): Promise<void> {
    try {
      await this.deploy();
    } catch (error) {
      this.#options.onBuildError?.(error instanceof Error ? error.message : String(error));
    }
  }
}
