import { Emitter } from '../../shared/emitter.ts';
import type { FilterSources } from '../filter/compile.ts';
import type { EventFields } from '../filter/eventFields.ts';
import { judgeRows, NO, UNKNOWN, YES } from '../filter/verdict.ts';
import type { KeptListener } from '../kept/keptEvents.ts';
import { BLOCK, type RowBlock } from '../kept/rowBlock.ts';
import { TimeOrder } from '../kept/timeOrder.ts';
import type { Choice } from './choice.ts';
import type { Slicer } from './slicer.ts';

/** A row came or went, by its position before it went; or all are others. */
export type ViewChange =
  { readonly kind: 'inserted' | 'removed'; readonly position: number } | { readonly kind: 'reset' };

export interface ViewSources extends FilterSources {
  readonly slicer: Slicer;
  /** Everything of one event; undefined when it can no longer be read. */
  fields(id: number): Promise<EventFields | undefined>;
}

/**
 * The rows that a filter shows, in the order of the list, up to date with every event that comes. What is kept
 * already is looked through in slices; rows of which only the event itself can tell are added as it is read.
 */
export class EventView implements KeptListener {
  readonly choice: Choice;
  readonly #sources: ViewSources;
  readonly #changed: Emitter<ViewChange>;
  readonly onDidChange: Emitter<ViewChange>['event'];
  readonly #following: { dispose(): void };
  readonly #verdicts = new Uint8Array(BLOCK);
  #order: TimeOrder;
  #events = 0;
  #arrived = 0;
  #looked = 0;
  #toLook = 0;
  #isReady = false;
  #isClosed = false;
  #unknown: number[] = [];
  #reading = false;

  constructor(choice: Choice, sources: ViewSources, onError: (error: unknown) => void) {
    this.choice = choice;
    this.#sources = sources;
    this.#order = new TimeOrder((id) => sources.kept.time(id));
    this.#changed = new Emitter(onError);
    this.onDidChange = this.#changed.event;
    this.#following = sources.kept.follow(this);
  }

  get order(): TimeOrder {
    return this.#order;
  }

  /** Of what it shows, without rows that are no events. */
  get events(): number {
    return this.#events;
  }

  /** How many rows have come to it, those that went again included: the difference tells how many are new. */
  get arrived(): number {
    return this.#arrived;
  }

  /** Share that was judged, from 0 to 1. */
  get progress(): number {
    return this.#toLook === 0 ? 1 : Math.max(0, this.#looked - this.#unknown.length) / this.#toLook;
  }

  /**
   * Looks through what is kept. It resolves when there is something to show: all that was judged by its row; what
   * only its event can tell comes later.
   */
  async start(): Promise<void> {
    const { kept, slicer } = this.#sources;
    const until = kept.next;
    this.#toLook = kept.count;
    const found = new Map<number, Uint8Array>();
    for (const block of [...kept.blocks]) {
      if (slicer.isOver()) await slicer.next();
      if (this.#isClosed) return;
      const verdicts = new Uint8Array(BLOCK);
      this.#judgeRows(block, 0, Math.min(block.count, until - block.first), verdicts);
      found.set(block.first, verdicts);
      this.#looked = Math.min(this.#toLook, this.#looked + block.count);
    }
    await this.#collect(found, until);
    if (this.#isClosed) return;
    this.#looked = this.#toLook;
    this.#changed.fire({ kind: 'reset' });
    void this.#readUnknown();
  }

  added(id: number): void {
    if (!this.#isReady) return;
    const block = this.#sources.kept.blockOf(id);
    const row = id - block.first;
    this.#judgeRows(block, row, row + 1, this.#verdicts);
    if (this.#verdicts[row] === YES) this.#insert(id);
    else if (this.#verdicts[row] === UNKNOWN) {
      this.#unknown.push(id);
      void this.#readUnknown();
    }
  }

  dropped(id: number): void {
    if (!this.#isReady) return;
    const position = this.#order.remove(id);
    if (position < 0) return;
    if (!this.#isNotice(id)) this.#events--;
    this.#changed.fire({ kind: 'removed', position });
  }

  cleared(): void {
    this.#order.clear();
    this.#events = 0;
    this.#unknown = [];
    this.#changed.fire({ kind: 'reset' });
  }

  dispose(): void {
    this.#isClosed = true;
    this.#following.dispose();
    this.#changed.dispose();
  }

  /** Puts what was found in the order of the list, which is not the order of arrival. */
  async #collect(found: ReadonlyMap<number, Uint8Array>, until: number): Promise<void> {
    const { kept: all, slicer } = this.#sources;
    const first = all.blocks[0]?.first ?? 0;
    const ids = new Uint32Array(all.order.length);
    let count = 0;
    for (const id of all.order.slice(0, all.order.length).slice()) {
      if ((id & 0xfff) === 0 && slicer.isOver()) await slicer.next();
      if (id >= until) continue;
      const row = (id - first) % BLOCK;
      const verdict = found.get(id - row)?.[row] ?? NO;
      if (verdict === UNKNOWN) this.#unknown.push(id);
      if (verdict !== YES) continue;
      ids[count++] = id;
    }
    if (this.#isClosed) return;
    // Some were dropped meanwhile.
    const kept = ids.subarray(0, count).filter((id) => this.#sources.kept.has(id));
    this.#order = new TimeOrder((id) => this.#sources.kept.time(id), kept);
    this.#events = kept.reduce((events, id) => events + (this.#isNotice(id) ? 0 : 1), 0);
    this.#arrived = kept.length;
    // From here on it is told of every event: nothing may come in between.
    this.#isReady = true;
    for (let id = Math.max(until, all.oldest); id < all.next; id++) this.added(id);
  }

  #judgeRows(block: RowBlock, from: number, to: number, verdicts: Uint8Array): void {
    if (to <= from) return;
    judgeRows(this.choice.judge, block, from, to, verdicts);
    for (let row = from; row < to; row++) {
      if (!this.#isNoticeIn(block, row)) continue;
      judgeRows(this.choice.judgeNotice, block, row, row + 1, verdicts);
    }
  }

  #insert(id: number): void {
    const position = this.#order.insert(id);
    this.#arrived++;
    if (!this.#isNotice(id)) this.#events++;
    this.#changed.fire({ kind: 'inserted', position });
  }

  async #readUnknown(): Promise<void> {
    if (this.#reading) return;
    this.#reading = true;
    const { kept, slicer } = this.#sources;
    for (let id = this.#unknown.shift(); id !== undefined; id = this.#unknown.shift()) {
      if (!kept.has(id)) continue;
      const fields = await this.#sources.fields(id);
      if (slicer.isOver()) await slicer.next();
      if (this.#isClosed) return;
      if (fields !== undefined && kept.has(id) && this.choice.test(fields)) this.#insert(id);
    }
    this.#reading = false;
  }

  #isNotice(id: number): boolean {
    const block = this.#sources.kept.blockOf(id);
    return this.#isNoticeIn(block, id - block.first);
  }

  #isNoticeIn(block: RowBlock, row: number): boolean {
    return this.#sources.kept.facets.get(block.facet[row] ?? 0).kind === 'notice';
  }
}
