import { Emitter } from '../../shared/emitter.ts';
import type { FindQuery, FindView } from '../../shared/viewer.ts';
import type { KeptEvents } from '../kept/keptEvents.ts';
import { narrowed } from './choice.ts';
import type { EventView } from './eventView.ts';
import { shownText } from './shownText.ts';
import type { Viewer } from './viewer.ts';

/** Marks beside the scrollbar, at most: more cannot be told apart. */
const MARKS = 500;

/** Find: the rows that are shown and match, and the one that the reader is at. */
export class Finder {
  readonly #viewer: Viewer;
  readonly #kept: KeptEvents;
  readonly #changed: Emitter<void>;
  readonly onDidChange: Emitter<void>['event'];
  readonly #filtered: { dispose(): void };
  #query: FindQuery | undefined;
  #hits: EventView | undefined;
  #row: number | undefined;
  #error: string | undefined;
  #looking: Promise<void> = Promise.resolve();

  constructor(viewer: Viewer, kept: KeptEvents, onError: (error: unknown) => void) {
    this.#viewer = viewer;
    this.#kept = kept;
    this.#changed = new Emitter(onError);
    this.onDidChange = this.#changed.event;
    this.#filtered = viewer.onDidChange(({ kind }) => {
      if (kind === 'reset') void this.#look();
    });
  }

  /** @param query undefined: it is over. @param from the row that the reader is at; the first hit from there on is current. */
  async find(query: FindQuery | undefined, from: number | undefined): Promise<void> {
    this.#query = query?.text === '' ? undefined : query;
    this.#row = from;
    this.#looking = this.#lookFrom(from);
    await this.#looking;
  }

  /** To the next hit or the one before; behind the last comes the first. */
  async step(forward: boolean, from: number | undefined): Promise<void> {
    // Who presses Enter right after the last letter means what it finds.
    await this.#looking;
    const order = this.#hits?.order;
    if (order === undefined || order.length === 0) return;
    const start = this.#row ?? from;
    const place = start === undefined || !this.#kept.has(start) ? 0 : order.placeOf(start);
    const isAt = start !== undefined && order.at(place) === start;
    const next = forward ? place + (isAt ? 1 : 0) : place - 1;
    this.#row = order.at((next + order.length) % order.length);
    this.#changed.fire();
  }

  get found(): FindView {
    const order = this.#hits?.order;
    const count = order?.length ?? 0;
    const isKept = this.#row !== undefined && this.#kept.has(this.#row);
    const index = isKept && order !== undefined ? order.positionOf(this.#row ?? 0) : -1;
    const position = index < 0 ? -1 : this.#viewer.view.order.positionOf(this.#row ?? 0);
    return {
      count,
      index,
      row: index < 0 ? undefined : this.#row,
      position: position < 0 ? undefined : position,
      marks: this.#marks(),
      error: this.#error,
    };
  }

  dispose(): void {
    this.#filtered.dispose();
    this.#hits?.dispose();
    this.#changed.dispose();
  }

  async #lookFrom(from: number | undefined): Promise<void> {
    await this.#look();
    if (this.#hits === undefined) return;
    this.#row = this.#nearest(from);
    this.#changed.fire();
  }

  async #look(): Promise<void> {
    this.#hits?.dispose();
    this.#hits = undefined;
    this.#error = undefined;
    const query = this.#query;
    if (query !== undefined) {
      try {
        const by = shownText(query, this.#kept);
        const hits = this.#viewer.open(narrowed(this.#viewer.view.choice, by));
        this.#hits = hits;
        hits.onDidChange(() => this.#changed.fire());
        await hits.start();
      } catch (error) {
        this.#error = error instanceof Error ? error.message : String(error);
      }
    }
    this.#changed.fire();
  }

  #nearest(from: number | undefined): number | undefined {
    const order = this.#hits?.order;
    if (order === undefined) return undefined;
    const place = from === undefined || !this.#kept.has(from) ? 0 : order.placeOf(from);
    return order.at(place) ?? order.at(0);
  }

  #marks(): readonly number[] {
    const hits = this.#hits?.order;
    if (hits === undefined) return [];
    const all = this.#viewer.view.order;
    const count = Math.min(MARKS, hits.length);
    return Array.from({ length: count }, (_, mark) => {
      const id = hits.at(Math.floor((mark * hits.length) / count)) ?? 0;
      return all.length < 2 ? 0 : Math.max(0, all.positionOf(id)) / (all.length - 1);
    });
  }
}
