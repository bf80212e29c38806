import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { bodyAfterResponse } from '../../../../../extension/core/fixes/rules/bodyAfterResponse.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const TITLE = 'Read the body before the response is returned';
const message = "Can't read from request stream after response has been sent.";

describe('bodyAfterResponse', () => {
  it('reads the text above waitUntil', () => {
    const fix = checkFix(
      bodyAfterResponse,
      handler(
        'ctx.waitUntil((async () => {',
        '  await env.LOG.send(await ▸request.text());',
        '})());',
        "return new Response('ok');",
      ),
      TITLE,
      handler(
        'const text = await request.text();',
        'ctx.waitUntil((async () => {',
        '  await env.LOG.send(text);',
        '})());',
        "return new Response('ok');",
      ),
      { message },
    );
    assert.equal(fix.safety, 'safe');
  });

  it('reads it above all late work that starts other late work', () => {
    checkFix(
      bodyAfterResponse,
      handler(
        'ctx.waitUntil((async () => {',
        '  ctx.waitUntil((async () => log(await ▸request.text()))());',
        '})());',
        "return new Response('ok');",
      ),
      TITLE,
      handler(
        'const text = await request.text();',
        'ctx.waitUntil((async () => {',
        '  ctx.waitUntil((async () => log(text))());',
        '})());',
        "return new Response('ok');",
      ),
      { message },
    );
  });

  it('reads a clone above waitUntil, with a name that is free', () => {
    checkFix(
      bodyAfterResponse,
      handler(
        'const data = 1;',
        'const copy = request.clone();',
        'ctx.waitUntil((async () => { await env.LOG.send(await ▸copy.json()); })());',
        'return fetch(request);',
      ),
      TITLE,
      handler(
        'const data = 1;',
        'const copy = request.clone();',
        'const text = await copy.text();',
        'ctx.waitUntil((async () => { await env.LOG.send(JSON.parse(text)); })());',
        'return fetch(request);',
      ),
      { message },
    );
  });

  it('parses where it did before, in what catches a bad body', () => {
    const late = (...lines: string[]) => [
      'ctx.waitUntil((async () => {',
      '  try {',
      ...lines.map((line) => `    ${line}`),
      '  } catch (e) {}',
      '})());',
      "return new Response('fine');",
    ];
    const fix = checkFix(
      bodyAfterResponse,
      handler(...late('await env.LOG.send((await ▸request.json()).id);')),
      TITLE,
      handler(
        'const text = await request.text();',
        ...late('await env.LOG.send(JSON.parse(text).id);'),
      ),
      { message },
    );
    assert.equal(fix.safety, 'safe');
    checkFix(
      bodyAfterResponse,
      handler(...late('await env.LOG.send((await ▸request.json<Order>()).id);')),
      TITLE,
      handler(
        'const text = await request.text();',
        ...late('await env.LOG.send((JSON.parse(text) as Order).id);'),
      ),
      { message },
    );
  });

  it('is one variable more of a declaration that makes the clone', () => {
    checkFix(
      bodyAfterResponse,
      handler(
        'const req = request.clone(), p = ctx.waitUntil((async () => log(await ▸req.text()))());',
        'return new Response(p);',
      ),
      TITLE,
      handler(
        'const req = request.clone(), text = await req.text(), p = ctx.waitUntil((async () => log(text))());',
        'return new Response(p);',
      ),
      { message },
    );
  });

  const asked: Record<string, readonly [line: string, after: string]> = {
    'another path passes the request on': [
      'ctx.waitUntil((async () => { await env.LOG.send(await ▸request.text()); })());',
      "if (request.method === 'GET') return fetch(request);",
    ],
    'another path reads the body later': [
      "if (request.method === 'GET') ctx.waitUntil((async () => log(await ▸request.text()))());",
      'else return new Response(await request.text());',
    ],
    'a form may be none': [
      'ctx.waitUntil((async () => log(await ▸request.formData()))());',
      "console.log('sent');",
    ],
  };
  for (const [name, [line, after]] of Object.entries(asked)) {
    it(`asks where ${name}`, () => {
      const [fix] = offeredAt(
        bodyAfterResponse,
        handler(line, after, "return new Response('ok');"),
        { message },
      );
      assert.equal(fix?.safety, 'review');
    });
  }

  it('asks while no error has come', () => {
    const fix = checkFix(
      bodyAfterResponse,
      handler(
        'ctx.waitUntil((async () => { await env.LOG.send(await ▸request.text()); })());',
        "return new Response('ok');",
      ),
      TITLE,
      handler(
        'const text = await request.text();',
        'ctx.waitUntil((async () => { await env.LOG.send(text); })());',
        "return new Response('ok');",
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  const refused: Record<string, string> = {
    'a body that is read before': handler(
      'const text = await ▸request.text();',
      'ctx.waitUntil((async () => { await env.LOG.send(text); })());',
      'return new Response();',
    ),
    'the body of a fetched response': handler(
      'const response = await fetch(env.URL);',
      'ctx.waitUntil((async () => { await env.LOG.send(await ▸response.text()); })());',
      'return new Response();',
    ),
    'a clone that is made in the late function': handler(
      'ctx.waitUntil((async () => { const c = request.clone(); await env.LOG.send(await ▸c.text()); })());',
      'return new Response();',
    ),
    'a handler that cannot wait': `export default {
  fetch(request, env, ctx) {
    ctx.waitUntil((async () => { await env.LOG.send(await ▸request.text()); })());
    return new Response();
  },
};
`,
    'another waitUntil': handler(
      'const queue = { waitUntil() {} };',
      'queue.waitUntil((async () => { await env.LOG.send(await ▸request.text()); })());',
      'return new Response();',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(bodyAfterResponse, before, { message });
    });
  }
});
