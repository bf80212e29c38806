import type { Timers } from '../../extension/core/tail/batcher.ts';

/** A clock that a test moves. */
export class FakeTimers implements Timers {
  #now = 0;
  #waiting: { readonly at: number; readonly run: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(delay: number, run: () => void): { dispose(): void } {
    const timer = { at: this.#now + delay, run };
    this.#waiting.push(timer);
    return {
      dispose: () => {
        this.#waiting = this.#waiting.filter((each) => each !== timer);
      },
    };
  }

  /** @param ms how far; what falls due runs at its time. */
  move(ms: number): void {
    const end = this.#now + ms;
    for (;;) {
      const due = this.#waiting.filter((each) => each.at <= end).sort((a, b) => a.at - b.at)[0];
      if (due === undefined) break;
      this.#waiting = this.#waiting.filter((each) => each !== due);
      this.#now = Math.max(this.#now, due.at);
      due.run();
    }
    this.#now = end;
  }
}
