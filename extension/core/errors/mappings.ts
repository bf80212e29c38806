/** A segment of a source map, counted from 0. */
export interface Segment {
  /** Where it starts in its line of the module. */
  readonly start: number;
  readonly source: number;
  readonly line: number;
  readonly column: number;
}

/** Numbers a segment. */
const WIDTH = 4;
const NONE = -1;

/**
 * The segments of a source map as flat numbers: a map may have a million of them, and objects would need six
 * times the memory.
 */
export class Mappings {
  readonly #segments: Int32Array;
  /** By line of the module, the number of its first segment; one more at the end. */
  readonly #lines: readonly number[];

  /**
   * @param text the `mappings` of a map (https://tc39.es/ecma426/#sec-mappings).
   * @throws Error when it is not well formed, or a line's segments are not in order.
   */
  constructor(text: string) {
    const { segments, lines } = decode(text);
    this.#segments = segments;
    this.#lines = lines;
  }

  /** The segment that the position is in; undefined when no source stands behind it. */
  at(line: number, column: number): Segment | undefined {
    const first = this.#lines[line];
    const end = this.#lines[line + 1];
    if (first === undefined || end === undefined) return undefined;
    const segments = this.#segments;
    const columnOf = (index: number): number => segments[index * WIDTH] ?? 0;
    let low = first;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (columnOf(middle) <= column) low = middle + 1;
      else high = middle;
    }
    let index = low - 1;
    if (index < first) return undefined;
    while (index > first && columnOf(index - 1) === columnOf(index)) index--;
    const number = (which: number): number => segments[index * WIDTH + which] ?? NONE;
    const source = number(1);
    if (source === NONE) return undefined;
    return { start: number(0), source, line: number(2), column: number(3) };
  }
}

const COMMA = 44;
const SEMICOLON = 59;
const NO_DIGIT = 0xff;
const DIGITS = digits();

/**
 * One loop over the characters with all state in local variables: with a method for each number it takes half
 * as long again (measured).
 */
function decode(text: string): { segments: Int32Array; lines: readonly number[] } {
  // A segment with a source has four digits at least, and a comma.
  let segments = new Int32Array((Math.ceil(text.length / 5) + 1) * WIDTH);
  let length = 0;
  const lines = [0];
  // Each segment tells the difference to the one before; the column begins anew with each line.
  let column = 0;
  let source = 0;
  let line = 0;
  let original = 0;
  let least = 0;
  let count = 0;
  // A variable-length quantity: five bits a digit, the lowest first, then a sign in the lowest bit.
  let value = 0;
  let shift = 0;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : SEMICOLON;
    if (code !== COMMA && code !== SEMICOLON) {
      const digit = DIGITS[code] ?? NO_DIGIT;
      if (digit === NO_DIGIT || shift > 30) throw malformed(at);
      value |= (digit & 31) << shift;
      if ((digit & 32) !== 0) {
        shift += 5;
        continue;
      }
      const difference = (value & 1) === 0 ? value >>> 1 : -(value >>> 1);
      value = 0;
      shift = 0;
      count++;
      if (count === 1) column += difference;
      else if (count === 2) source += difference;
      else if (count === 3) line += difference;
      else if (count === 4) original += difference;
      // The fifth is a name's, which nobody asks for.
      else if (count > 5) throw malformed(at);
      continue;
    }
    if (shift > 0) throw malformed(at);
    if (count > 0) {
      if (count === 2 || count === 3 || column < least) throw malformed(at);
      if (length === segments.length) {
        const larger = new Int32Array(length * 2);
        larger.set(segments);
        segments = larger;
      }
      segments[length] = column;
      segments[length + 1] = count === 1 ? NONE : source;
      segments[length + 2] = line;
      segments[length + 3] = original;
      length += WIDTH;
      least = column;
      count = 0;
    }
    if (code === SEMICOLON) {
      lines.push(length / WIDTH);
      column = 0;
      least = 0;
    }
  }
  return { segments: segments.subarray(0, length), lines };
}

function malformed(at: number): Error {
  return new Error(`The mappings are not well formed at ${at}.`);
}

/** By character code, the value of a digit of base 64. */
function digits(): Uint8Array {
  const values = new Uint8Array(128).fill(NO_DIGIT);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;
  return values;
}
