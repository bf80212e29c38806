import { JsonFramer, type Framer, type FrameSink } from '../../extension/core/tail/jsonFramer.ts';
import { nodeBytes } from '../../extension/host/platform.ts';

/** What a framer gave, in order. */
export type Frame =
  { readonly object: unknown } | { readonly noise: string } | { readonly broken: string };

interface FrameOptions {
  /** Of a chunk. */
  readonly size?: number;
  readonly limit?: number;
  /** A JsonFramer if it does not say. */
  readonly framer?: (sink: FrameSink, limit: number | undefined) => Framer;
}

export function frames(input: string | Uint8Array, options: FrameOptions = {}): Frame[] {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const found: Frame[] = [];
  const {
    size = bytes.length,
    limit,
    framer: make = (sink: FrameSink) => new JsonFramer(nodeBytes, sink, limit),
  } = options;
  const framer = make(
    {
      object: (object) => void found.push({ object }),
      noise: (noise) => void found.push({ noise }),
      broken: (broken) => void found.push({ broken }),
    },
    limit,
  );
  for (let at = 0; at < bytes.length; at += size) framer.push(bytes.subarray(at, at + size));
  framer.end();
  return found;
}
