import type { Version } from './versionOrder.ts';

interface Total {
  readonly version: Version | undefined;
  events: number;
}

/** By id of the version, '' for none. */
type Totals = Map<string, Total>;

/** Events that did not fail in a certain way, since they were last taken. */
export interface Quiet {
  readonly version: Version | undefined;
  readonly times: number;
}

const VERSIONS = 8;
export const HANDLERS_OF_A_PROBLEM = 8;
/** A caller may choose the name of an RPC method, and its length. */
export const HANDLER_NAME = 200;

/**
 * Events by Worker, handler and version, of handlers that have a problem; of each problem, how many of them
 * it was told. An event costs one look-up, however many problems its handler has.
 */
export class HandlerCounts {
  readonly #totals = new Map<string, Totals>();
  /** By problem, by handler, by version: how many were taken. */
  readonly #taken = new Map<string, Map<string, Map<string, number>>>();
  readonly #watchers = new Map<string, number>();

  /** From now on, events of this handler count for this problem. */
  watch(problem: string, worker: string, handler: string): void {
    const key = handlerKey(worker, handler);
    const handlers = this.#taken.get(problem) ?? new Map<string, Map<string, number>>();
    this.#taken.set(problem, handlers);
    if (handlers.has(key) || handlers.size >= HANDLERS_OF_A_PROBLEM) return;
    const totals = this.#totals.get(key) ?? new Map<string, Total>();
    this.#totals.set(key, totals);
    this.#watchers.set(key, (this.#watchers.get(key) ?? 0) + 1);
    handlers.set(key, eventsOf(totals));
  }

  unwatch(problem: string): void {
    for (const key of this.#taken.get(problem)?.keys() ?? []) {
      const left = (this.#watchers.get(key) ?? 0) - 1;
      if (left > 0) {
        this.#watchers.set(key, left);
      } else {
        this.#watchers.delete(key);
        this.#totals.delete(key);
      }
    }
    this.#taken.delete(problem);
  }

  /** An event. @param problems what it failed with: they are not told of it. */
  count(
    worker: string,
    handler: string,
    version: Version | undefined,
    problems: readonly string[] = [],
  ): void {
    const key = handlerKey(worker, handler);
    const totals = this.#totals.get(key);
    if (totals === undefined) return;
    const id = version?.id ?? '';
    const total = totals.get(id);
    if (total !== undefined) {
      total.events++;
    } else {
      totals.set(id, { version, events: 1 });
      const oldest = totals.keys().next();
      if (totals.size > VERSIONS && oldest.done !== true) totals.delete(oldest.value);
    }
    for (const problem of problems) {
      const taken = this.#taken.get(problem)?.get(key);
      taken?.set(id, (taken.get(id) ?? 0) + 1);
    }
  }

  /** What a problem was not told yet. */
  take(problem: string): Quiet[] {
    const quiet: Quiet[] = [];
    for (const [key, taken] of this.#taken.get(problem) ?? []) {
      const totals = this.#totals.get(key) ?? new Map<string, Total>();
      for (const [id, { version, events }] of totals) {
        const before = taken.get(id) ?? 0;
        // A version that was forgotten and came again counts from 0.
        const times = events < before ? events : events - before;
        if (times > 0) quiet.push({ version, times });
        taken.set(id, events);
      }
      for (const id of taken.keys()) if (!totals.has(id)) taken.delete(id);
    }
    return quiet;
  }

  clear(): void {
    this.#totals.clear();
    this.#taken.clear();
    this.#watchers.clear();
  }
}

function handlerKey(worker: string, handler: string): string {
  return `${worker}\n${handler.slice(0, HANDLER_NAME)}`;
}

function eventsOf(totals: Totals): Map<string, number> {
  return new Map(Array.from(totals, ([id, { events }]) => [id, events]));
}
