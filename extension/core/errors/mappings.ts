/** A segment of a source map, counted from 0. */
export interface Segment {
  /** Where it starts in its line of the module. */
  readonly start: number;
  readonly source: number;
  readonly line: number;
  readonly column: number;
}

/** Lets other work run. */
export type Pause = () => Promise<void>;

/** UTF-16 units that are decoded at once: 0.5 ms, 4 before the code is warm (measured). */
const SLICE = 32_000;
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

  private constructor(segments: Int32Array, lines: readonly number[]) {
    this.#segments = segments;
    this.#lines = lines;
  }

  /**
   * @param text the `mappings` of a map (https://tc39.es/ecma426/#sec-mappings).
   * @throws Error when it is not well formed, or a line's segments are not in order.
   */
  static async decode(text: string, pause: Pause): Promise<Mappings> {
    const decoder = new Decoder(text);
    while (decoder.decode(SLICE)) await pause();
    return new Mappings(decoder.segments.subarray(0, decoder.length), decoder.lines);
  }

  /** The segment that the position is in; undefined when no source stands behind it. */
  at(line: number, column: number): Segment | undefined {
    const first = this.#lines[line];
    const end = this.#lines[line + 1];
    if (first === undefined || end === undefined) return undefined;
    const columnOf = (index: number): number => this.#segments[index * WIDTH] ?? 0;
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
    const [start = 0, source = NONE, row = 0, at = 0] = this.#segments.subarray(index * WIDTH);
    return source === NONE ? undefined : { start, source, line: row, column: at };
  }
}

const COMMA = 44;
const SEMICOLON = 59;
const DIGITS = digits();

/** Decodes a text bit by bit. */
class Decoder {
  segments: Int32Array;
  /** Of `segments`, what is used. */
  length = 0;
  readonly lines = [0];
  readonly #text: string;
  #at = 0;
  /** The module's column, then source, line and column: each segment tells the difference to the one before. */
  readonly #fields = [0, 0, 0, 0];

  constructor(text: string) {
    this.#text = text;
    // A segment with a source has four digits at least, and a comma.
    this.segments = new Int32Array((Math.ceil(text.length / 5) + 1) * WIDTH);
  }

  /** @returns whether more is left. */
  decode(units: number): boolean {
    const text = this.#text;
    const end = this.#at + units;
    while (this.#at < text.length && this.#at < end) {
      const code = text.charCodeAt(this.#at);
      if (code === COMMA) this.#at++;
      else if (code === SEMICOLON) {
        this.#at++;
        this.#endLine();
      } else this.#segment();
    }
    if (this.#at < text.length) return true;
    this.#endLine();
    return false;
  }

  #endLine(): void {
    this.lines.push(this.length / WIDTH);
    this.#fields[0] = 0;
  }

  #segment(): void {
    const fields = this.#fields;
    let count = 0;
    for (; count < 5 && !this.#isAtEnd(); count++) {
      const difference = this.#number();
      // The fifth is a name's, which nobody asks for.
      if (count < 4) fields[count] = (fields[count] ?? 0) + difference;
    }
    const isValid = this.#isAtEnd() && (count === 1 || count >= 4);
    const [column = 0, source = 0, line = 0, original = 0] = fields;
    const isFirst = this.lines.at(-1) === this.length / WIDTH;
    if (!isValid || column < (isFirst ? 0 : (this.segments[this.length - WIDTH] ?? 0))) {
      throw new Error(`The mappings are not well formed at ${this.#at}.`);
    }
    if (this.length === this.segments.length) {
      const larger = new Int32Array(this.length * 2);
      larger.set(this.segments);
      this.segments = larger;
    }
    this.segments[this.length++] = column;
    this.segments[this.length++] = count === 1 ? NONE : source;
    this.segments[this.length++] = line;
    this.segments[this.length++] = original;
  }

  #isAtEnd(): boolean {
    const code = this.#text.charCodeAt(this.#at);
    return code === COMMA || code === SEMICOLON || this.#at >= this.#text.length;
  }

  /** A variable-length quantity: five bits a digit, the lowest first, then a sign in the lowest bit. */
  #number(): number {
    let value = 0;
    let shift = 0;
    let digit: number;
    do {
      digit = DIGITS[this.#text.charCodeAt(this.#at++)] ?? 0xff;
      if (digit > 63 || shift > 30)
        throw new Error(`The mappings are not well formed at ${this.#at}.`);
      value |= (digit & 31) << shift;
      shift += 5;
    } while ((digit & 32) !== 0);
    return (value & 1) === 0 ? value >>> 1 : -(value >>> 1);
  }
}

/** By character code, the value of a digit of base 64. */
function digits(): Uint8Array {
  const values = new Uint8Array(128).fill(0xff);
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
  for (let value = 0; value < 64; value++) values[alphabet.charCodeAt(value)] = value;
  return values;
}
