import { exceptionCode } from '../../core/catalog/eventCodes.ts';
import { firstPlace, type PlacedFrame } from '../../core/errors/locate.ts';
import { ProblemSet, type Problem } from '../../core/errors/problemSet.ts';
import { Batcher } from '../../core/tail/batcher.ts';
import type { Failure, Timeline } from '../../core/tail/timeline.ts';
import { Owner, type Disposable } from '../../shared/dispose.ts';
import type { Log } from '../../shared/log.ts';
import { nodeTimers } from '../platform.ts';
import type { WorkspaceSources } from '../sources/workspaceSources.ts';

/** A new problem is shown at once, but for a burst of them, ms. */
const NEW = 50;
/**
 * A count is shown this often, ms: one that races helps nobody, and a marker that changes while the light
 * bulb opens cancels it.
 */
const COUNTED = 2000;

/** Failing events → placed problems, as they come. */
export class ProblemTracker implements Disposable {
  readonly #set = new ProblemSet();
  readonly #sources: WorkspaceSources;
  readonly #log: Log;
  readonly #owner = new Owner();
  readonly #soon: Batcher;
  readonly #later: Batcher;
  readonly #stale = new Set<string>();

  /** @param publish is given a file and all its problems. */
  constructor(
    timeline: Timeline,
    sources: WorkspaceSources,
    publish: (file: string, problems: readonly Problem[]) => void,
    log: Log,
  ) {
    this.#sources = sources;
    this.#log = log;
    const flush = (): void => {
      for (const file of this.#stale) publish(file, this.#set.in(file));
      this.#stale.clear();
    };
    this.#soon = this.#owner.add(new Batcher(nodeTimers, flush, NEW));
    this.#later = this.#owner.add(new Batcher(nodeTimers, flush, COUNTED));
    this.#owner.add(timeline.onDidFail((failure) => void this.#add(failure)));
    this.#owner.add(
      timeline.onDidChange((change) => {
        if (change === 'cleared') this.#clear();
      }),
    );
  }

  dispose(): void {
    this.#owner.dispose();
  }

  async #add({ event, worker, row }: Failure): Promise<void> {
    const cause = event.exceptions[0];
    if (cause?.stack === undefined) return;
    let frames: readonly PlacedFrame[];
    try {
      frames = await this.#sources.frames(worker, event.versionId, cause.stack);
    } catch (error) {
      this.#log.error(`The stack of event ${row} was not placed: ${String(error)}`);
      return;
    }
    const place = firstPlace(frames);
    if (place === undefined) return;
    const places = frames.flatMap((frame) => (frame.place === undefined ? [] : [frame.place]));
    const fresh = this.#set.add({
      worker,
      name: cause.name,
      message: cause.message,
      code: exceptionCode(cause, event),
      place,
      callers: places.slice(1, 6),
      lastSeen: event.timestamp ?? Date.now(),
      row,
    });
    if (fresh === undefined) return;
    this.#stale.add(place.file);
    (fresh ? this.#soon : this.#later).changed();
  }

  #clear(): void {
    for (const file of this.#set.files) this.#stale.add(file);
    this.#set.clear();
    this.#soon.changed();
  }
}
