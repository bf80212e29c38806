import { JsonFramer } from '../../extension/core/tail/jsonFramer.ts';
import { nodeBytes } from '../../extension/host/platform.ts';

/** What a framer gave, in order. */
export type Frame =
  { readonly object: unknown } | { readonly noise: string } | { readonly broken: string };

export function frames(
  input: string | Uint8Array,
  options: { readonly size?: number; readonly limit?: number } = {},
): Frame[] {
  const bytes = typeof input === 'string' ? Buffer.from(input) : input;
  const found: Frame[] = [];
  const framer = new JsonFramer(
    nodeBytes,
    {
      object: (object) => void found.push({ object }),
      noise: (noise) => void found.push({ noise }),
      broken: (broken) => void found.push({ broken }),
    },
    options.limit,
  );
  const size = options.size ?? bytes.length;
  for (let at = 0; at < bytes.length; at += size) framer.push(bytes.subarray(at, at + size));
  framer.end();
  return found;
}
