import { setImmediate } from 'node:timers/promises';
import type { Framer } from '../../core/tail/jsonFramer.ts';

/** Bytes that are read between two looks at the clock: a few ms, even of small events. */
const PIECE = 8 * 1024;
/** ms, until others have their turn. */
const SLICE = 5;

/** Gives all of a file to the framer, and the host to others in between. @param signal ends it early. */
export async function inPieces(
  chunks: AsyncIterable<Uint8Array>,
  framer: Framer,
  signal: AbortSignal,
): Promise<void> {
  let since = performance.now();
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PIECE) {
      if (signal.aborted) return;
      framer.push(chunk.subarray(at, at + PIECE));
      if (performance.now() - since < SLICE) continue;
      await setImmediate();
      since = performance.now();
    }
  }
  framer.end();
}
