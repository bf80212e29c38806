import { Echoes, type Heard } from './echoes.ts';
import { HANDLER_NAME, HandlerCounts, HANDLERS_OF_A_PROBLEM } from './handlerCounts.ts';
import { keyOf, type Occurrence, type Problem } from './problem.ts';
import {
  edited,
  failed,
  firstFailure,
  handled,
  reverted,
  saved,
  stageOf,
  versionSeen,
  type ProblemLife,
} from './problemLife.ts';
import { RemoteCalls } from './remoteCalls.ts';
import { readSnapshot, writeSnapshot } from './problemSnapshot.ts';
import { VersionOrder, type Version } from './versionOrder.ts';

export interface Added {
  /**
   * `new` and `back` (it was cleared) are worth showing at once; `echo` is the second event of a failure;
   * `placeless` and `full` got no marker.
   */
  readonly kind: 'new' | 'back' | 'counted' | 'echo' | 'placeless' | 'full';
  /** Whose problems changed. */
  readonly files: readonly string[];
}

/** The editor shows no more of one source in a file; the second is ours, for all files. */
const MARKERS = { inFile: 1000, overall: 2000 } as const;
const WORKERS = 1000;

/** Problems by signature and by file. Each event of a Worker is told once: by `add` if it has failures, else by `passed`. */
export class ProblemSet {
  readonly #problems = new Map<string, Problem>();
  readonly #byFile = new Map<string, Set<string>>();
  readonly #orders = new Map<string, VersionOrder>();
  readonly #counts = new HandlerCounts();
  readonly #echoes = new Echoes();
  readonly #remoteCalls = new RemoteCalls();
  readonly #limits: { readonly inFile: number; readonly overall: number };
  readonly #overflow = new Map<string, number>();
  #isHidden: (problem: Problem) => boolean = () => false;

  constructor(limits: { readonly inFile: number; readonly overall: number } = MARKERS) {
    this.#limits = limits;
  }

  /** An event without a failure, or whose failure is nobody's. @param time ms since the epoch. */
  passed(worker: string, handler: string, version: string | undefined, time: number): void {
    this.#counts.count(worker, handler, this.#version(worker, version, time));
  }

  /** An event with failures: all of them, the main one first. */
  add(...failures: readonly [Occurrence, ...Occurrence[]]): Added {
    const [{ worker, handler, time, version: id }] = failures;
    const version = this.#version(worker, id, time);
    const heard = new Map<string, Added>();
    for (const failure of failures) {
      const key = keyOf(failure);
      if (!heard.has(key)) heard.set(key, this.#hear(failure, key, version));
    }
    // Now, when each of them watches the handler.
    const counted = [...heard].filter(([, { kind }]) => kind !== 'placeless' && kind !== 'full');
    this.#counts.count(
      worker,
      handler,
      version,
      counted.map(([key]) => key),
    );
    const all = [...heard.values()];
    const told = all.find(({ kind }) => kind === 'new' || kind === 'back') ?? all[0];
    return { kind: told?.kind ?? 'counted', files: all.flatMap(({ files }) => files) };
  }

  #hear(failure: Occurrence, key: string, version: Version | undefined): Added {
    const { worker, handler, place } = failure;
    const other = this.#echoes.hear({ ...failure, problem: place && key });
    if (other !== undefined && !failure.ownFrames) {
      this.#settle(key);
      return { kind: 'echo', files: this.#link(other.problem, other.row, failure.row) };
    }
    if (place === undefined) return { kind: 'placeless', files: [] };
    const taken = other === undefined ? [] : this.#takeBack(other);
    const before = this.#settle(key);
    if (before === undefined && !this.#makeRoom(place.file)) {
      this.#overflow.set(place.file, (this.#overflow.get(place.file) ?? 0) + 1);
      return { kind: 'full', files: [...taken, place.file] };
    }
    if (before === undefined) this.#overflow.delete(place.file);
    this.#counts.watch(key, worker, handler);
    const left =
      before !== undefined && before.place.file !== place.file ? [before.place.file] : [];
    const method = this.#methodOf(failure, key);
    this.#put(merged(before, { ...failure, place }, version, other?.row ?? method));
    const back =
      before !== undefined && stageOf(before.life) === 'cleared' && !this.#isCleared(key);
    return {
      kind: before === undefined ? 'new' : back ? 'back' : 'counted',
      files: [...taken, ...left, place.file],
    };
  }

  /** An event of a method that code of a Worker called; the failure may show in its caller alone. @returns files whose problems changed. */
  called(worker: string, method: string, time: number, row: number): string[] {
    const end = { worker, method, time, row, problem: undefined };
    const caller = this.#remoteCalls.hear('method', end);
    if (caller === undefined) return [];
    this.#echoes.link(row, caller.row);
    return this.#link(caller.problem, caller.row, row);
  }

  /** The row of the method's event. */
  #methodOf({ thrownIn, time, row }: Occurrence, problem: string): number | undefined {
    const end = thrownIn && { ...thrownIn, time, row, problem };
    const method = end && this.#remoteCalls.hear('caller', end);
    if (method !== undefined) this.#echoes.link(row, method.row);
    return method?.row;
  }

  /** What the events since say of each problem; to be asked now and then. @returns files whose problems changed. */
  settle(): string[] {
    const files = new Set<string>();
    for (const [key, before] of this.#problems) {
      const after = this.#settle(key);
      if (after === undefined || after.life === before.life) continue;
      // How many quiet events there were is shown; how often it fails is not.
      const news =
        stageOf(after.life) !== stageOf(before.life) || after.life.watch !== before.life.watch;
      if (news) files.add(before.place.file);
    }
    return [...files];
  }

  /** The user changed what is marked, or took the change back. @returns whether that is news. */
  edit(key: string, change: 'edited' | 'reverted'): boolean {
    return this.#live(key, change === 'edited' ? edited : reverted);
  }

  /** The file was saved: a version that is new from now on may have the edits. @returns whether that is news. */
  save(file: string): boolean {
    const news = [...(this.#byFile.get(file) ?? [])].filter((key) => this.#live(key, saved));
    for (const key of news) this.#orders.get(this.#problems.get(key)?.worker ?? '')?.settle();
    return news.length > 0;
  }

  /** The tail of a Worker begins again after a break. */
  resume(worker: string, time: number): void {
    this.#orders.get(worker)?.resume(time);
  }

  /** @param isHidden which problems have no marker, because the user does not want to see them. */
  hide(isHidden: (problem: Problem) => boolean): void {
    this.#isHidden = isHidden;
  }

  get files(): string[] {
    return [...this.#byFile.keys()];
  }

  /** With a marker: neither cleared nor hidden. */
  in(file: string): Problem[] {
    const problems = [...(this.#byFile.get(file) ?? [])].flatMap((key) => this.get(key) ?? []);
    return problems.filter(
      (problem) => stageOf(problem.life) !== 'cleared' && !this.#isHidden(problem),
    );
  }

  /** Cleared and hidden ones too. */
  get all(): Problem[] {
    return [...this.#problems.values()];
  }

  get(key: string): Problem | undefined {
    return this.#problems.get(key);
  }

  /** Failing events in the file that got no problem, for the bound, since there was room. */
  overflow(file: string): number {
    return this.#overflow.get(file) ?? 0;
  }

  /** The row of the other event of the same failure. */
  linked(row: number): number | undefined {
    return this.#echoes.linked(row);
  }

  clear(): void {
    this.#problems.clear();
    this.#byFile.clear();
    this.#counts.clear();
    this.#echoes.clear();
    this.#remoteCalls.clear();
    this.#overflow.clear();
  }

  /** For the workspace's state: JSON, at most 200 kB, the latest problems first, without values of messages. */
  snapshot(): unknown {
    this.settle();
    return writeSnapshot(this.all, this.#orders);
  }

  /** Into an empty set. What cannot be read is left out. */
  restore(kept: unknown): void {
    const { problems, orders } = readSnapshot(kept);
    for (const [worker, order] of orders) this.#order(worker).restore(order);
    for (const problem of problems) {
      if (this.#problems.has(problem.key) || !this.#makeRoom(problem.place.file)) continue;
      this.#put(problem);
      const newest = problem.life.watch?.since ?? problem.life.failing;
      if (newest !== undefined) this.#order(problem.worker).learn(newest);
      for (const handler of problem.handlers) {
        this.#counts.watch(problem.key, problem.worker, handler);
      }
    }
  }

  #put(problem: Problem): void {
    const { key, place } = problem;
    const before = this.#problems.get(key);
    if (before !== undefined && before.place.file !== place.file) this.#leave(before);
    this.#problems.set(key, problem);
    const there = this.#byFile.get(place.file) ?? new Set();
    this.#byFile.set(place.file, there.add(key));
  }

  #remove(problem: Problem): void {
    this.#problems.delete(problem.key);
    this.#counts.unwatch(problem.key);
    this.#leave(problem);
  }

  #leave({ key, place: { file } }: Problem): void {
    const there = this.#byFile.get(file);
    there?.delete(key);
    if (there?.size === 0) this.#byFile.delete(file);
  }

  /** For one more in this file: what has no marker gives way. */
  #makeRoom(file: string): boolean {
    const inFile = this.#byFile.get(file) ?? new Set<string>();
    if (inFile.size >= this.#limits.inFile) return this.#dropHidden(inFile);
    return this.#problems.size < this.#limits.overall || this.#dropHidden(this.#problems.keys());
  }

  #dropHidden(keys: Iterable<string>): boolean {
    for (const key of keys) {
      const problem = this.#problems.get(key);
      if (problem === undefined) continue;
      if (!this.#isCleared(key) && !this.#isHidden(problem)) continue;
      this.#remove(problem);
      return true;
    }
    return false;
  }

  #isCleared(key: string): boolean {
    const life = this.#problems.get(key)?.life;
    return life !== undefined && stageOf(life) === 'cleared';
  }

  /** Tells a problem of the events since. */
  #settle(key: string): Problem | undefined {
    const problem = this.#problems.get(key);
    if (problem === undefined) return undefined;
    const { failing } = problem.life;
    const newer = failing && this.#orders.get(problem.worker)?.after(failing);
    let life = versionSeen(problem.life, newer);
    for (const { version, times } of this.#counts.take(key)) life = handled(life, version, times);
    if (life === problem.life) return problem;
    const settled = { ...problem, life };
    this.#problems.set(key, settled);
    return settled;
  }

  #live(key: string, change: (life: ProblemLife) => ProblemLife): boolean {
    const problem = this.#settle(key);
    if (problem === undefined) return false;
    const life = change(problem.life);
    if (life === problem.life) return false;
    this.#problems.set(key, { ...problem, life });
    return true;
  }

  #link(key: string | undefined, row: number, also: number): string[] {
    const problem = this.#problems.get(key ?? '');
    if (problem?.row !== row) return [];
    this.#put({ ...problem, also });
    return [problem.place.file];
  }

  /** The caller's event came first and was counted for a problem of its own. */
  #takeBack({ problem: key }: Heard): string[] {
    const problem = this.#problems.get(key ?? '');
    if (problem === undefined) return [];
    if (problem.count > 1) this.#put({ ...problem, count: problem.count - 1 });
    else this.#remove(problem);
    return [problem.place.file];
  }

  #version(worker: string, id: string | undefined, time: number): Version | undefined {
    return id === undefined ? undefined : this.#order(worker).see(id, time);
  }

  #order(worker: string): VersionOrder {
    const known = this.#orders.get(worker);
    if (known !== undefined) return known;
    const order = new VersionOrder();
    // Names come from the stream; a Worker beyond the bound has versions without an order.
    if (this.#orders.size < WORKERS) this.#orders.set(worker, order);
    return order;
  }
}

function merged(
  before: Problem | undefined,
  occurrence: Occurrence & { readonly place: Problem['place'] },
  version: Version | undefined,
  also: number | undefined,
): Problem {
  const { worker, signature, code, outcome, seen, place, callers, thrownIn, row, time } =
    occurrence;
  const id = occurrence.version;
  const handlers = before?.handlers ?? [];
  const handler = occurrence.handler.slice(0, HANDLER_NAME);
  return {
    key: keyOf(occurrence),
    worker,
    signature,
    // An event may hold 256 KiB.
    name: occurrence.name.slice(0, 200),
    message: occurrence.message.slice(0, 4000),
    code,
    outcome,
    seen,
    place,
    callers,
    thrownIn: thrownIn?.method,
    couldBeMapped: occurrence.couldBeMapped,
    row,
    handlers:
      handlers.includes(handler) || handlers.length >= HANDLERS_OF_A_PROBLEM
        ? handlers
        : [...handlers, handler],
    count: (before?.count ?? 0) + 1,
    firstSeen: Math.min(before?.firstSeen ?? time, time),
    lastSeen: Math.max(before?.lastSeen ?? time, time),
    versions: { first: before === undefined ? id : before.versions.first, last: id },
    also,
    life: before === undefined ? firstFailure(version) : failed(before.life, version),
  };
}
