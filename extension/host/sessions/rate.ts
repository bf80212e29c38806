/** Events per second over the last five seconds. */
export class Rate {
  readonly #seconds = new Map<number, number>();

  /** @param now ms since the epoch. */
  count(now: number): void {
    const second = Math.floor(now / 1000);
    this.#seconds.set(second, (this.#seconds.get(second) ?? 0) + 1);
    if (this.#seconds.size > WINDOW + 1) this.#forget(second);
  }

  perSecond(now: number): number {
    this.#forget(Math.floor(now / 1000));
    let sum = 0;
    for (const count of this.#seconds.values()) sum += count;
    return sum / WINDOW;
  }

  #forget(second: number): void {
    for (const each of this.#seconds.keys()) {
      if (each <= second - WINDOW) this.#seconds.delete(each);
    }
  }
}

const WINDOW = 5;
