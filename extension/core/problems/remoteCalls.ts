/** One end of a remote call: the event that failed, or the event of the method that it called. */
export interface CallEnd {
  readonly worker: string;
  /** Of the method, such as `Transcript.append`. */
  readonly method: string;
  /** Start of the invocation, ms since the epoch. */
  readonly time: number;
  readonly row: number;
  /** Of the failure. */
  readonly problem: string | undefined;
}

type Side = 'caller' | 'method';

/** A method starts while its caller runs. */
const TOGETHER = 2000;
const METHODS = 500;
const ENDS = 20;

/**
 * Pairs a failure that crossed RPC with the event of its method, which has no exception of its own (measured on
 * workerd). They arrive in either order; the nearest in time is meant, and each belongs to one pair.
 */
export class RemoteCalls {
  readonly #waiting = new Map<string, Record<Side, CallEnd[]>>();

  /** @returns the other end, when it came before. */
  hear(side: Side, end: CallEnd): CallEnd | undefined {
    const key = `${end.worker}\n${end.method}`;
    const waiting = this.#waiting.get(key) ?? { caller: [], method: [] };
    const others = waiting[side === 'caller' ? 'method' : 'caller'];
    const nearest = others
      .filter(({ time }) => Math.abs(time - end.time) <= TOGETHER)
      .sort((one, other) => Math.abs(one.time - end.time) - Math.abs(other.time - end.time))[0];
    if (nearest === undefined) {
      waiting[side].push(end);
      if (waiting[side].length > ENDS) waiting[side].shift();
    } else {
      others.splice(others.indexOf(nearest), 1);
    }
    // What was heard last is forgotten last.
    this.#waiting.delete(key);
    this.#waiting.set(key, waiting);
    for (const oldest of this.#waiting.keys()) {
      if (this.#waiting.size <= METHODS) break;
      this.#waiting.delete(oldest);
    }
    return nearest;
  }

  clear(): void {
    this.#waiting.clear();
  }
}
