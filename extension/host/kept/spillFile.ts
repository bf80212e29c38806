import { randomUUID } from 'node:crypto';
import { mkdir, open, rm } from 'node:fs/promises';
import * as path from 'node:path';
import type { Spill } from '../../core/kept/spill.ts';
import { compress, decompress } from './blockCodec.ts';
import { SpillBlock, type SpilledFile } from './spillBlock.ts';

/** Files that share the room; the oldest one is removed when there is none left. */
const FILES = 32;
/** Blocks that wait for the disk, at most: 16 MB. */
const WAITING = 64;
/** Blocks that wait while there is time to make them smaller. */
const TIME_TO_COMPRESS = 4;
/** Blocks that were read and may be asked for again. */
const READ = 8;

/**
 * The texts of kept events in files of this window: written in blocks, behind the stream, and read back when somebody
 * opens an event. When the disk refuses, this is told once, and events go on without their details.
 */
export class SpillFile implements Spill {
  readonly #folder: string;
  readonly #maxBytes: () => number;
  readonly #failed: (error: unknown) => void;
  /** Oldest first. The last one is being filled. */
  readonly #blocks: SpillBlock[] = [];
  readonly #files: File[] = [];
  #oldest = 0;
  readonly #waiting: SpillBlock[] = [];
  #writing: Promise<void> | undefined;
  #hasFailed = false;
  #isClosed = false;
  #isMade = false;
  readonly #read = new Map<SpillBlock, Buffer>();

  /** @param parent holds a folder of each window. @param failed is told of the first failure. */
  constructor(parent: string, maxBytes: () => number, failed: (error: unknown) => void) {
    this.#folder = path.join(parent, `${process.pid}-${randomUUID()}`);
    this.#maxBytes = maxBytes;
    this.#failed = failed;
  }

  get oldest(): number {
    return this.#oldest;
  }

  write(id: number, text: string): void {
    const open = this.#blocks.at(-1);
    if (open?.add(text) === true) return;
    if (open !== undefined) this.#seal(open);
    const made = new SpillBlock(id, text);
    this.#blocks.push(made);
  }

  async read(id: number): Promise<string | undefined> {
    const block = this.#blockOf(id);
    if (block === undefined) return undefined;
    try {
      const bytes = block.bytes ?? this.#read.get(block) ?? (await this.#load(block));
      return bytes === undefined ? undefined : block.text(id, bytes);
    } catch (error) {
      this.#fail(error);
      return undefined;
    }
  }

  forget(before: number): void {
    this.#oldest = Math.max(this.#oldest, before);
    const kept = this.#blocks.findIndex(({ end }) => end > before);
    const gone = this.#blocks.splice(0, kept < 0 ? this.#blocks.length : kept);
    for (const block of gone) this.#read.delete(block);
    // What was cleared made room, perhaps.
    if (this.#blocks.length === 0) this.#hasFailed = false;
    while (this.#files[0] !== undefined && this.#files[0].end <= before) this.#removeOldestFile();
  }

  /** Resolves when all that is full is on disk. */
  async flushed(): Promise<void> {
    while (this.#writing !== undefined) await this.#writing;
  }

  async dispose(): Promise<void> {
    this.#isClosed = true;
    await this.flushed();
    await Promise.all(this.#files.map(async (file) => (await file.handle).close()));
    if (this.#isMade) await rm(this.#folder, { recursive: true, force: true });
  }

  #blockOf(id: number): SpillBlock | undefined {
    let low = 0;
    let high = this.#blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#blocks[middle]?.first ?? Infinity) <= id) low = middle;
      else high = middle - 1;
    }
    const block = this.#blocks[low];
    return block !== undefined && id >= block.first && id < block.end ? block : undefined;
  }

  #seal(block: SpillBlock): void {
    if (this.#hasFailed || this.#isClosed || this.#waiting.length >= WAITING) {
      if (!this.#hasFailed) this.#fail(new Error('The disk is slower than the stream.'));
      block.lose();
      return;
    }
    this.#waiting.push(block);
    this.#writing ??= this.#writeAll().finally(() => {
      this.#writing = undefined;
    });
  }

  async #writeAll(): Promise<void> {
    for (let block = this.#waiting.shift(); block !== undefined; block = this.#waiting.shift()) {
      try {
        await this.#writeBlock(block);
      } catch (error) {
        block.lose();
        this.#fail(error);
      }
    }
  }

  async #writeBlock(block: SpillBlock): Promise<void> {
    const { bytes } = block;
    if (bytes === undefined || block.end <= this.#oldest) return;
    const small = this.#waiting.length < TIME_TO_COMPRESS ? await compress(bytes) : undefined;
    const written = small ?? bytes;
    const file = await this.#fileFor(written.length);
    const handle = await file.handle;
    const at = file.length;
    await handle.write(written, 0, written.length, at);
    file.length += written.length;
    file.end = block.end;
    block.stored({ file, at, length: written.length, compressed: small !== undefined });
    this.#limit();
  }

  async #fileFor(length: number): Promise<File> {
    const last = this.#files.at(-1);
    if (last !== undefined && last.length + length <= this.#maxBytes() / FILES) return last;
    if (!this.#isMade) await mkdir(this.#folder, { recursive: true });
    this.#isMade = true;
    const name = path.join(this.#folder, `${randomUUID()}.events`);
    const made = { name, handle: open(name, 'w+'), length: 0, end: 0 };
    await made.handle;
    this.#files.push(made);
    return made;
  }

  /** Makes room: the oldest file goes, and with it its events. */
  #limit(): void {
    const total = this.#files.reduce((sum, { length }) => sum + length, 0);
    const [first, second] = this.#files;
    if (total > this.#maxBytes() && first !== undefined && second !== undefined) {
      this.#oldest = Math.max(this.#oldest, first.end);
    }
  }

  #removeOldestFile(): void {
    const file = this.#files.shift();
    if (file === undefined) return;
    void file.handle
      .then((handle) => handle.close())
      .then(() => rm(file.name, { force: true }))
      .catch((error: unknown) => this.#fail(error));
  }

  async #load(block: SpillBlock): Promise<Buffer | undefined> {
    const place = block.place;
    if (place === undefined) return undefined;
    const stored = Buffer.allocUnsafeSlow(place.length);
    const { bytesRead } = await (await place.file.handle).read(stored, 0, place.length, place.at);
    if (bytesRead < place.length) throw new Error('The file with the events was cut.');
    const bytes = place.compressed ? decompress(stored) : stored;
    this.#read.set(block, bytes);
    const [oldest] = this.#read.keys();
    if (this.#read.size > READ && oldest !== undefined) this.#read.delete(oldest);
    return bytes;
  }

  #fail(error: unknown): void {
    if (this.#hasFailed || this.#isClosed) return;
    this.#hasFailed = true;
    this.#failed(error);
  }
}

interface File extends SpilledFile {
  readonly name: string;
  length: number;
  /** Id behind that of the last event in it. */
  end: number;
}
