/** One event of a failure. */
export interface Heard {
  readonly worker: string;
  readonly message: string;
  /** Of the exception, ms since the epoch. */
  readonly time: number;
  readonly row: number;
  /** Whether its stack shows the user's code. */
  readonly ownFrames: boolean;
  /** See `Occurrence`. */
  readonly isCalled: boolean;
  /** The problem that it was counted for. */
  readonly problem: string | undefined;
}

const TOGETHER = 2000;
const MESSAGES = 500;
const EVENTS = 50;
const LINKS = 5000;

/**
 * One failure in two events: what a Durable Object's `fetch` throws is thrown again in its caller, there
 * without a stack (measured on workerd). The same Worker and message, within 2 s, and just one of them with
 * frames of the user's code, which is the one that can be called. All else that fails alike is a failure of
 * its own: the runtime has texts, such as `Network connection lost.`, that say nothing of where they come from.
 * They arrive in either order, the object's sometimes minutes late: time is the event's own.
 */
export class Echoes {
  readonly #waiting = new Map<string, Heard[]>();
  readonly #links = new Map<number, number>();

  /** @returns the other event of this failure, when it was heard before; each belongs to one pair at most. */
  hear(one: Heard): Heard | undefined {
    if (one.message === '') return undefined;
    const key = `${one.worker}\n${one.message.slice(0, 500)}`;
    const waiting = this.#waiting.get(key) ?? [];
    const at = waiting.findIndex(
      (each) =>
        each.ownFrames !== one.ownFrames &&
        (one.ownFrames ? one : each).isCalled &&
        each.row !== one.row &&
        Math.abs(each.time - one.time) <= TOGETHER,
    );
    const other = at < 0 ? undefined : waiting.splice(at, 1)[0];
    if (other === undefined) {
      waiting.push(one);
      if (waiting.length > EVENTS) waiting.shift();
    } else {
      this.link(one.row, other.row);
    }
    // What was heard last is forgotten last.
    this.#waiting.delete(key);
    if (waiting.length > 0) this.#waiting.set(key, waiting);
    forgetOldest(this.#waiting, MESSAGES);
    return other;
  }

  /** The row of the other event of the same failure. */
  linked(row: number): number | undefined {
    return this.#links.get(row);
  }

  clear(): void {
    this.#waiting.clear();
    this.#links.clear();
  }

  /** Two rows are of the same failure. */
  link(one: number, other: number): void {
    this.#links.set(one, other);
    this.#links.set(other, one);
    forgetOldest(this.#links, LINKS);
  }
}

function forgetOldest<Key>(map: Map<Key, unknown>, most: number): void {
  for (const key of map.keys()) {
    if (map.size <= most) return;
    map.delete(key);
  }
}
