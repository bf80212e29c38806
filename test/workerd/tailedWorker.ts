import assert from 'node:assert/strict';
import { build } from 'esbuild';
import { Response } from 'miniflare';
import { originalPositionFor, TraceMap } from '@jridgewell/trace-mapping';
import { repository } from '../support/repository.ts';
import { type RuntimeWorker, TailedRuntime, type Trace } from './tailedRuntime.ts';

/** One workerd with a tail consumer, given the source of one Worker after the other. */
export class TailedWorker {
  readonly #runtime = new TailedRuntime();
  #map = new TraceMap({ version: 3, mappings: '', names: [], sources: [] });

  /** Builds the source as wrangler does, and minified so that only the map can tell a place. */
  async deploy(
    source: string,
    runtime: Partial<Omit<RuntimeWorker, 'modules'>> = {},
  ): Promise<URL> {
    const { outputFiles } = await build({
      absWorkingDir: repository,
      stdin: {
        contents: source,
        sourcefile: 'src/index.ts',
        loader: 'ts',
        // For the packages that it imports.
        resolveDir: repository,
      },
      bundle: true,
      format: 'esm',
      target: 'es2024',
      external: ['cloudflare:*', 'node:*'],
      minifyWhitespace: true,
      sourcemap: 'external',
      outfile: 'worker.js',
      write: false,
    });
    const [map, code] = outputFiles;
    assert.ok(map && code);
    this.#map = new TraceMap(map.text);
    const hasRoom = source.includes('class Room');
    const miniflare = await this.#runtime.start({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: code.text }],
      kvNamespaces: { CACHE: `cache-${this.#runtime.started}` },
      serviceBindings: { UP: () => new Response('from upstream') },
      outboundService: () => new Response('from the origin'),
      durableObjects: hasRoom ? { ROOM: { className: 'Room', useSQLite: true } } : {},
      ...runtime,
    });
    return miniflare.ready;
  }

  /** The offset in the source that the first own frame of the stack points at. */
  placeOf(stack: string, source: string): number | undefined {
    for (const frame of stack.matchAll(/worker\.js:(\d+):(\d+)\)?$/gm)) {
      const position = { line: Number(frame[1]), column: Number(frame[2]) - 1 };
      const { source: file, line, column } = originalPositionFor(this.#map, position);
      if (line === null || file !== 'src/index.ts') continue;
      const lines = source.split('\n').slice(0, line - 1);
      return lines.reduce((sum, text) => sum + text.length + 1, column);
    }
    return undefined;
  }

  /** Waits for that many traces of the Worker deployed last. */
  async traced(count: number): Promise<readonly Trace[]> {
    return this.#runtime.traced(count);
  }

  async dispose(): Promise<void> {
    await this.#runtime.dispose();
  }
}
