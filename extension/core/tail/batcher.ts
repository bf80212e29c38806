import type { Disposable } from '../../shared/dispose.ts';

/** The platform's clock, handed in: the core has none. */
export interface Timers {
  /** @param delay ms. */
  after(delay: number, run: () => void): Disposable;
  /** ms since the epoch. */
  now(): number;
}

/**
 * Turns many changes into few calls: the first of a quiet time goes out at once, the next not before one
 * animation frame (16 ms) has passed. So a single event is not delayed, and a flood costs one message a
 * frame.
 */
export class Batcher implements Disposable {
  readonly #timers: Timers;
  readonly #flush: () => void;
  readonly #interval: number;
  #waiting: Disposable | undefined;
  #last = -Infinity;

  /** @param interval ms between two calls of `flush`. */
  constructor(timers: Timers, flush: () => void, interval = 16) {
    this.#timers = timers;
    this.#flush = flush;
    this.#interval = interval;
  }

  changed(): void {
    if (this.#waiting !== undefined) return;
    const wait = Math.max(0, this.#last + this.#interval - this.#timers.now());
    this.#waiting = this.#timers.after(wait, () => {
      this.#waiting = undefined;
      this.#last = this.#timers.now();
      this.#flush();
    });
  }

  dispose(): void {
    this.#waiting?.dispose();
    this.#waiting = undefined;
  }
}
