import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { decided, identify } from '../../extension/core/catalog/identify.ts';
import { TailedWorker } from './tailedWorker.ts';

const worker = new TailedWorker();
after(() => worker.dispose());

/** What code does with streams and arguments, and the entry that its error must have. */
const FAILURES: readonly (readonly [key: string, code: string])[] = [
  ['rt:writer-locked', 'const s = new WritableStream(); s.getWriter(); s.getWriter();'],
  [
    'rt:stream-released',
    'const r = new ReadableStream().getReader(); r.releaseLock(); await r.read();',
  ],
  [
    'rt:stream-in-flight',
    'const r = new IdentityTransformStream().readable.getReader(); r.read(); await r.read();',
  ],
  [
    'rt:stream-closed',
    "const w = new WritableStream().getWriter(); await w.close(); await w.write('x');",
  ],
  [
    'rt:controller-closed',
    "new ReadableStream({ start(c) { c.close(); try { c.enqueue('x'); } catch (error) { caught(error); } } });",
  ],
  [
    'rt:stream-not-bytes',
    "await new Response(new ReadableStream({ start(c) { c.enqueue('x'); c.close(); } })).text();",
  ],
  [
    'rt:stream-not-bytes/written',
    'await new IdentityTransformStream().writable.getWriter().write({});',
  ],
  [
    'rt:fixed-length',
    "const f = new FixedLengthStream(2); const text = new Response(f.readable).text(); await new Response('a').body.pipeTo(f.writable); await text;",
  ],
  [
    'rt:identity-pipe',
    'await new IdentityTransformStream().readable.pipeTo(new IdentityTransformStream().writable);',
  ],
  [
    'rt:byob-read',
    "await new Response('a').body.getReader({ mode: 'byob' }).read(new Uint8Array(0));",
  ],
  ['rt:byob-unsupported', "new ReadableStream().getReader({ mode: 'byob' });"],
  [
    'rt:buffer-detached',
    "const b = new ArrayBuffer(4); await new Response('a').body.getReader({ mode: 'byob' }).read(new Uint8Array(b)); new Uint8Array(b);",
  ],
  ['rt:compression', "new CompressionStream('br');"],
  [
    'rt:compression/incomplete',
    "const d = new DecompressionStream('gzip'); d.writable.close().catch(() => {}); await new Response(d.readable).text();",
  ],
  ['rt:stream-source', "new ReadableStream({ type: 'x' });"],
  ['rt:argument-type', 'crypto.getRandomValues(5);'],
  ['rt:class-without-new', 'Headers();'],
  ['rt:number-range', 'new FixedLengthStream(-1);'],
  ['rt:too-many-timeouts', 'for (let count = 0; count < 20_000; count++) setTimeout(() => {}, 1);'],
];

test('what workerd says of streams and arguments has the entry that explains it', async () => {
  const steps = FAILURES.map(
    ([, code]) => `async (caught: (error: unknown) => void) => { ${code} }`,
  );
  const url = await worker.deploy(`// @ts-nocheck
    const steps = [${steps.join(',\n')}];
    export default {
      async fetch() {
        const messages = [];
        for (const step of steps) {
          let said = '';
          try { await step((error) => { said = error.message; }); } catch (error) { said = error.message; }
          messages.push(said);
        }
        return Response.json(messages);
      },
    };`);
  const messages: unknown = await (await fetch(url)).json();
  assert.ok(Array.isArray(messages));
  const found = messages.map((message) => decided(identify(String(message), 'exception')));
  assert.deepEqual(
    found.map((meaning) => meaning?.entry.key),
    FAILURES.map(([key]) => key),
  );
});
