import * as path from 'node:path';
import type { Readable } from 'node:stream';
import { Response, type Request } from 'miniflare';
import type { TraceItem } from '../api/traceItem.ts';
import type { ProjectConfig } from './project.ts';

/** Posts what it is given to the service that stands for Cloudflare's tail. */
const TAIL_WORKER = `export default {
  async tail(events, env) {
    await env.SINK.fetch("http://sink/", { method: "POST", body: JSON.stringify(events) });
  },
};`;

export type WorkerOptions = ReturnType<typeof workerOptions>;

/**
 * What miniflare needs to run a project as its configuration says, with a tail consumer.
 *
 * @param port 0 takes a free one. @param sink is given what the runtime says of each invocation.
 */
export function workerOptions(
  folder: string,
  config: ProjectConfig,
  code: string,
  port: number,
  sink: (item: TraceItem) => void,
) {
  const { name, durable_objects, migrations, queues, kv_namespaces, vars } = config;
  const sqlite = (migrations ?? []).flatMap((each) => each.new_sqlite_classes ?? []);
  return {
    host: '127.0.0.1',
    port,
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
            path: path.join(folder, 'dist', 'index.js'),
            contents: code,
          },
        ],
        modulesRoot: path.join(folder, 'dist'),
        compatibilityDate: config.compatibility_date,
        compatibilityFlags: [...(config.compatibility_flags ?? [])],
        bindings: { ...vars },
        durableObjects: Object.fromEntries(
          (durable_objects?.bindings ?? []).map((each) => [
            each.name,
            { className: each.class_name, useSQLite: sqlite.includes(each.class_name) },
          ]),
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
        compatibilityDate: config.compatibility_date,
        serviceBindings: {
          SINK: async (request: Request) => {
            // The tail worker above wrote it.
            const items = (await request.json()) as TraceItem[];
            for (const item of items) sink(item);
            return new Response(null, { status: 204 });
          },
        },
      },
    ],
  };
}
