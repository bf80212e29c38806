import { Dictionary, FacetTable, MOST_VALUES, type Facets } from './facets.ts';
import type { EventRecord } from './record.ts';
import { BLOCK, RowBlock } from './rowBlock.ts';
import type { Spill } from './spill.ts';
import { TimeOrder } from './timeOrder.ts';

/** Who follows the kept events. */
export interface KeptListener {
  added(id: number): void;
  /** It is still there while this is told. */
  dropped(id: number): void;
  cleared(): void;
}

/**
 * The events that are kept: columns and texts for search in memory, some 200 bytes each, and the events themselves
 * in the spill. Rows are numbered in the order of arrival, and never anew; `order` has them by time.
 */
export class KeptEvents {
  readonly facets = new FacetTable();
  readonly colos = new Dictionary<string>(MOST_VALUES);
  readonly hosts = new Dictionary<string>(MOST_VALUES);
  readonly objects = new Dictionary<string>(MOST_VALUES);
  readonly order = new TimeOrder((id) => this.time(id));
  readonly #maxEvents: () => number;
  readonly #spill: Spill;
  readonly #listeners = new Set<KeptListener>();
  #blocks: RowBlock[] = [];
  #oldest = 0;
  #next = 0;
  #latest = 0;
  #dropped = 0;
  #notices = 0;

  /** @param maxEvents asked anew at each event, so that a changed setting counts at once. */
  constructor(maxEvents: () => number, spill: Spill) {
    this.#maxEvents = maxEvents;
    this.#spill = spill;
  }

  /** Id of the oldest row that is kept, and of the next one when none is. */
  get oldest(): number {
    return this.#oldest;
  }

  get next(): number {
    return this.#next;
  }

  get count(): number {
    return this.#next - this.#oldest;
  }

  /** Rows that are events. */
  get events(): number {
    return this.count - this.#notices;
  }

  /** How many made room for newer ones, since all were cleared. */
  get dropped(): number {
    return this.#dropped;
  }

  /** In the order of arrival; the first may hold rows that are no longer kept. */
  get blocks(): readonly RowBlock[] {
    return this.#blocks;
  }

  has(id: number): boolean {
    return id >= this.#oldest && id < this.#next;
  }

  /** @returns the row's id. @param text JSON; empty for a row that is no event. */
  add(record: EventRecord, text: string): number {
    const id = this.#next++;
    const numbers = {
      facet: this.facets.numberOf(record.facets),
      colo: this.colos.numberOf(record.colo, () => record.colo),
      host: this.hosts.numberOf(record.host, () => record.host),
      object: this.objects.numberOf(record.object, () => record.object),
    };
    const time = Number.isNaN(record.time) ? this.#latest : record.time;
    this.#latest = Math.max(this.#latest, time);
    if (record.facets.kind === 'notice') this.#notices++;
    this.#openBlock(id).add(record, numbers, time);
    this.order.insert(id);
    this.#spill.write(id, text);
    for (const listener of this.#listeners) listener.added(id);
    this.#drop(Math.max(this.#next - Math.max(1, this.#maxEvents()), this.#spill.oldest));
    return id;
  }

  read(id: number): Promise<string | undefined> {
    return this.has(id) ? this.#spill.read(id) : Promise.resolve(undefined);
  }

  /** @param id of a row that is kept. @throws RangeError for another. */
  blockOf(id: number): RowBlock {
    const first = this.#blocks[0];
    const block = first && this.#blocks[Math.floor((id - first.first) / BLOCK)];
    if (block === undefined || id - block.first >= block.count)
      throw new RangeError(`There is no row ${id}.`);
    return block;
  }

  /** Where the row stands, ms since the epoch. */
  time(id: number): number {
    const block = this.blockOf(id);
    return block.time[id - block.first] ?? NaN;
  }

  facetsOf(id: number): Facets {
    const block = this.blockOf(id);
    return this.facets.get(block.facet[id - block.first] ?? 0);
  }

  clear(): void {
    this.#blocks = [];
    this.#oldest = this.#next;
    this.#dropped = 0;
    this.#notices = 0;
    this.order.clear();
    this.#spill.forget(this.#next);
    for (const listener of this.#listeners) listener.cleared();
  }

  follow(listener: KeptListener): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  #openBlock(id: number): RowBlock {
    const last = this.#blocks.at(-1);
    if (last !== undefined && last.count < BLOCK) return last;
    const made = new RowBlock(id);
    this.#blocks.push(made);
    return made;
  }

  #drop(before: number): void {
    if (before <= this.#oldest) return;
    this.#dropped += before - this.#oldest;
    for (; this.#oldest < before; this.#oldest++) {
      if (this.facetsOf(this.#oldest).kind === 'notice') this.#notices--;
      for (const listener of this.#listeners) listener.dropped(this.#oldest);
      this.order.remove(this.#oldest);
    }
    this.#spill.forget(before);
    const kept = this.#blocks.findIndex(({ first }) => first + BLOCK > before);
    if (kept > 0) this.#blocks.splice(0, kept);
  }
}
