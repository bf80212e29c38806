import { zeroBased, type ZeroBased } from '../../shared/position.ts';

/** Where a place of the deployed text is in the text of today. */
export type Drifted =
  /** The line is as it was deployed; it may have moved. */
  | { readonly kind: 'kept'; readonly position: ZeroBased }
  /** The line changed or is gone, or one of several alike. `near` is for a marker, never for an edit. */
  | { readonly kind: 'changed'; readonly near: ZeroBased }
  /** The texts are too large or too different to compare, or the place is not in the deployed text. */
  | { readonly kind: 'unknown' };

/** @param position in the deployed text, columns in UTF-16 units. */
export type Drift = (position: ZeroBased) => Drifted;

const MOST_LINES = 50_000;
const DEEPEST = 16;

/** In `match`: what is not the number of a line today. */
const CHANGED = -1;
const UNKNOWN = -2;

/**
 * Compares line by line; line ends, a byte order mark and spaces at the end of a line do not count. A line
 * is kept when it lies, unbroken, beside one that is alone of its kind in both texts ("patience diff"); the
 * shortest diff would also pair lines that are merely alike, such as a bracket, and a pair that is wrong is
 * worse here than none. Work is bounded by `DEEPEST` passes over the lines.
 *
 * @see https://bramcohen.livejournal.com/73318.html patience diff, by its author
 */
export function measureDrift(deployed: string, present: string): Drift {
  const before = linesOf(deployed);
  const after = linesOf(present);
  const match =
    before.length > MOST_LINES || after.length > MOST_LINES
      ? deployed === present
        ? Int32Array.from(before.keys())
        : new Int32Array(before.length).fill(UNKNOWN)
      : new Alignment(before, after).match;
  return ({ line, column }) => {
    const text = before[line];
    if (text === undefined || column > text.length) return { kind: 'unknown' };
    const there = match[line] ?? UNKNOWN;
    if (there === UNKNOWN) return { kind: 'unknown' };
    if (there !== CHANGED) return { kind: 'kept', position: zeroBased(there, column) };
    return { kind: 'changed', near: zeroBased(nearest(match, line, after.length), 0) };
  };
}

/** The same distance from the kept line above, but not beyond the kept line below. */
function nearest(match: Int32Array, line: number, length: number): number {
  let above = line;
  while (above >= 0 && (match[above] ?? CHANGED) < 0) above--;
  let below = line;
  while (below < match.length && (match[below] ?? CHANGED) < 0) below++;
  const end = below < match.length ? (match[below] ?? length) : length;
  const start = above < 0 ? 0 : (match[above] ?? 0) + 1;
  return Math.max(0, Math.min(start + line - above - 1, Math.max(start, end - 1), length - 1));
}

/** As the editor splits them. */
function linesOf(text: string): string[] {
  return text
    .replace(/^\uFEFF/, '')
    .split(/\r\n|\r|\n/)
    .map((line) => line.trimEnd());
}

/** A stretch of both texts, the ends excluded. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly fromAfter: number;
  readonly toAfter: number;
}

class Alignment {
  /** By line before: its line after, or CHANGED or UNKNOWN. */
  readonly match: Int32Array;
  /** Lines as numbers: equal lines have equal ones. */
  readonly #before: Uint32Array;
  readonly #after: Uint32Array;
  /** By number of a line, while a stretch is looked at: how often it occurs there, and where last. */
  readonly #count: Uint32Array;
  readonly #countAfter: Uint32Array;
  readonly #placeAfter: Uint32Array;

  constructor(before: readonly string[], after: readonly string[]) {
    const numbers = new Map<string, number>();
    const numbered = (lines: readonly string[]): Uint32Array =>
      Uint32Array.from(lines, (line) => {
        const known = numbers.get(line) ?? numbers.size;
        numbers.set(line, known);
        return known;
      });
    this.#before = numbered(before);
    this.#after = numbered(after);
    this.#count = new Uint32Array(numbers.size);
    this.#countAfter = new Uint32Array(numbers.size);
    this.#placeAfter = new Uint32Array(numbers.size);
    this.match = new Int32Array(before.length).fill(CHANGED);
    this.#align({ from: 0, to: before.length, fromAfter: 0, toAfter: after.length }, DEEPEST);
  }

  #align(stretch: Stretch, depth: number): void {
    const rest = this.#trim(stretch);
    if (rest.from === rest.to || rest.fromAfter === rest.toAfter) return;
    if (depth === 0) {
      this.match.fill(UNKNOWN, rest.from, rest.to);
      return;
    }
    const anchors = longestRising(this.#anchors(rest));
    if (anchors.length === 0) return;
    let { from, fromAfter } = rest;
    for (const [line, lineAfter] of [...anchors, [rest.to, rest.toAfter] as const]) {
      this.#align({ from, to: line, fromAfter, toAfter: lineAfter }, depth - 1);
      if (line === rest.to) break;
      this.match[line] = lineAfter;
      from = line + 1;
      fromAfter = lineAfter + 1;
    }
  }

  /** Pairs equal lines at both ends. @returns what is between. */
  #trim({ from, to, fromAfter, toAfter }: Stretch): Stretch {
    while (from < to && fromAfter < toAfter && this.#before[from] === this.#after[fromAfter]) {
      this.match[from++] = fromAfter++;
    }
    while (from < to && fromAfter < toAfter && this.#before[to - 1] === this.#after[toAfter - 1]) {
      this.match[--to] = --toAfter;
    }
    return { from, to, fromAfter, toAfter };
  }

  /** Lines that occur once in the stretch of each text, in the order before. */
  #anchors({ from, to, fromAfter, toAfter }: Stretch): (readonly [number, number])[] {
    const before = this.#before.subarray(from, to);
    const after = this.#after.subarray(fromAfter, toAfter);
    for (const line of before) this.#count[line] = (this.#count[line] ?? 0) + 1;
    after.forEach((line, index) => {
      this.#countAfter[line] = (this.#countAfter[line] ?? 0) + 1;
      this.#placeAfter[line] = fromAfter + index;
    });
    const anchors: (readonly [number, number])[] = [];
    before.forEach((line, index) => {
      if (this.#count[line] !== 1 || this.#countAfter[line] !== 1) return;
      anchors.push([from + index, this.#placeAfter[line] ?? 0]);
    });
    for (const line of before) this.#count[line] = 0;
    for (const line of after) this.#countAfter[line] = 0;
    return anchors;
  }
}

/** The longest selection in which the second numbers rise too (patience sorting). */
function longestRising(
  pairs: readonly (readonly [number, number])[],
): (readonly [number, number])[] {
  /** By length of a selection: the index of its last pair, the lowest there is. */
  const tops: number[] = [];
  const previous = new Int32Array(pairs.length);
  pairs.forEach(([, place], index) => {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[tops[middle] ?? 0]?.[1] ?? 0) < place) low = middle + 1;
      else high = middle;
    }
    previous[index] = tops[low - 1] ?? -1;
    tops[low] = index;
  });
  const rising: (readonly [number, number])[] = [];
  for (let index = tops.at(-1) ?? -1; index >= 0; index = previous[index] ?? -1) {
    const pair = pairs[index];
    if (pair !== undefined) rising.push(pair);
  }
  return rising.reverse();
}
