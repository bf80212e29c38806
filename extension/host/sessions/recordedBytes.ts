import { pipeline, Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { t } from '../../shared/l10n.ts';
import { UserError } from '../userErrors.ts';

/** A recorded file as UTF-8: unpacked if it is gzip, whatever its name is. @throws UserError when it is no text. */
export async function* recordedBytes(
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  let isFirst = true;
  for await (const chunk of beginningWith(LOOKED_AT, unpacked(source))) {
    if (isFirst) {
      decoder = utf16Of(chunk);
      if (decoder === undefined && chunk.subarray(0, LOOKED_AT).includes(0)) {
        throw new UserError(t('It is no text.'));
      }
    }
    isFirst = false;
    yield decoder === undefined ? chunk : Buffer.from(decoder.decode(chunk, { stream: true }));
  }
}

/** Bytes; a program or a picture has a zero among the first ones. */
const LOOKED_AT = 512;

/** Windows PowerShell's `>` writes UTF-16 with a byte order mark. */
function utf16Of(chunk: Uint8Array): InstanceType<typeof TextDecoder> | undefined {
  if (chunk[0] === 0xff && chunk[1] === 0xfe) return new TextDecoder('utf-16le');
  if (chunk[0] === 0xfe && chunk[1] === 0xff) return new TextDecoder('utf-16be');
  return undefined;
}

async function* unpacked(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const chunks = beginningWith(LOOKED_AT, source);
  const first = await chunks.next();
  if (first.done === true) return;
  const all = withFirst(first.value, chunks);
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
    yield* all;
    return;
  }
  const gunzip = createGunzip({ chunkSize: 64 * 1024 });
  // An error of either side comes out of the loop below.
  pipeline(Readable.from(all), gunzip, () => undefined);
  try {
    const bytes: AsyncIterable<Buffer> = gunzip; // no encoding is set
    for await (const chunk of bytes) yield chunk;
  } catch (error) {
    throw explained(error);
  }
}

async function* withFirst(
  first: Uint8Array,
  rest: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  yield first;
  yield* rest;
}

/** The same bytes; the first chunk has so many of them, or all. */
async function* beginningWith(
  size: number,
  source: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  let head: Uint8Array | undefined = new Uint8Array();
  try {
    for await (const chunk of source) {
      if (head === undefined) {
        yield chunk;
        continue;
      }
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (head.length < size) continue;
      yield head;
      head = undefined;
    }
  } catch (error) {
    if (head !== undefined && head.length > 0) yield head;
    throw error;
  }
  if (head !== undefined && head.length > 0) yield head;
}

function explained(error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'Z_BUF_ERROR') return new UserError(t('The compressed file ends too early.'));
  if (code === 'Z_DATA_ERROR') return new UserError(t('The compressed file is damaged.'));
  return error;
}
