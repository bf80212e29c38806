import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { bufferedBody } from '../../../../../extension/core/fixes/rules/bufferedBody.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const message = 'Memory limit would be exceeded before EOF.';
const TITLE = 'Pass on the stream `upstream.body` instead of reading it into memory';
const REQUEST = 'Pass on the stream `request.body` instead of reading it into memory';

describe('bufferedBody', () => {
  it('passes on the stream, and the variable goes', () => {
    const fix = checkFix(
      bufferedBody,
      handler(
        'const upstream = await fetch(request);',
        'const data = await ▸upstream.arrayBuffer();',
        'return new Response(data, { headers: upstream.headers });',
      ),
      TITLE,
      handler(
        'const upstream = await fetch(request);',
        'return new Response(upstream.body, { headers: upstream.headers });',
      ),
      { message },
    );
    assert.equal(fix.safety, 'safe');
  });

  it('sends the stream on', () => {
    checkFix(
      bufferedBody,
      handler(
        'const body = await ▸request.bytes()',
        "return env.UP.fetch('https://up/', { method: 'PUT', body })",
      ),
      REQUEST,
      handler("return env.UP.fetch('https://up/', { method: 'PUT', body: request.body })"),
      { message },
    );
  });

  it('asks where a text gives the answer its content type', () => {
    const fix = checkFix(
      bufferedBody,
      handler(
        'const upstream = await fetch(request);',
        'return new Response(await ▸upstream.text());',
      ),
      TITLE,
      handler('const upstream = await fetch(request);', 'return new Response(upstream.body);'),
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('asks where the length of the stream must be known', () => {
    const fix = checkFix(
      bufferedBody,
      handler(
        "await env.FILES.put('key', await ▸request.arrayBuffer());",
        'return new Response();',
      ),
      REQUEST,
      handler("await env.FILES.put('key', request.body);", 'return new Response();'),
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('asks where a `try` is there for a body that breaks off', () => {
    const fix = checkFix(
      bufferedBody,
      handler(
        'try { return new Response(await ▸request.arrayBuffer()); }',
        'catch { return new Response(null, { status: 499 }); }',
      ),
      REQUEST,
      handler(
        'try { return new Response(request.body); }',
        'catch { return new Response(null, { status: 499 }); }',
      ),
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('passes on the stream in a turn of a loop that reads it', () => {
    checkFix(
      bufferedBody,
      handler(
        'for (const url of env.URLS) {',
        '  const upstream = await fetch(url);',
        '  const data = await ▸upstream.arrayBuffer();',
        '  if (upstream.ok) return new Response(data);',
        '}',
      ),
      TITLE,
      handler(
        'for (const url of env.URLS) {',
        '  const upstream = await fetch(url);',
        '  if (upstream.ok) return new Response(upstream.body);',
        '}',
      ),
      { message },
    );
  });

  const refused: Record<string, string> = {
    'data that is used twice': handler(
      'const data = await ▸request.arrayBuffer();',
      'return new Response(data, { headers: { size: data.byteLength } });',
    ),
    'data that is changed on its way': handler(
      'const text = await ▸request.text();',
      "return new Response(text.replace('a', 'b'));",
    ),
    'data that a callback uses': handler(
      'const data = await ▸request.arrayBuffer();',
      'return after(() => new Response(data));',
    ),
    'data that is sent again when the first try fails': handler(
      'const body = await ▸request.arrayBuffer();',
      'for (const url of env.URLS) {',
      "  const r = await fetch(url, { method: 'POST', body });",
      '  if (r.ok) return r;',
      '}',
      'return new Response(null, { status: 502 });',
    ),
    'data that is sent until it arrives': handler(
      'const body = await ▸request.bytes();',
      'let r;',
      "do r = await fetch(env.URL, { method: 'POST', body }); while (!r.ok);",
      'return r;',
    ),
    'a declaration of two variables': handler(
      'const data = await ▸request.arrayBuffer(), init = {};',
      'return new Response(data, init);',
    ),
    'a file that is no body': handler(
      'const file = env.files[0];',
      'return new Response(await ▸file.arrayBuffer());',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(bufferedBody, before, { message });
    });
  }

  it('offers nothing while no error has come', () => {
    checkNoFix(bufferedBody, handler('return new Response(await ▸request.arrayBuffer());'));
  });
});
