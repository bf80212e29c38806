import type { FileHandle } from 'node:fs/promises';

/** Bytes of a block: what compresses well, and is read in a moment. */
const ROOM = 256 * 1024;

export interface OnDisk {
  readonly file: SpilledFile;
  readonly at: number;
  readonly length: number;
  readonly compressed: boolean;
}

/** What a block needs to know of its file. */
export interface SpilledFile {
  readonly handle: Promise<FileHandle>;
}

/** Some sixty events in a row: their bytes, until they are on disk, and where each ends. */
export class SpillBlock {
  /** Id of the first event. */
  readonly first: number;
  #buffer: Buffer | undefined;
  #used = 0;
  #ends: number[] | Uint32Array = [];
  #count = 0;
  #place: OnDisk | undefined;

  constructor(first: number, text: string) {
    this.first = first;
    this.#buffer = Buffer.allocUnsafeSlow(Math.max(ROOM, Buffer.byteLength(text)));
    this.add(text);
  }

  /** Id behind that of the last event. */
  get end(): number {
    return this.first + this.#count;
  }

  /** Undefined when they are on disk, or lost. */
  get bytes(): Buffer | undefined {
    return this.#buffer?.subarray(0, this.#used);
  }

  get place(): OnDisk | undefined {
    return this.#place;
  }

  /** @returns whether there was room for it. */
  add(text: string): boolean {
    const buffer = this.#buffer;
    if (buffer === undefined || !Array.isArray(this.#ends)) return false;
    // Three bytes a unit at most; to count them takes as long as to write them.
    const left = buffer.length - this.#used;
    if (text.length * 3 > left && Buffer.byteLength(text) > left) return false;
    this.#used += buffer.write(text, this.#used);
    this.#ends.push(this.#used);
    this.#count++;
    return true;
  }

  /** @param bytes of the whole block. */
  text(id: number, bytes: Buffer): string {
    const index = id - this.first;
    return bytes.toString('utf8', index === 0 ? 0 : this.#ends[index - 1], this.#ends[index]);
  }

  stored(place: OnDisk): void {
    this.#place = place;
    this.#buffer = undefined;
    this.#ends = Uint32Array.from(this.#ends);
  }

  lose(): void {
    this.#buffer = undefined;
    this.#ends = new Uint32Array();
  }
}
