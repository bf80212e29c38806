import type { Disposable } from '../../shared/dispose.ts';
import { Emitter } from '../../shared/emitter.ts';
import type { Counts } from '../../shared/protocol.ts';
import type { Row } from '../../shared/row.ts';
import { isFailing, type TailEvent } from '../../shared/tailEvent.ts';
import { mainFailure } from '../errors/failures.ts';
import { EventStore, type Kept } from './eventStore.ts';
import { rowOfEvent } from './rowOfEvent.ts';

/** An event as it was stored. */
export interface Added {
  readonly event: TailEvent;
  readonly worker: string;
  readonly row: number;
}

/** A break in coverage. */
export interface Break {
  readonly worker: string;
  /** ms since the epoch. */
  readonly time: number;
}

export type TimelineChange = 'rows' | 'workers' | 'cleared';

/**
 * All Workers in one list, in the order of arrival: the state that the panel shows. It lives in the
 * host, because a hidden page is destroyed and its messages are lost.
 */
export class Timeline implements Disposable {
  readonly #store: EventStore;
  readonly #workers: string[] = [];
  readonly #changed: Emitter<TimelineChange>;
  readonly #added: Emitter<Added>;
  readonly #broke: Emitter<Break>;
  readonly onDidChange: Emitter<TimelineChange>['event'];
  readonly onDidAdd: Emitter<Added>['event'];
  readonly onDidBreak: Emitter<Break>['event'];
  #counts: Counts = NOTHING;

  /** @param maxEvents how many are kept. @param onError hears of a listener that throws. */
  constructor(maxEvents: () => number, onError: (error: unknown) => void) {
    this.#store = new EventStore(maxEvents);
    this.#changed = new Emitter(onError);
    this.#added = new Emitter(onError);
    this.#broke = new Emitter(onError);
    this.onDidChange = this.#changed.event;
    this.onDidAdd = this.#added.event;
    this.onDidBreak = this.#broke.event;
  }

  get workers(): readonly string[] {
    return this.#workers;
  }

  get counts(): Counts {
    return this.#counts;
  }

  get oldest(): number {
    return this.#store.oldest;
  }

  get next(): number {
    return this.#store.next;
  }

  rows(from?: number): Row[] {
    return this.#store.rows(from);
  }

  get(id: number): Kept | undefined {
    return this.#store.get(id);
  }

  /** @returns the place of the Worker in `workers`, which gives its colour. */
  workerIndex(name: string): number {
    const known = this.#workers.indexOf(name);
    if (known >= 0) return known;
    // Names come from the stream: past the bound, which the column's type sets, they share the last place.
    if (this.#workers.length >= MAX_WORKERS) return MAX_WORKERS - 1;
    this.#workers.push(name);
    this.#changed.fire('workers');
    return this.#workers.length - 1;
  }

  addEvent(worker: string, event: TailEvent, text: string): Row {
    const index = this.workerIndex(worker);
    const failure = mainFailure(event);
    const failing = isFailing(event);
    const row = this.#add((id) => rowOfEvent(event, failure, id, index), text, {
      events: 1,
      failing: failing ? 1 : 0,
      logged: !failing && failure !== undefined ? 1 : 0,
    });
    this.#added.fire({ event, worker, row: row.id });
    return row;
  }

  /** A break in coverage: what happens in it is not seen. */
  addGap(worker: string, sentence: string, time: number): void {
    const index = this.workerIndex(worker);
    const make = (id: number): Row => ({ ...NOTICE, id, worker: index, time, title: sentence });
    this.#add(make, '', { gaps: 1 });
    this.#broke.fire({ worker, time });
  }

  /** An object of the stream that is no event. */
  countRejected(): void {
    this.#counts = { ...this.#counts, rejected: this.#counts.rejected + 1 };
    this.#changed.fire('rows');
  }

  clear(): void {
    this.#store.clear();
    this.#counts = NOTHING;
    this.#changed.fire('cleared');
  }

  dispose(): void {
    this.#changed.dispose();
    this.#added.dispose();
    this.#broke.dispose();
  }

  #add(make: (id: number) => Row, text: string, more: Partial<Counts>): Row {
    const { row, dropped } = this.#store.add(make, text);
    const counts = this.#counts;
    this.#counts = {
      events: counts.events + (more.events ?? 0),
      failing: counts.failing + (more.failing ?? 0),
      logged: counts.logged + (more.logged ?? 0),
      gaps: counts.gaps + (more.gaps ?? 0),
      dropped: counts.dropped + dropped,
      rejected: counts.rejected,
    };
    this.#changed.fire('rows');
    return row;
  }
}

const MAX_WORKERS = 1000;

const NOTHING: Counts = { events: 0, failing: 0, logged: 0, gaps: 0, dropped: 0, rejected: 0 };

const NOTICE = {
  kind: 'notice',
  tone: 'warning',
  status: 0,
  cpu: NaN,
  wall: NaN,
  code: '',
  text: '',
} as const;
