import { randomUUID } from 'node:crypto';
import { Miniflare } from 'miniflare';
import type { TraceItem } from '../api/traceItem.ts';
import type { BuiltWorker } from './buildWorker.ts';
import { completeTrace, type Deployment } from './completeTrace.ts';
import type { ProjectConfig } from './project.ts';
import { workerOptions, type WorkerOptions } from './workerOptions.ts';

/** A Worker project on a real workerd, with a tail consumer. */
export class RunningWorker {
  readonly #folder: string;
  readonly #config: ProjectConfig;
  readonly #sink: (item: TraceItem) => void;
  #miniflare: Miniflare | undefined;
  #running: WorkerOptions | undefined;
  #deployment: Deployment | undefined;
  #url = '';

  constructor(folder: string, config: ProjectConfig, sink: (item: TraceItem) => void) {
    this.#folder = folder;
    this.#config = config;
    this.#sink = sink;
  }

  /** Address of the Worker, with a slash at the end. */
  get url(): string {
    return this.#url;
  }

  get versionId(): string {
    return this.#deployment?.versionId ?? '';
  }

  /**
   * Runs this build in place of the one before.
   *
   * @returns the new version's id. @throws Error when the build does not start: the one before goes on.
   */
  async deploy(built: BuiltWorker): Promise<string> {
    const versionId = randomUUID();
    const deployment: Deployment = {
      script: this.#config.name,
      versionId,
      map: this.#config.upload_source_maps === true ? built.map : undefined,
    };
    const options = workerOptions(
      this.#folder,
      this.#config,
      built.code,
      // The address stays the same over deployments.
      this.#url === '' ? 0 : Number(new URL(this.#url).port),
      (item) => this.#sink(completeTrace(item, deployment)),
    );
    try {
      await this.#run(options);
    } catch (error) {
      // The real service refuses such an upload (code 10021); miniflare has ended the old one already.
      if (this.#running !== undefined) await this.#run({ ...this.#running, port: options.port });
      throw error;
    }
    this.#running = options;
    this.#deployment = deployment;
    return versionId;
  }

  /** @param cron as the configuration has it. */
  async runCron(cron: string): Promise<void> {
    await fetch(`${this.#url}cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`);
  }

  async dispose(): Promise<void> {
    await this.#miniflare?.dispose();
  }

  async #run(options: WorkerOptions): Promise<void> {
    if (this.#miniflare === undefined) this.#miniflare = new Miniflare(options);
    else await this.#miniflare.setOptions(options);
    this.#url = (await this.#miniflare.ready).href;
  }
}
