import type { Place } from './locate.ts';

/** Equal failures at one place: one marker, with a count. Plain data; the host makes a diagnostic of it. */
export interface Problem {
  readonly worker: string;
  readonly name: string;
  readonly message: string;
  /** Namespaced, such as `rt:immutable-headers`. */
  readonly code: string;
  readonly place: Place;
  /** Further own frames, the innermost first. */
  readonly callers: readonly Place[];
  readonly count: number;
  /** ms since the epoch. */
  readonly lastSeen: number;
  /** Row of the latest event. */
  readonly row: number;
}

/** One failure, placed. */
export type Occurrence = Omit<Problem, 'count'>;

/** Problems by file. Bounded: at most `limit` markers; what comes after is counted. */
export class ProblemSet {
  readonly #limit: number;
  readonly #byFile = new Map<string, Map<string, Problem>>();
  #size = 0;
  #overflow = 0;

  constructor(limit = 2000) {
    this.#limit = limit;
  }

  /** Failures without a marker, for the bound. */
  get overflow(): number {
    return this.#overflow;
  }

  get files(): string[] {
    return [...this.#byFile.keys()];
  }

  /** @returns whether the problem is new; undefined when it found no room. */
  add(occurrence: Occurrence): boolean | undefined {
    const { file, position } = occurrence.place;
    const key = [
      occurrence.worker,
      occurrence.code,
      occurrence.name,
      position.line,
      position.column,
    ].join('\n');
    const problems = this.#byFile.get(file) ?? new Map<string, Problem>();
    const known = problems.get(key);
    if (known === undefined && this.#size >= this.#limit) {
      this.#overflow++;
      return undefined;
    }
    if (known === undefined) this.#size++;
    problems.set(key, { ...occurrence, count: (known?.count ?? 0) + 1 });
    this.#byFile.set(file, problems);
    return known === undefined;
  }

  in(file: string): Problem[] {
    return [...(this.#byFile.get(file)?.values() ?? [])];
  }

  clear(): void {
    this.#byFile.clear();
    this.#size = 0;
    this.#overflow = 0;
  }
}
