import { randomUUID } from 'node:crypto';
import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { Miniflare, Response, type Request } from 'miniflare';
import type { TraceItem } from '../api/traceItem.ts';
import type { BuiltWorker } from './buildWorker.ts';
import { completeTrace, type Deployment } from './completeTrace.ts';
import type { ProjectConfig } from './project.ts';

/** Posts what it is given to the service that stands for Cloudflare's tail. */
const TAIL_WORKER = `export default {
  async tail(events, env) {
    await env.SINK.fetch("http://sink/", { method: "POST", body: JSON.stringify(events) });
  },
};`;

/** A Worker project on a real workerd, with a tail consumer. */
export class RunningWorker {
  readonly #folder: string;
  readonly #config: ProjectConfig;
  readonly #sink: (item: TraceItem) => void;
  #miniflare: Miniflare | undefined;
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

  /** Runs this build in place of the one before. @returns the new version's id. */
  async deploy(built: BuiltWorker): Promise<string> {
    const versionId = randomUUID();
    const deployment: Deployment = {
      script: this.#config.name,
      versionId,
      map: this.#config.upload_source_maps === true ? built.map : undefined,
    };
    const options = this.#options(built, deployment);
    if (this.#miniflare === undefined) this.#miniflare = new Miniflare(options);
    else await this.#miniflare.setOptions(options);
    this.#url = (await this.#miniflare.ready).href;
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

  #options(built: BuiltWorker, deployment: Deployment) {
    const { name, durable_objects, queues, kv_namespaces, vars } = this.#config;
    return {
      host: '127.0.0.1',
      // The address stays the same over deployments.
      port: this.#url === '' ? 0 : Number(new URL(this.#url).port),
      unsafeTriggerHandlers: true,
      // What the Worker logs is in its traces.
      handleRuntimeStdio: (out: Readable, err: Readable) => {
        out.resume();
        err.resume();
      },
      cf: false,
      workers: [
        {
          name,
          modules: [
            {
              type: 'ESModule',
              path: path.join(this.#folder, 'dist', 'index.js'),
              contents: built.code,
            },
          ],
          modulesRoot: path.join(this.#folder, 'dist'),
          compatibilityDate: this.#config.compatibility_date,
          compatibilityFlags: [...(this.#config.compatibility_flags ?? [])],
          bindings: { ...vars },
          durableObjects: Object.fromEntries(
            (durable_objects?.bindings ?? []).map((each) => [each.name, each.class_name]),
          ),
          queueProducers: Object.fromEntries(
            (queues?.producers ?? []).map((each) => [each.binding, each.queue]),
          ),
          queueConsumers: Object.fromEntries(
            (queues?.consumers ?? []).map((each) => [
              each.queue,
              { maxBatchTimeout: each.max_batch_timeout ?? 1 },
            ]),
          ),
          kvNamespaces: Object.fromEntries(
            (kv_namespaces ?? []).map((each) => [each.binding, each.id]),
          ),
          // There is no network here: this is the rest of the world.
          outboundService: () =>
            new Response('<svg xmlns="http://www.w3.org/2000/svg"/>', {
              headers: { 'content-type': 'image/svg+xml' },
            }),
          tails: ['tailer'],
        },
        {
          name: 'tailer',
          modules: true,
          script: TAIL_WORKER,
          compatibilityDate: this.#config.compatibility_date,
          serviceBindings: {
            SINK: async (request: Request) => {
              // The tail worker above wrote it.
              const items = (await request.json()) as TraceItem[];
              for (const item of items) this.#sink(completeTrace(item, deployment));
              return new Response(null, { status: 204 });
            },
          },
        },
      ],
    };
  }
}
