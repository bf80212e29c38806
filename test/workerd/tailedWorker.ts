import assert from 'node:assert/strict';
import type { Readable } from 'node:stream';
import { build } from 'esbuild';
import { Miniflare, type Request, Response } from 'miniflare';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';

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

const PATIENCE_MS = 5_000;
const COMPATIBILITY_DATE = '2026-07-01';

/** One workerd with a tail consumer, given one Worker after the other. */
export class TailedWorker {
  #traces: Trace[] = [];
  #deployed = 0;
  readonly #waiting = new Set<() => void>();
  #miniflare: Miniflare | undefined;
  #map = new TraceMap({ version: 3, mappings: '', names: [], sources: [] });

  /** Builds the source as wrangler does, and minified so that only the map can tell a place. */
  async deploy(source: string): Promise<URL> {
    const { outputFiles } = await build({
      stdin: { contents: source, sourcefile: 'src/index.ts', loader: 'ts' },
      bundle: true,
      format: 'esm',
      target: 'es2024',
      external: ['cloudflare:*'],
      minifyWhitespace: true,
      sourcemap: 'external',
      outfile: 'worker.js',
      write: false,
    });
    const [map, code] = outputFiles;
    assert.ok(map && code);
    this.#map = new TraceMap(map.text);
    this.#traces = [];
    this.#deployed++;
    const options = this.#options(code.text, source.includes('class Room'));
    if (this.#miniflare === undefined) this.#miniflare = new Miniflare(options);
    else await this.#miniflare.setOptions(options);
    return this.#miniflare.ready;
  }

  /** The offset in the source that the first own frame of the stack points at. */
  placeOf(stack: string, source: string): number | undefined {
    for (const frame of stack.matchAll(/worker\.js:(\d+):(\d+)\)?$/gm)) {
      const position = { line: Number(frame[1]), column: Number(frame[2]) - 1 };
      const { line, column } = originalPositionFor(this.#map, position);
      if (line === null) continue;
      const lines = source.split('\n').slice(0, line - 1);
      return lines.reduce((sum, text) => sum + text.length + 1, column);
    }
    return undefined;
  }

  /** Waits for that many traces of the Worker deployed last. */
  async traced(count: number): Promise<readonly Trace[]> {
    const deadline = Date.now() + PATIENCE_MS;
    while (this.#traces.length < count) {
      const left = deadline - Date.now();
      assert.ok(left > 0, `${count} traces expected, got ${JSON.stringify(this.#traces)}`);
      await this.#nextTrace(left);
    }
    return this.#traces;
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

  #options(code: string, hasRoom: boolean) {
    return {
      // Without this, miniflare asks the network for a sample of `request.cf`.
      cf: false,
      handleRuntimeStdio: (stdout: Readable, stderr: Readable) => {
        stdout.resume();
        stderr.resume();
      },
      workers: [
        {
          name: 'broken',
          modules: [{ type: 'ESModule', path: 'worker.js', contents: code }],
          compatibilityDate: COMPATIBILITY_DATE,
          kvNamespaces: { CACHE: `cache-${this.#deployed}` },
          serviceBindings: { UP: () => new Response('from upstream') },
          outboundService: () => new Response('from the origin'),
          durableObjects: hasRoom ? { ROOM: { className: 'Room', useSQLite: true } } : {},
          tails: ['tail'],
        },
        {
          name: 'tail',
          modules: true,
          script: tail(this.#deployed),
          compatibilityDate: COMPATIBILITY_DATE,
          serviceBindings: {
            OUT: async (request: Request) => {
              // What an earlier Worker still has to say belongs to no test any more.
              if (new URL(request.url).pathname === `/${this.#deployed}`) {
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

function tail(deployed: number): string {
  return `export default {
    tail: (events, env) =>
      env.OUT.fetch('http://out/${deployed}', { method: 'POST', body: JSON.stringify(events) }),
  };`;
}
