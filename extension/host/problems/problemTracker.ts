import { separateFailures, type Failure } from '../../core/errors/failures.ts';
import { firstPlace, type Place, type PlacedFrame } from '../../core/errors/locate.ts';
import type { PlacedFailure, PlaceReach } from '../../core/errors/placedFailure.ts';
import { nameOfMethod } from '../../core/errors/remoteMethod.ts';
import { causeOf } from '../../core/problems/causeOf.ts';
import { handlerName } from '../../core/problems/handlerName.ts';
import type { Occurrence, Problem } from '../../core/problems/problem.ts';
import { ProblemSet } from '../../core/problems/problemSet.ts';
import { signatureOf } from '../../core/problems/signature.ts';
import { Batcher } from '../../core/tail/batcher.ts';
import type { Added, Timeline } from '../../core/tail/timeline.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import { isFailing, isLoud, statusOf, type TailEvent } from '../../shared/tailEvent.ts';
import { nodeTimers } from '../platform.ts';

/** A new problem is shown at once, but for a burst of them, ms. */
const NEW = 50;
/**
 * A count is shown this often, ms: one that races helps nobody, and a marker that changes while the light
 * bulb opens cancels it.
 */
const COUNTED = 2000;
/** ms between two writings of what is kept over a restart. */
const KEPT = 5000;
/** Failing events whose place is looked for at one time: a build for the map may take a minute. */
const WAITING = 10_000;

/** Where problems are kept over a restart of the editor. */
export interface ProblemMemory {
  get(): unknown;
  /** @returns when it is kept. */
  set(snapshot: unknown): PromiseLike<void>;
}

/** Where in the workspace a failure is: see `WorkspaceSources`. */
interface Places {
  placed(
    worker: string,
    event: TailEvent,
    failure: Failure,
    reach: PlaceReach,
  ): Promise<PlacedFailure>;
}

/** Is given a file, all its problems, and how many failing events there have none. */
type Publish = (file: string, problems: readonly Problem[], overflow: number) => void;

/** Events → placed problems with a life, as they come. */
export class ProblemTracker implements Disposable {
  readonly #set = new ProblemSet();
  readonly #sources: Places;
  readonly #publish: Publish;
  readonly #memory: ProblemMemory;
  readonly #log: Log;
  readonly #owner = new Owner();
  readonly #soon: Batcher;
  readonly #later: Batcher;
  readonly #keep: Batcher;
  readonly #stale = new Set<string>();
  #shown = true;
  #waiting = 0;
  #refused = 0;
  #clears = 0;

  constructor(
    timeline: Timeline,
    sources: Places,
    publish: Publish,
    memory: ProblemMemory,
    log: Log,
  ) {
    this.#sources = sources;
    this.#publish = publish;
    this.#log = log;
    // News is kept at once: the window may end next.
    this.#soon = this.#owner.add(new Batcher(nodeTimers, () => void this.keep(), NEW));
    this.#later = this.#owner.add(new Batcher(nodeTimers, () => this.#flush(), COUNTED));
    this.#memory = memory;
    this.#keep = this.#owner.add(new Batcher(nodeTimers, () => void this.keep(), KEPT));
    this.#owner.add(timeline.onDidAdd((added) => this.#hear(added)));
    this.#owner.add(timeline.onDidBreak(({ worker, time }) => this.#set.resume(worker, time)));
    this.#owner.add(
      timeline.onDidChange((change) => {
        if (change === 'cleared') this.clear();
      }),
    );
    this.#set.restore(memory.get());
    for (const file of this.#set.files) this.#stale.add(file);
    this.#soon.changed();
  }

  /** The marked text was changed, or is as it was again. */
  edit(key: string, change: 'edited' | 'reverted'): void {
    if (!this.#set.edit(key, change)) return;
    const file = this.#set.get(key)?.place.file;
    if (file !== undefined) this.#changed([file], this.#soon);
  }

  saved(file: string): void {
    if (this.#set.save(file)) this.#changed([file], this.#soon);
  }

  /** @param isHidden which problems have no marker; undefined: none has one. */
  show(isHidden: ((problem: Problem) => boolean) | undefined): void {
    this.#shown = isHidden !== undefined;
    this.#set.hide(isHidden ?? (() => false));
    this.#changed(this.#set.files, this.#soon);
  }

  /** The row of the other event of the same failure. */
  linked(row: number): number | undefined {
    return this.#set.linked(row);
  }

  clear(): void {
    for (const file of this.#set.files) this.#stale.add(file);
    this.#set.clear();
    this.#clears++;
    this.#flush();
  }

  /** Writes what outlives the window. */
  async keep(): Promise<void> {
    // What the snapshot judges must be shown too.
    this.#flush();
    await this.#memory.set(this.#set.all.length === 0 ? undefined : this.#set.snapshot());
  }

  dispose(): void {
    this.#owner.dispose();
  }

  #hear(added: Added): void {
    const { event, failures, worker } = added;
    const [first, ...others] = separateFailures(failures);
    if (first !== undefined) {
      void this.#add(added, [first, ...others]);
      return;
    }
    const handler = handlerName(event);
    const time = event.timestamp ?? Date.now();
    this.#set.passed(worker, handler, event.versionId, time);
    const files =
      event.trigger.kind === 'rpc' ? this.#set.called(worker, handler, time, added.row) : [];
    this.#changed(files, this.#later);
  }

  async #add(added: Added, [first, ...others]: readonly [Failure, ...Failure[]]): Promise<void> {
    if (this.#waiting >= WAITING) {
      this.#refused++;
      return;
    }
    this.#waiting++;
    const clears = this.#clears;
    try {
      // What hurt nobody has a line of its own or none: a logged text may be of another program.
      const reach = isFailing(added.event) ? 'handler' : 'line';
      const occurrences = await Promise.all([
        this.#occurrence(added, first, reach),
        ...others.map((failure) => this.#occurrence(added, failure, 'line')),
      ]);
      if (clears !== this.#clears) return;
      const { kind, files } = this.#set.add(...occurrences);
      this.#changed(files, kind === 'new' || kind === 'back' ? this.#soon : this.#later);
    } catch (error) {
      this.#log.error(`Event ${added.row} has no problem: ${String(error)}`);
    } finally {
      this.#waiting--;
      if (this.#waiting === 0) this.#tellRefused();
    }
  }

  #tellRefused(): void {
    if (this.#refused === 0) return;
    this.#log.warn(
      `${this.#refused} failing events are in the panel, but not counted in Problems: ${WAITING} others waited for their place.`,
    );
    this.#refused = 0;
  }

  async #occurrence(
    { event, worker, row }: Added,
    failure: Failure,
    reach: PlaceReach,
  ): Promise<Occurrence> {
    const { frames, place, thrownIn, couldBeMapped } = await this.#sources.placed(
      worker,
      event,
      failure,
      reach,
    );
    const own = firstPlace(frames);
    const handler = handlerName(event);
    const { name, message, code } = causeOf(failure, event);
    const at =
      own === undefined ? { handler } : { file: own.display, functionName: functionNameOf(frames) };
    return {
      worker,
      handler,
      name,
      message,
      outcome: event.outcome,
      signature: signatureOf({ name, message, at }),
      code,
      seen: {
        kind: failure.kind,
        failing: isFailing(event),
        status: statusOf(event),
        loud: isLoud(failure.level),
      },
      version: event.versionId,
      place,
      thrownIn: thrownIn && {
        worker: thrownIn.worker ?? worker,
        method: nameOfMethod(thrownIn),
      },
      couldBeMapped,
      ownFrames: own !== undefined,
      isCalled: isCalled(event),
      callers: ownPlaces(frames).slice(thrownIn === undefined ? 1 : 0, 6),
      time: event.timestamp ?? Date.now(),
      row,
    };
  }

  #flush(): void {
    for (const file of this.#set.settle()) this.#stale.add(file);
    for (const file of this.#stale) {
      if (this.#shown) this.#publish(file, this.#set.in(file), this.#set.overflow(file));
      else this.#publish(file, [], 0);
    }
    if (this.#stale.size > 0) this.#keep.changed();
    this.#stale.clear();
  }

  #changed(files: readonly string[], batcher: Batcher): void {
    for (const file of files) this.#stale.add(file);
    batcher.changed();
  }
}

/** Nobody waits for an alarm, or for what a message of a socket does. */
function isCalled({ entrypoint, trigger: { kind } }: TailEvent): boolean {
  return kind === 'rpc' || (kind === 'fetch' && entrypoint !== undefined);
}

function ownPlaces(frames: readonly PlacedFrame[]): Place[] {
  return frames.flatMap(({ place }) => (place === undefined ? [] : [place]));
}

function functionNameOf(frames: readonly PlacedFrame[]): string {
  return frames.find(({ place }) => place !== undefined)?.frame.functionName ?? '';
}
