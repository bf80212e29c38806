import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { streamWriteOrder } from '../../../../../extension/core/fixes/rules/streamWriteOrder.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (body: string, parameters = 'request, env, ctx') => `export default {
  async fetch(${parameters}) {
${body}
  },
};
`;
const PAIR = '    const { readable, writable } = new TransformStream();\n';
const EVENTS = `function events() {
  const { readable, writable } = new TransformStream();
  const writer = writable.getWriter();
  return {
    response: new Response(readable),
    send: (data) => writer.write(data),
    end() {
      return writer.close();
    },
  };
}
`;
const TITLE = 'Write in `ctx.waitUntil()`, so that the answer comes first';

const fixed: Record<string, [before: string, after: string]> = {
  'what is written': [
    handler(
      `${PAIR}    const writer = writable.getWriter();\n    await ▸writer.write(data);\n    await writer.close();\n    return new Response(readable);`,
    ),
    handler(
      `${PAIR}    const writer = writable.getWriter();\n    ctx.waitUntil((async () => {\n      await writer.write(data);\n      await writer.close();\n    })());\n    return new Response(readable);`,
    ),
  ],
  'a loop that writes': [
    handler(
      '    const stream = new IdentityTransformStream();\n    const writer = stream.writable.getWriter();\n    for (const part of parts) {\n      await ▸writer.write(part);\n    }\n    writer.close();\n    return new Response(stream.readable);',
    ),
    handler(
      '    const stream = new IdentityTransformStream();\n    const writer = stream.writable.getWriter();\n    ctx.waitUntil((async () => {\n      for (const part of parts) {\n        await writer.write(part);\n      }\n      writer.close();\n    })());\n    return new Response(stream.readable);',
    ),
  ],
  'a body that is piped': [
    handler(
      `${PAIR}    const upstream = await fetch(request);\n    ▸await upstream.body.pipeTo(writable);\n    return new Response(readable, upstream);`,
    ),
    handler(
      `${PAIR}    const upstream = await fetch(request);\n    ctx.waitUntil(upstream.body.pipeTo(writable));\n    return new Response(readable, upstream);`,
    ),
  ],
  'a body in brackets': [
    handler(
      `${PAIR}    ▸await (request.body.pipeTo(writable));\n    return new Response(readable);`,
    ),
    handler(
      `${PAIR}    ctx.waitUntil((request.body.pipeTo(writable)));\n    return new Response(readable);`,
    ),
  ],
  'a body where the handler takes no context': [
    handler(
      `${PAIR}    ▸await request.body!.pipeTo(writable);\n    return new Response(readable);`,
      'request',
    ),
    handler(
      `${PAIR}    ctx.waitUntil(request.body!.pipeTo(writable));\n    return new Response(readable);`,
      'request, env, ctx',
    ),
  ],
  'what a function of the file writes': [
    `${EVENTS}${handler(
      '    const { response, send, end } = events();\n    for (const step of steps) {\n      await ▸send(step);\n    }\n    await end();\n    return response;',
    )}`,
    `${EVENTS}${handler(
      '    const { response, send, end } = events();\n    ctx.waitUntil((async () => {\n      for (const step of steps) {\n        await send(step);\n      }\n      await end();\n    })());\n    return response;',
    )}`,
  ],
  'what an object of a function of the file writes': [
    `${EVENTS}${handler('    const stream = events();\n    await ▸stream.send(step);\n    return stream.response;')}`,
    `${EVENTS}${handler('    const stream = events();\n    ctx.waitUntil(stream.send(step));\n    return stream.response;')}`,
  ],
  'lines that end with CRLF': [
    handler(
      `${PAIR}    const writer = writable.getWriter()\n    await ▸writer.write(data)\n    await writer.close()\n    return new Response(readable)`,
    ).replaceAll('\n', '\r\n'),
    handler(
      `${PAIR}    const writer = writable.getWriter()\n    ctx.waitUntil((async () => {\n      await writer.write(data)\n      await writer.close()\n    })())\n    return new Response(readable)`,
    ).replaceAll('\n', '\r\n'),
  ],
};

describe('QF-06 writes before the answer', () => {
  for (const [name, [before, after]] of Object.entries(fixed)) {
    it(`puts off ${name}`, () => {
      assert.equal(checkFix(streamWriteOrder, before, TITLE, after).safety, 'review');
    });
  }

  const refused: Record<string, string> = {
    'writes that nothing waits for': handler(
      `${PAIR}    const writer = writable.getWriter();\n    ▸writer.write(data);\n    writer.close();\n    return new Response(readable);`,
    ),
    'writes in a function of their own': handler(
      `${PAIR}    ctx.waitUntil((async () => {\n      const writer = writable.getWriter();\n      ▸await writer.write(data);\n    })());\n    return new Response(readable);`,
    ),
    'a stream that is read on the spot': handler(
      `${PAIR}    const text = new Response(readable).text();\n    const writer = writable.getWriter();\n    ▸await writer.write(data);\n    return new Response(await text);`,
    ),
    'a value that the answer needs': handler(
      `${PAIR}    const writer = writable.getWriter();\n    const size = ▸await writer.write(data);\n    return new Response(readable, { headers: { size } });`,
    ),
    'an answer among the writes': handler(
      `${PAIR}    const writer = writable.getWriter();\n    ▸await writer.write(data);\n    if (failed) return new Response('failed');\n    await writer.close();\n    return new Response(readable);`,
    ),
    'a text of several lines': handler(
      `${PAIR}    const writer = writable.getWriter();\n    ▸await writer.write(\`a\nb\`);\n    await writer.close();\n    return new Response(readable);`,
    ),
    'a writer of something else': handler(
      `${PAIR}    const writer = env.LOG.getWriter();\n    ▸await writer.write(data);\n    return new Response(readable);`,
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(streamWriteOrder, before);
    });
  }
});
