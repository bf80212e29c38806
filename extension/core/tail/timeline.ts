import type { Disposable } from '../../shared/dispose.ts';
import { Emitter } from '../../shared/emitter.ts';
import type { Counts } from '../../shared/protocol.ts';
import { isFailing, type TailEvent } from '../../shared/tailEvent.ts';
import { failuresOf, type Failure } from '../errors/failures.ts';
import { KeptEvents } from '../kept/keptEvents.ts';
import { noticeRecord, type NoticeTone } from '../kept/noticeRecord.ts';
import { recordOf } from '../kept/recordOf.ts';
import type { Spill } from '../kept/spill.ts';

/** An event as it was stored. */
export interface Added {
  readonly event: TailEvent;
  /** The main one first. */
  readonly failures: readonly Failure[];
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
 * All Workers in one list: the state that the panel shows. It lives in the host, because a hidden page is
 * destroyed and its messages are lost.
 */
export class Timeline implements Disposable {
  readonly kept: KeptEvents;
  readonly #maxEvents: () => number;
  readonly #workers: string[] = [];
  readonly #changed: Emitter<TimelineChange>;
  readonly #added: Emitter<Added>;
  readonly #broke: Emitter<Break>;
  readonly onDidChange: Emitter<TimelineChange>['event'];
  readonly onDidAdd: Emitter<Added>['event'];
  readonly onDidBreak: Emitter<Break>['event'];
  #counts: Counts = NOTHING;

  /** @param maxEvents how many are kept. @param spill has their texts. @param onError hears of a listener that throws. */
  constructor(maxEvents: () => number, spill: Spill, onError: (error: unknown) => void) {
    this.#maxEvents = maxEvents;
    this.kept = new KeptEvents(maxEvents, spill);
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

  /** @returns the id of its row. */
  addEvent(worker: string, event: TailEvent, text: string): number {
    const index = this.workerIndex(worker);
    const failures = failuresOf(event);
    const failing = isFailing(event);
    const row = this.kept.add(recordOf(event, failures, index, this.#room()), text);
    this.#count(
      'events',
      ...(failing ? (['failing'] as const) : failures.length > 0 ? (['logged'] as const) : []),
    );
    this.#added.fire({ event, failures, worker, row });
    return row;
  }

  /** A break in coverage: what happens in it is not seen. */
  addGap(worker: string, sentence: string, time: number): void {
    this.addNotice(worker, sentence, time, 'warning');
    this.#count('gaps');
    this.#broke.fire({ worker, time });
  }

  /** Something that the reader should know of the tail itself. */
  addNotice(worker: string, sentence: string, time: number, tone: NoticeTone): void {
    this.kept.add(noticeRecord(this.workerIndex(worker), sentence, time, tone), '');
    this.#count();
  }

  /** An object of the stream that is no event. */
  countRejected(): void {
    this.#count('rejected');
  }

  clear(): void {
    this.kept.clear();
    this.#counts = NOTHING;
    this.#changed.fire('cleared');
  }

  dispose(): void {
    this.#changed.dispose();
    this.#added.dispose();
    this.#broke.dispose();
  }

  #count(...names: readonly (keyof Counts)[]): void {
    const counts: Record<keyof Counts, number> = { ...this.#counts, dropped: this.kept.dropped };
    for (const name of names) counts[name]++;
    this.#counts = counts;
    this.#changed.fire('rows');
  }

  /** Some 50 MB in all for what rows do not show; the more events, the less for each. */
  #room(): number {
    return Math.min(1000, Math.max(50, Math.round(50_000_000 / this.#maxEvents())));
  }
}

const MAX_WORKERS = 1000;

const NOTHING: Counts = { events: 0, failing: 0, logged: 0, gaps: 0, dropped: 0, rejected: 0 };
