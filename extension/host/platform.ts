import type { ByteTools } from '../core/tail/jsonFramer.ts';
import type { Timers } from '../core/tail/batcher.ts';

/** What the core needs of Node. */

export const nodeBytes: ByteTools = {
  // Not from the shared pool, of which a kept piece would hold the whole.
  allocate: (size) => Buffer.allocUnsafeSlow(size),
  indexOf: (bytes, needle, from) => buffer(bytes).indexOf(needle, from),
  decode: (bytes, start, end) => buffer(bytes).toString('utf8', start, end),
};

function buffer(bytes: Uint8Array): Buffer {
  return Buffer.isBuffer(bytes)
    ? bytes
    : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

export const nodeTimers: Timers = {
  after(delay, run) {
    if (delay <= 0) {
      const immediate = setImmediate(run);
      return { dispose: () => clearImmediate(immediate) };
    }
    const timer = setTimeout(run, delay);
    return { dispose: () => clearTimeout(timer) };
  },
  now: () => Date.now(),
};
