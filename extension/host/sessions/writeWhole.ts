import { randomBytes } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import * as path from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { setImmediate } from 'node:timers/promises';

/**
 * Writes a file as a whole or not at all: under another name beside it, which becomes its own at the end.
 *
 * @param gzip whether it is compressed. @throws AbortError when the signal ended it, and what writing throws.
 */
export async function writeWhole(
  file: string,
  texts: AsyncIterable<string>,
  gzip: boolean,
  signal: AbortSignal,
): Promise<void> {
  const unfinished = path.join(
    path.dirname(file),
    `.${path.basename(file)}.${randomBytes(6).toString('hex')}`,
  );
  // `flush`: the new name must not come to the disk before the text.
  const target = createWriteStream(unfinished, { flags: 'wx', flush: true });
  const source = Readable.from(inSlices(texts));
  try {
    await (gzip
      ? pipeline(source, createGzip(), target, { signal })
      : pipeline(source, target, { signal }));
    signal.throwIfAborted();
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

/** Characters; a write for each event would cost more than the event. */
const BLOCK = 64 * 1024;
/** ms, until others have their turn. */
const SLICE = 5;

/** Blocks of text, and the host to others in between. */
async function* inSlices(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let block = '';
  let since = performance.now();
  for await (const text of texts) {
    block += text;
    if (block.length >= BLOCK) {
      yield Buffer.from(block);
      block = '';
    }
    if (performance.now() - since < SLICE) continue;
    await setImmediate();
    since = performance.now();
  }
  if (block !== '') yield Buffer.from(block);
}
