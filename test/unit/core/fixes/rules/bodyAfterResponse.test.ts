import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { bodyAfterResponse } from '../../../../../extension/core/fixes/rules/bodyAfterResponse.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

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
        'const json = await copy.json();',
        'ctx.waitUntil((async () => { await env.LOG.send(json); })());',
        'return fetch(request);',
      ),
      { message },
    );
  });

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
