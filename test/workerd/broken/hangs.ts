import type { BrokenWorker } from './brokenWorker.ts';
import { handler } from './fragments.ts';

const HUNG = {
  code: 'rt:hung',
  message: /^The Workers runtime canceled this request because it detected that your Worker's code/,
};
const WRITE = 'Write in `ctx.waitUntil()`, so that the answer comes first';

export const hangs: readonly BrokenWorker[] = [
  {
    code: 'rt:hung',
    name: 'events that a function of the file writes before the answer',
    source: `function eventStream() {
  const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
  const writer = writable.getWriter();
  const encoder = new TextEncoder();
  return {
    response: new Response(readable),
    send: (data: string) => writer.write(encoder.encode(data)),
    end: () => writer.close(),
  };
}
${handler(
  `const { response, send, end } = eventStream();
for (const step of ['a', 'b']) {
  await send(step);
}
await end();
return response;`,
  'request: Request',
)}`,
    message: /had hung/,
    title: 'Write in `ctx.waitUntil()`, so that the answer comes first',
    exchange: 'get',
    answer: '200 ab',
  },
  {
    ...HUNG,
    name: 'writes before the answer',
    source: handler(`const { readable, writable } = new TransformStream();
const writer = writable.getWriter();
for (const part of ['a', 'b']) {
  await writer.write(new TextEncoder().encode(part));
}
await writer.close();
return new Response(readable);`),
    title: WRITE,
    exchange: 'get',
    answer: '200 ab',
  },
  {
    ...HUNG,
    name: 'a single write before the answer',
    source: handler(`const stream = new IdentityTransformStream();
const writer = stream.writable.getWriter();
await writer.write(new TextEncoder().encode('a'));
void writer.close();
return new Response(stream.readable);`),
    title: WRITE,
    exchange: 'get',
    answer: '200 a',
  },
];
