import type { ModuleMap } from '../../core/errors/sourceMap.ts';
import type { Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import { Thread } from '../threads/thread.ts';
import type { MapMethods } from './mapMethods.ts';

/**
 * Source maps in a thread of their own: one of 15 MB would hold the extension host for 300 ms, and decoded it
 * may take 100 MB until it is no longer asked (measured).
 */
export class MapReader implements Disposable {
  readonly #thread: Thread<MapMethods, object>;
  readonly #log: Log;

  /** @param entry absolute path of `mapThread`. @param idle ms without a question before the thread ends. */
  constructor(entry: string, log: Log, idle?: number) {
    this.#thread = new Thread({ entry, name: 'maps', own: {}, idle });
    this.#log = log;
  }

  /**
   * @param module absolute path of a built module, its map beside it. @param changed when that was written, ms.
   * @throws Error when it is no source map.
   */
  async open(module: string, changed: number): Promise<ModuleMap> {
    const file = { module, changed };
    await this.#thread.call('open', file);
    const orNothing = async <T>(answer: Promise<T>): Promise<T | undefined> => {
      try {
        return await answer;
      } catch (error) {
        this.#log.warn(`${module}.map does not answer: ${String(error)}`);
        return undefined;
      }
    };
    return {
      original: (position) => orNothing(this.#thread.call('original', { ...file, position })),
      content: (path) => orNothing(this.#thread.call('content', { ...file, path })),
    };
  }

  dispose(): void {
    this.#thread.dispose();
  }
}
