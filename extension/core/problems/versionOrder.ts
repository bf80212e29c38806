import { fieldsOf } from '../../shared/fieldsOf.ts';

/** A deployed version and its place in time: of two, the newer has the higher rank; equal is unknown. */
export interface Version {
  readonly id: string;
  readonly rank: number;
}

interface Sighting {
  readonly version: Version;
  /** Earliest start of an event, ms since the epoch. */
  readonly since: number;
}

/** While several versions are served, all of them are seen within this time, ms. */
const SETTLING = 30_000;
/**
 * After so many events in a row of older versions, and no other for so long (ms), an older version was
 * deployed again. A gradual rollout that serves the newest to 20 % of the requests makes such a row once in
 * 100 times; then the older version is what most users get.
 */
const ROLLBACK = { events: 20, time: 60_000 } as const;
const KEPT = 50;
/** Far from where adding one no longer works. */
export const HIGHEST_RANK = 1_000_000_000;

/**
 * The versions of one Worker in the order of first sight: ids are random, and a gradual rollout serves old
 * and new ones side by side. Those first seen right after the tail began are not told apart: either may be
 * the older. An event that started long ago, as a WebSocket's, makes no new version of an old one. A rollback
 * is a deploy: the version that comes back is from then on the newest.
 */
export class VersionOrder {
  readonly #sightings = new Map<string, Sighting>();
  #newest = 0;
  /** Events of older versions since the newest was seen last, and when that was, ms since the epoch. */
  #older = 0;
  #newestSeen = -Infinity;
  #settledAt: number | undefined;

  /** @param time at which the event started, ms since the epoch. */
  see(id: string, time: number): Version {
    this.#settledAt ??= time + SETTLING;
    if (time >= this.#settledAt) this.settle();
    const known = this.#sightings.get(id);
    if (known !== undefined) {
      if (time < known.since) this.#sightings.set(id, { ...known, since: time });
      return this.#isRollback(known, time) ? this.#add(id, this.#newest + 1, time) : known.version;
    }
    return this.#add(id, this.#rankAt(time, time < this.#settledAt), time);
  }

  #add(id: string, rank: number, since: number): Version {
    const version = { id, rank };
    if (rank >= this.#newest) this.#sawNewest(since);
    this.#newest = Math.max(this.#newest, rank);
    this.#sightings.delete(id);
    this.#sightings.set(id, { version, since });
    const oldest = this.#sightings.keys().next();
    if (this.#sightings.size > KEPT && oldest.done !== true) this.#sightings.delete(oldest.value);
    return version;
  }

  #isRollback({ version, since }: Sighting, time: number): boolean {
    if (version.rank >= this.#newest) {
      this.#sawNewest(time);
      return false;
    }
    // One that started before the newest was there says nothing of what is deployed now.
    if (time < since || time <= this.#newestSeen) return false;
    this.#older++;
    return this.#older >= ROLLBACK.events && time - this.#newestSeen >= ROLLBACK.time;
  }

  #sawNewest(time: number): void {
    this.#older = 0;
    this.#newestSeen = Math.max(this.#newestSeen, time);
  }

  /** The first version that is newer. */
  after(version: Version): Version | undefined {
    if (version.rank >= this.#newest) return undefined;
    let first: Version | undefined;
    for (const { version: each } of this.#sightings.values()) {
      if (each.rank > version.rank && each.rank < (first?.rank ?? Infinity)) first = each;
    }
    return first;
  }

  /**
   * The tail begins again after a break: versions that are new now came in the break, in an order that
   * nobody saw.
   */
  resume(time: number): void {
    if (this.#newest > 0) this.#newest++;
    this.#settledAt = time + SETTLING;
  }

  /** The user saved or deployed: a version that was not seen yet is newer than those that were. */
  settle(): void {
    this.#settledAt = -Infinity;
  }

  /** A version that is remembered elsewhere: what was not seen yet is newer. */
  learn({ rank }: Version): void {
    if (rank >= this.#newest) this.#newest = rank + 1;
  }

  snapshot(): unknown {
    return Array.from(this.#sightings.values(), ({ version, since }) => [
      version.id,
      version.rank,
      since,
    ]);
  }

  /** What cannot be read is left out. */
  restore(kept: unknown): void {
    if (!Array.isArray(kept)) return;
    for (const each of kept.slice(-KEPT)) {
      const { 0: id, 1: rank, 2: since } = fieldsOf(each);
      if (typeof id !== 'string' || id.length > 100 || !Number.isFinite(since)) continue;
      if (typeof rank !== 'number' || !Number.isSafeInteger(rank)) continue;
      if (rank < 0 || rank > HIGHEST_RANK) continue;
      this.#sightings.set(id, { version: { id, rank }, since: Number(since) });
      this.#newest = Math.max(this.#newest, rank);
    }
    // What was deployed since is newer than all of these.
    if (this.#sightings.size > 0) this.#newest++;
  }

  #rankAt(time: number, settling: boolean): number {
    let older: number | undefined;
    let isLate = false;
    for (const { version, since } of this.#sightings.values()) {
      if (since > time) isLate = true;
      else older = Math.max(older ?? 0, version.rank);
    }
    if (isLate && (older !== undefined || !settling)) return older ?? 0;
    return settling ? Math.max(1, this.#newest) : this.#newest + 1;
  }
}
