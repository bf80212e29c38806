import { Worker } from 'node:worker_threads';
import type { ModuleMap } from '../../core/errors/sourceMap.ts';
import type { Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import type { MapAnswer, MapQuestion } from './mapQuestion.ts';

/** ms without a question after which the thread ends: a decoded map may hold 100 MB. */
const IDLE = 5 * 60_000;

type Opened = Exclude<MapAnswer, { readonly failed: string }>;

interface Waiting {
  readonly resolve: (answer: Opened) => void;
  readonly reject: (reason: Error) => void;
}

/**
 * Source maps in a thread of their own: one of 15 MB would hold the extension host, which all extensions
 * share, for 300 ms (measured). The thread starts with the first map.
 */
export class MapReader implements Disposable {
  readonly #entry: string;
  readonly #log: Log;
  readonly #idle: number;
  readonly #waiting = new Map<number, Waiting>();
  #thread: Worker | undefined;
  #end: NodeJS.Timeout | undefined;
  #asked = 0;

  /** @param entry absolute path of `mapThread`. @param idle ms without a question before the thread ends. */
  constructor(entry: string, log: Log, idle = IDLE) {
    this.#entry = entry;
    this.#log = log;
    this.#idle = idle;
  }

  /**
   * @param module absolute path of a built module, its map beside it. @param changed when that was written, ms.
   * @throws Error when it is no source map.
   */
  async open(module: string, changed: number): Promise<ModuleMap> {
    await this.#ask({ module, changed, ask: 'open' });
    const ask = async (question: MapQuestion['ask']): Promise<Opened | undefined> => {
      try {
        return await this.#ask({ module, changed, ask: question });
      } catch (error) {
        this.#log.warn(`${module}.map does not answer: ${String(error)}`);
        return undefined;
      }
    };
    return {
      original: async (position) => (await ask({ position }))?.original,
      content: async (path) => (await ask({ path }))?.content,
    };
  }

  dispose(): void {
    clearTimeout(this.#end);
    const thread = this.#thread;
    this.#lose(thread, new Error('The maps are closed.'));
    void thread?.terminate();
  }

  #ask(question: Omit<MapQuestion, 'id'>): Promise<Opened> {
    const id = this.#asked++;
    clearTimeout(this.#end);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      const thread = this.#running();
      // The process may end while nothing is asked.
      thread.ref();
      thread.postMessage({ ...question, id });
    });
  }

  #running(): Worker {
    if (this.#thread !== undefined) return this.#thread;
    const thread = new Worker(this.#entry);
    this.#thread = thread;
    thread.on('message', (answer: MapAnswer) => this.#hear(thread, answer));
    thread.on('error', (error) => this.#lose(thread, error));
    thread.on('exit', () => this.#lose(thread, new Error('The thread of the maps ended.')));
    return thread;
  }

  #hear(thread: Worker, answer: MapAnswer): void {
    const waiting = this.#waiting.get(answer.id);
    this.#waiting.delete(answer.id);
    if ('failed' in answer) waiting?.reject(new Error(answer.failed));
    else waiting?.resolve(answer);
    if (this.#waiting.size > 0) return;
    thread.unref();
    this.#end = setTimeout(() => this.dispose(), this.#idle).unref();
  }

  /** The next question starts another. */
  #lose(thread: Worker | undefined, reason: Error): void {
    if (this.#thread !== thread) return;
    this.#thread = undefined;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }
}
