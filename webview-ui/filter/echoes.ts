/** An answer to a filter does not take longer, ms. */
const PATIENCE = 5000;

/**
 * Tells the host's answers to our own filters from filters that come from elsewhere: a command, a value in the
 * detail. An answer may be late, when the user has typed on, and must not undo that.
 */
export class Echoes {
  #pending: string[] = [];
  #sentAt = 0;
  #inForce = '';

  get inForce(): string {
    return this.#inForce;
  }

  /** @returns whether the host has to be told: it knows, or will know, the last one. */
  send(text: string, now: number): boolean {
    if (text === (this.#pending.at(-1) ?? this.#inForce)) return false;
    this.#pending.push(text);
    this.#sentAt = now;
    return true;
  }

  /** The host tells its filter. @returns whether it comes from elsewhere. */
  hear(text: string, now: number): boolean {
    if (text === this.#inForce) return false;
    this.#inForce = text;
    if (now - this.#sentAt > PATIENCE) this.#pending = [];
    const at = this.#pending.indexOf(text);
    this.#pending = at === -1 ? [] : this.#pending.slice(at + 1);
    return at === -1;
  }
}
