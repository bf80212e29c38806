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
