/**
 * Where the texts of events go: a file, with its newest part in memory. They take some fifty times the room of
 * their rows.
 */
export interface Spill {
  /** Id of the oldest event that can still be read; what is older made room for newer ones. */
  readonly oldest: number;
  /** @param id one above that of the write before. @param text JSON; empty for a row that is no event. */
  write(id: number, text: string): void;
  /** @returns undefined when it can no longer be read. */
  read(id: number): Promise<string | undefined>;
  /** The events before this id are no longer kept. */
  forget(before: number): void;
}

/** Keeps the texts in memory: for a place without a disk, and for tests. */
export class MemorySpill implements Spill {
  #texts: string[] = [];
  #oldest = 0;

  get oldest(): number {
    return this.#oldest;
  }

  write(_id: number, text: string): void {
    this.#texts.push(text);
  }

  read(id: number): Promise<string | undefined> {
    return Promise.resolve(this.#texts[id - this.#oldest]);
  }

  forget(before: number): void {
    // An array is cut slowly, so it is cut rarely.
    if (before - this.#oldest < 1024 && before - this.#oldest < this.#texts.length) return;
    this.#texts = this.#texts.slice(before - this.#oldest);
    this.#oldest = before;
  }
}
