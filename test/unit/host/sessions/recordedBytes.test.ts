import assert from 'node:assert/strict';
import { test } from 'node:test';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { recordedBytes } from '../../../../extension/host/sessions/recordedBytes.ts';
import { UserError } from '../../../../extension/host/userErrors.ts';

async function* chunked(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) {
    yield await Promise.resolve(bytes.subarray(at, at + size));
  }
}

async function read(bytes: Uint8Array, size = 64 * 1024): Promise<string> {
  const found: Uint8Array[] = [];
  for await (const chunk of recordedBytes(chunked(bytes, size))) found.push(Buffer.from(chunk));
  return Buffer.concat(found).toString('utf8');
}

test('gzip is known by its first bytes, and its members are one text', async () => {
  const text = '{"a":1}\n'.repeat(50_000);
  assert.equal(await read(gzipSync(text)), text);
  assert.equal(
    await read(Buffer.concat([gzipSync('{"a":1}\n'), gzipSync('{"b":2}\n')])),
    '{"a":1}\n{"b":2}\n',
  );
  assert.equal(await read(Buffer.from(text)), text);
  assert.equal(await read(Buffer.alloc(0)), '');
});

test('whatever is packed comes out, at any chunk size', async () => {
  const lines = fc.array(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    { maxLength: 20 },
  );
  await fc.assert(
    fc.asyncProperty(lines, fc.integer({ min: 2, max: 500 }), async (all, size) => {
      const text = all.join('\n');
      assert.equal(await read(gzipSync(text), size), text);
      assert.equal(await read(Buffer.from(text), size), text);
    }),
    { numRuns: 50 },
  );
});

test('UTF-16 of either order becomes UTF-8', async () => {
  const text = '\ufeff{"a":"ä😀"}\n';
  const little = Buffer.from(text, 'utf16le');
  for (const bytes of [little, Buffer.from(little).swap16(), gzipSync(little)]) {
    for (const size of [3, 1000]) assert.equal(await read(bytes, size), text.slice(1));
  }
});

test('what is cut, damaged or no text is said in a sentence', async () => {
  const packed = gzipSync('{"a":1}\n'.repeat(50_000));
  const damaged = Buffer.from(packed).fill(0xff, 12, 40);
  const table: [Uint8Array, RegExp][] = [
    [packed.subarray(0, packed.length / 2), /ends too early/],
    [packed.subarray(0, 5), /ends too early/],
    [damaged, /is damaged/],
    [Buffer.from('PK\u0003\u0004\0\0'), /is no text/],
  ];
  for (const [bytes, sentence] of table) {
    await assert.rejects(read(bytes), (error) => {
      assert.ok(error instanceof UserError);
      assert.match(error.message, sentence);
      return true;
    });
  }
});

test('what was read before the end of a cut file is given', async () => {
  const packed = gzipSync(
    `${'{"a":1}\n'.repeat(1000)}${JSON.stringify(fc.sample(fc.string(), 2000))}`,
  );
  let bytes = 0;
  await assert.rejects(async () => {
    for await (const chunk of recordedBytes(chunked(packed.subarray(0, -200), 1000)))
      bytes += chunk.length;
  });
  assert.ok(bytes >= 8000, String(bytes));
});

test('an error of the disk is told as it is', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(gzipSync('a').subarray(0, 12));
    throw new Error('EIO');
  }
  await assert.rejects(recordedBytes(failing()).next(), /EIO/);
});
