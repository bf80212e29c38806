import type { Counts } from '../extension/shared/protocol.ts';

/** How often a screen reader hears of new events, ms: a live list must not talk all the time. */
const EVERY = 5000;

/** Tells how many events came, in one sentence for all of some seconds; silent while none come. */
export class Announcer {
  readonly #say: (events: number, failing: number) => void;
  #latest: Counts | undefined;
  #told: Counts | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(say: (events: number, failing: number) => void) {
    this.#say = say;
  }

  set(counts: Counts): void {
    // The first counts are what was there already; fewer than before were cleared.
    if (this.#told === undefined || counts.events < this.#told.events) this.#told = counts;
    this.#latest = counts;
    if (counts.events > this.#told.events) {
      this.#timer ??= setTimeout(() => this.#tell(), EVERY);
    }
  }

  #tell(): void {
    this.#timer = undefined;
    const { events = 0, failing = 0 } = this.#latest ?? {};
    const told = this.#told;
    this.#told = this.#latest;
    if (told === undefined || events <= told.events) return;
    this.#say(events - told.events, failing - told.failing);
  }
}
