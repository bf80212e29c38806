import type { ByteTools, Framer, FrameSink } from './jsonFramer.ts';

/**
 * Bytes of one JSON document in, the objects at one depth of it out: the elements of an array, which may be one huge
 * line. Only the object that is open is kept. What stands between and above is passed over.
 */
export class ElementFramer implements Framer {
  readonly #bytes: ByteTools;
  readonly #sink: FrameSink;
  readonly #depth: number;
  readonly #limit: number;
  #open = 0;
  #inString = false;
  #escaped = false;
  /** Of the element that is open, what came in the chunks before. */
  #pieces: Uint8Array[] = [];
  #length = 0;
  #inElement = false;

  /** @param depth how many objects and arrays are around an element. @param limit bytes that one may have. */
  constructor(bytes: ByteTools, sink: FrameSink, depth: number, limit = 16 * 1024 * 1024) {
    this.#bytes = bytes;
    this.#sink = sink;
    this.#depth = depth;
    this.#limit = limit;
  }

  push(chunk: Uint8Array): void {
    let start = 0;
    for (let at = 0; at < chunk.length; at++) {
      const byte = chunk[at];
      if (this.#inString) {
        if (this.#escaped) this.#escaped = false;
        else if (byte === BACKSLASH) this.#escaped = true;
        else if (byte === QUOTE) this.#inString = false;
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (byte === OPEN_OBJECT && this.#open === this.#depth) {
          this.#inElement = true;
          start = at;
        }
        this.#open++;
      } else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) {
        this.#open = Math.max(0, this.#open - 1);
        if (this.#inElement && this.#open === this.#depth) {
          this.#close(chunk, start, at + 1);
        }
      }
    }
    if (this.#inElement) this.#keep(chunk, start, chunk.length);
  }

  end(): void {
    if (this.#inElement) this.#sink.broken('unclosed', this.#length);
    this.#forget();
  }

  #keep(chunk: Uint8Array, start: number, end: number): void {
    this.#length += end - start;
    if (this.#length > this.#limit) this.#pieces = [];
    else this.#pieces.push(this.#copy([chunk.subarray(start, end)], end - start));
  }

  #close(chunk: Uint8Array, start: number, end: number): void {
    if (this.#length === 0) this.#give(chunk, start, end);
    else {
      this.#keep(chunk, start, end);
      const length = this.#length;
      if (length > this.#limit) this.#sink.broken('too-long', length);
      else this.#give(this.#copy(this.#pieces, length), 0, length);
    }
    this.#forget();
  }

  #give(bytes: Uint8Array, start: number, end: number): void {
    const text = this.#bytes.decode(bytes, start, end);
    const value = parse(text);
    if (value === undefined) this.#sink.broken('not-json', end - start);
    else this.#sink.object(value, text);
  }

  #forget(): void {
    this.#pieces = [];
    this.#length = 0;
    this.#inElement = false;
  }

  #copy(pieces: readonly Uint8Array[], length: number): Uint8Array {
    const bytes = this.#bytes.allocate(length);
    let at = 0;
    for (const piece of pieces) {
      bytes.set(piece, at);
      at += piece.length;
    }
    return bytes;
  }
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

function parse(text: string): object | undefined {
  try {
    return JSON.parse(text) as object; // it begins with a brace
  } catch {
    return undefined;
  }
}
