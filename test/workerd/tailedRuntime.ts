import assert from 'node:assert/strict';
import type { Readable } from 'node:stream';
import { Miniflare, type Request, Response } from 'miniflare';

/** What the tail of a local workerd says of one invocation. */
export interface Trace {
  readonly outcome: string;
  readonly entrypoint?: string | null;
  readonly exceptions: readonly {
    readonly name: string;
    readonly message: string;
    readonly stack?: string;
  }[];
}

export interface RuntimeModule {
  readonly type: 'ESModule' | 'CompiledWasm';
  readonly path: string;
  readonly contents: string | Uint8Array;
}

/** What a test says of a Worker, of what miniflare takes. The first module is the entry. */
export interface RuntimeWorker {
  readonly modules: RuntimeModule[];
  /** The newest that workerd knows when missing. */
  readonly compatibilityDate?: string;
  readonly compatibilityFlags?: string[];
  readonly d1Databases?: string[];
  readonly kvNamespaces?: Record<string, string>;
  readonly r2Buckets?: string[];
  readonly queueProducers?: Record<string, string>;
  readonly queueConsumers?: Record<string, { maxBatchTimeout: number }>;
  readonly durableObjects?: Record<string, { className: string; useSQLite: boolean }>;
  readonly serviceBindings?: Record<
    string,
    ((request: Request) => Response | Promise<Response>) | { name: string; entrypoint: string }
  >;
  readonly outboundService?: (request: Request) => Response | Promise<Response>;
}

const PATIENCE_MS = 5_000;
const COMPATIBILITY_DATE = '2026-07-01';

/** One workerd with a tail consumer, given one Worker after the other. */
export class TailedRuntime {
  #traces: Trace[] = [];
  #started = 0;
  readonly #waiting = new Set<() => void>();
  #miniflare: Miniflare | undefined;

  /** Workers started, the present one counted. */
  get started(): number {
    return this.#started;
  }

  /** Puts a Worker in the place of the one before. Its name is `broken`. */
  async start(worker: RuntimeWorker): Promise<Miniflare> {
    this.#traces = [];
    this.#started++;
    const options = this.#options(worker);
    if (this.#miniflare === undefined) this.#miniflare = new Miniflare(options);
    else await this.#miniflare.setOptions(options);
    await this.#miniflare.ready;
    return this.#miniflare;
  }

  /** Waits for that many traces of the Worker started last. */
  async traced(count: number): Promise<readonly Trace[]> {
    return this.waitFor(`${count} traces`, (traces) =>
      traces.length < count ? undefined : traces,
    );
  }

  /** Waits until something is found in the traces of the Worker started last. */
  async waitFor<T>(what: string, find: (traces: readonly Trace[]) => T | undefined): Promise<T> {
    const deadline = Date.now() + PATIENCE_MS;
    for (;;) {
      const found = find(this.#traces);
      if (found !== undefined) return found;
      const left = deadline - Date.now();
      assert.ok(left > 0, `${what} expected, got ${JSON.stringify(this.#traces)}`);
      await this.#nextTrace(left);
    }
  }

  async dispose(): Promise<void> {
    await this.#miniflare?.dispose();
  }

  async #nextTrace(milliseconds: number): Promise<void> {
    await new Promise<void>((resolve) => {
      const done = () => {
        clearTimeout(timer);
        this.#waiting.delete(done);
        resolve();
      };
      const timer = setTimeout(done, milliseconds);
      this.#waiting.add(done);
    });
  }

  #options(worker: RuntimeWorker) {
    return {
      // Without this, miniflare asks the network for a sample of `request.cf`.
      cf: false,
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
        stdout.resume();
        stderr.resume();
      },
      workers: [
        { compatibilityDate: COMPATIBILITY_DATE, ...worker, name: 'broken', tails: ['tail'] },
        {
          name: 'tail',
          modules: true,
          script: tail(this.#started),
          compatibilityDate: COMPATIBILITY_DATE,
          serviceBindings: {
            OUT: async (request: Request) => {
              // What an earlier Worker still has to say belongs to no test any more.
              if (new URL(request.url).pathname === `/${this.#started}`) {
                // The tail Worker below sends nothing else.
                this.#traces.push(...((await request.json()) as Trace[]));
                for (const wake of this.#waiting) wake();
              }
              return new Response();
            },
          },
        },
      ],
    };
  }
}

function tail(started: number): string {
  return `export default {
    tail: (events, env) =>
      env.OUT.fetch('http://out/${started}', { method: 'POST', body: JSON.stringify(events) }),
  };`;
}
