import type { RowKind, Tone } from '../../shared/row.ts';

/**
 * What an event has in common with many others. Real streams have few such combinations, so each is kept once,
 * events name theirs by number, and a filter judges a combination instead of each event.
 */
export interface Facets {
  readonly kind: RowKind;
  readonly tone: Tone;
  readonly failing: boolean;
  /** Has a failure that was logged, and did not fail. */
  readonly logged: boolean;
  /** Index into the timeline's Workers. */
  readonly worker: number;
  readonly outcome: string;
  /** HTTP status of the answer, 0 when there is none. */
  readonly status: number;
  /** Of a request or of a remote call. */
  readonly method: string;
  readonly entrypoint: string;
  readonly version: string;
  /** The chip of the row. */
  readonly code: string;
  /** All codes, separated by line ends. */
  readonly codes: string;
  /** Levels of the console calls, separated by line ends. */
  readonly levels: string;
  /** What the text of the row is. */
  readonly said: Said;
  /** When it happened is told; else it stands where it came. */
  readonly timed: boolean;
  /** Past the bound of combinations: texts are left out, only the event itself has them. */
  readonly partial: boolean;
}

export type Said = 'nothing' | 'error' | 'log' | 'other';

/** Numbers for values, the first from 0. What comes past the bound shares the last number, and is not told apart. */
export class Dictionary<T> {
  readonly #numbers = new Map<string, number>();
  readonly #values: T[] = [];
  readonly #most: number;

  /** @param most values that are told apart. */
  constructor(most: number) {
    this.#most = most;
  }

  /** @param key equal for equal values. @returns its number; `most` past the bound. */
  numberOf(key: string, value: () => T): number {
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    if (this.#values.length >= this.#most) return this.#most;
    this.#numbers.set(key, this.#values.length);
    this.#values.push(value());
    return this.#values.length - 1;
  }

  /** Numbers below it may be in use. */
  get end(): number {
    const { length } = this.#values;
    return length < this.#most ? length : this.#most + 1;
  }

  /** By number; the number `most` has none. */
  get values(): readonly T[] {
    return this.#values;
  }
}

/** Numbers fit 16 bits. */
export const MOST_VALUES = 0xffff;

/** Combinations that are told apart; the numbers above are for partial ones, of which there are few by nature. */
const MOST_FACETS = 0xf000;

/** The combinations that occur, by number. */
export class FacetTable {
  readonly #whole = new Dictionary<Facets>(MOST_FACETS);
  readonly #partial = new Dictionary<Facets>(MOST_VALUES - MOST_FACETS);
  readonly #recent: { readonly facets: Facets; readonly number: number }[] = [];
  #turn = 0;

  numberOf(facets: Facets): number {
    // Nearly every event is like one of the last few, and to compare them takes a fifth of making a key.
    for (let index = 0; index < this.#recent.length; index++) {
      const recent = this.#recent[index];
      if (recent !== undefined && isSame(recent.facets, facets)) return recent.number;
    }
    const number = this.#find(facets);
    this.#recent[this.#turn] = { facets, number };
    this.#turn = (this.#turn + 1) % RECENT;
    return number;
  }

  #find(facets: Facets): number {
    const number = this.#whole.numberOf(keyOf(facets), () => facets);
    if (number < MOST_FACETS) return number;
    const partial = { ...facets, ...LEFT_OUT };
    return MOST_FACETS + this.#partial.numberOf(keyOf(partial), () => partial);
  }

  /** Numbers below it may be in use. */
  get end(): number {
    const { length } = this.#partial.values;
    return length > 0 ? MOST_FACETS + length : this.#whole.values.length;
  }

  get(number: number): Facets {
    const values = number < MOST_FACETS ? this.#whole.values : this.#partial.values;
    return values[number < MOST_FACETS ? number : number - MOST_FACETS] ?? UNKNOWN;
  }
}

const RECENT = 16;

function isSame(one: Facets, other: Facets): boolean {
  return (
    one.status === other.status &&
    one.tone === other.tone &&
    one.kind === other.kind &&
    one.worker === other.worker &&
    one.method === other.method &&
    one.code === other.code &&
    one.outcome === other.outcome &&
    one.said === other.said &&
    one.entrypoint === other.entrypoint &&
    one.version === other.version &&
    one.levels === other.levels &&
    one.codes === other.codes &&
    one.failing === other.failing &&
    one.logged === other.logged &&
    one.timed === other.timed
  );
}

const LEFT_OUT = {
  outcome: '',
  status: 0,
  method: '',
  entrypoint: '',
  version: '',
  code: '',
  codes: '',
  levels: '',
  partial: true,
} as const;

const UNKNOWN: Facets = {
  kind: 'other',
  tone: 'normal',
  failing: false,
  logged: false,
  worker: 0,
  said: 'nothing',
  timed: true,
  ...LEFT_OUT,
};

function keyOf(facets: Facets): string {
  const { kind, tone, failing, logged, worker, outcome, status, method } = facets;
  const { entrypoint, version, code, codes, levels, said, timed } = facets;
  return `${kind} ${tone} ${failing} ${logged} ${worker} ${status} ${said} ${timed} ${outcome}\t${method}\t${entrypoint}\t${version}\t${code}\t${codes}\t${levels}`;
}
