import { Worker } from 'node:worker_threads';
import type { Disposable } from '../../shared/dispose.ts';
import { type AnswerOf, type ArgumentOf, type Message, type Methods, Peer } from './peer.ts';

/** ms without a call after which a thread ends, and with it what it has read. */
const IDLE = 5 * 60_000;
/** ms after which a call that has no answer ends its thread: longer than the slowest disk takes. */
const PATIENCE = 60_000;

export interface ThreadOptions<Own> {
  /** Absolute path of what it runs. */
  readonly entry: string;
  /** In the plural, for what is said when it is gone. */
  readonly name: string;
  /** What it may call here. */
  readonly own: Own;
  /** What it finds as `workerData`. */
  readonly data?: unknown;
  /** ms; see IDLE. */
  readonly idle?: number | undefined;
  /** ms; see PATIENCE. */
  readonly patience?: number | undefined;
}

interface Running<Other extends Methods<Other>, Own extends Methods<Own>> {
  readonly worker: Worker;
  readonly peer: Peer<Other, Own>;
  /** That wait for their answer. */
  calls: number;
}

/**
 * A thread for work that would hold up the extension host, which all extensions share. It starts with the
 * first call, ends when it is idle, and starts again with the next one, also after it broke.
 */
export class Thread<Other extends Methods<Other>, Own extends Methods<Own>> implements Disposable {
  readonly #options: ThreadOptions<Own>;
  #running: Running<Other, Own> | undefined;
  #end: NodeJS.Timeout | undefined;

  constructor(options: ThreadOptions<Own>) {
    this.#options = options;
  }

  /** @throws Error what the method throws, or that the thread ended. */
  async call<Name extends keyof Other & string>(
    name: Name,
    argument: ArgumentOf<Other[Name]>,
  ): Promise<AnswerOf<Other[Name]>> {
    const running = (this.#running ??= this.#start());
    clearTimeout(this.#end);
    running.calls++;
    // The process may end while nothing is asked.
    running.worker.ref();
    const patience = this.#options.patience ?? PATIENCE;
    const late = setTimeout(() => {
      this.#close(running, `The ${this.#options.name} did not answer for ${patience / 1000} s.`);
    }, patience);
    try {
      return await running.peer.call(name, argument);
    } finally {
      clearTimeout(late);
      running.calls--;
      if (running.calls === 0 && running === this.#running) this.#rest(running);
    }
  }

  dispose(): void {
    clearTimeout(this.#end);
    if (this.#running !== undefined) {
      this.#close(this.#running, `The ${this.#options.name} are closed.`);
    }
  }

  #start(): Running<Other, Own> {
    const { entry, data, own, name } = this.#options;
    const worker = new Worker(entry, { workerData: data });
    const peer = new Peer<Other, Own>(
      (message) => worker.postMessage(message),
      () => own,
    );
    const running = { worker, peer, calls: 0 };
    worker.on('message', (message: Message) => peer.hear(message));
    worker.on('error', (error) => this.#lose(running, error));
    worker.on('exit', () => this.#lose(running, new Error(`The thread of the ${name} ended.`)));
    return running;
  }

  #rest({ worker }: Running<Other, Own>): void {
    worker.unref();
    this.#end = setTimeout(() => this.dispose(), this.#options.idle ?? IDLE).unref();
  }

  #close(running: Running<Other, Own>, reason: string): void {
    this.#lose(running, new Error(reason));
    void running.worker.terminate();
  }

  #lose(running: Running<Other, Own>, reason: Error): void {
    if (this.#running === running) this.#running = undefined;
    running.peer.lose(reason);
  }
}
