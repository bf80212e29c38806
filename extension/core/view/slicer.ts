import type { Timers } from '../tail/batcher.ts';

/** The longest piece of work at a time, ms: the host is shared with other extensions. */
const SLICE = 8;

/** Cuts long work in pieces, between which others have their turn. */
export class Slicer {
  readonly #timers: Timers;
  #since: number;

  constructor(timers: Timers) {
    this.#timers = timers;
    this.#since = timers.now();
  }

  /** Whether the present piece has taken its time. */
  isOver(): boolean {
    return this.#timers.now() - this.#since >= SLICE - 2;
  }

  /** Resolves when the others had their turn. */
  next(): Promise<void> {
    return new Promise((resolve) => {
      this.#timers.after(0, () => {
        this.#since = this.#timers.now();
        resolve();
      });
    });
  }
}
