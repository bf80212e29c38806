import type { Row } from '../../shared/row.ts';

/**
 * The events that are kept, oldest first, as their rows and their text. The text is parsed again when
 * somebody opens the event: parsed objects would take as much memory and cost the collector more.
 * Bounded by count and by size; what is dropped is counted.
 */
export class EventStore {
  readonly #maxEvents: () => number;
  readonly #maxChars: number;
  #kept: Kept[] = [];
  /** How many at the start of `#kept` are dropped already: an array shifts slowly, so it is cut rarely. */
  #gone = 0;
  #oldest = 0;
  #chars = 0;

  /** @param maxEvents asked anew at each event, so that a changed setting counts at once. */
  constructor(maxEvents: () => number, maxChars = 64 * 1024 * 1024) {
    this.#maxEvents = maxEvents;
    this.#maxChars = maxChars;
  }

  /** Id of the oldest row that is kept, and of the next one when none is. */
  get oldest(): number {
    return this.#oldest;
  }

  get next(): number {
    return this.#oldest + this.#kept.length - this.#gone;
  }

  /** @param make gets the id of the new row. @returns the row, and how many old ones were dropped. */
  add(make: (id: number) => Row, text: string): { readonly row: Row; readonly dropped: number } {
    const row = make(this.next);
    this.#kept.push({ row, text });
    this.#chars += text.length;
    let dropped = 0;
    const limit = Math.max(1, this.#maxEvents());
    while (this.#kept.length - this.#gone > limit || this.#chars > this.#maxChars) {
      if (this.#kept.length - this.#gone === 1) break;
      this.#chars -= this.#kept[this.#gone]?.text.length ?? 0;
      this.#gone++;
      this.#oldest++;
      dropped++;
    }
    if (this.#gone > 1024 && this.#gone > this.#kept.length / 2) {
      this.#kept = this.#kept.slice(this.#gone);
      this.#gone = 0;
    }
    return { row, dropped };
  }

  get(id: number): Kept | undefined {
    return id < this.#oldest ? undefined : this.#kept[this.#gone + id - this.#oldest];
  }

  rows(from = this.#oldest): Row[] {
    const start = this.#gone + Math.max(0, from - this.#oldest);
    return this.#kept.slice(start).map((kept) => kept.row);
  }

  clear(): void {
    this.#oldest = this.next;
    this.#kept = [];
    this.#gone = 0;
    this.#chars = 0;
  }
}

export interface Kept {
  readonly row: Row;
  /** The event as JSON text; empty for a row that is no event. */
  readonly text: string;
}
