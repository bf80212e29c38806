import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { uncheckedJson } from '../../../../../extension/core/fixes/rules/uncheckedJson.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = 'Unexpected token \'<\', "<html>" is not valid JSON';
const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;

describe('uncheckedJson', () => {
  it('answers 502 in a handler', () => {
    const fix = checkFix(
      uncheckedJson,
      handler(
        'const response = await env.UP.fetch(request);',
        'const data = await ▸response.json();',
        'return Response.json(data);',
      ),
      'Return 502 where `response` is not a success',
      handler(
        'const response = await env.UP.fetch(request);',
        'if (!response.ok) {',
        '  return new Response(`upstream answered ${response.status}`, { status: 502 });',
        '}',
        'const data = await response.json();',
        'return Response.json(data);',
      ),
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('throws where the caller wants data', () => {
    checkFix(
      uncheckedJson,
      `export async function load(url: string) {
  const r = await fetch(url)
  return r.▸json()
}
`,
      'Throw where `r` is not a success',
      `export async function load(url: string) {
  const r = await fetch(url)
  if (!r.ok) {
    throw new Error(\`upstream answered \${r.status}\`)
  }
  return r.json()
}
`,
      { message },
    );
  });

  it('answers 502 in a handler of Hono', () => {
    const app = (...lines: string[]) =>
      `import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/', async (c) => {\n  const r = await fetch(c.env.API);\n${lines.map((line) => `  ${line}\n`).join('')}});\nexport default app;\n`;
    checkFix(
      uncheckedJson,
      app('return c.json(await r.▸json());'),
      'Return 502 where `r` is not a success',
      app(
        'if (!r.ok) {',
        '  return new Response(`upstream answered ${r.status}`, { status: 502 });',
        '}',
        'return c.json(await r.json());',
      ),
      { message },
    );
  });

  const refused: Record<string, string> = {
    'another response': handler(
      'const u = await fetch(env.OTHER);',
      'const other = await u.json();',
      'return Response.json(await (await fetch(env.URL)).▸json());',
    ),
    'a response whose status was looked at': handler(
      'const response = await fetch(request);',
      'if (response.status !== 200) return response;',
      'return Response.json(await response.▸json());',
    ),
    'a response that the same declaration fetches': handler(
      'const u = await fetch(request), j = await u.▸json();',
      'return Response.json(j);',
    ),
    'the request': handler('return Response.json(await request.▸json());'),
    'a function without a block':
      'export const load = (url) => fetch(url).then((response) => response.▸json());\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(uncheckedJson, before, { message });
    });
  }
});
