import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { relativeUrl } from '../../../../../extension/core/fixes/rules/relativeUrl.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (line: string, request = 'request') =>
  `export default {\n  async fetch(${request}, env) {\n    ${line}\n  },\n};\n`;
const TITLE = 'Resolve the path against `request.url`';

describe('relativeUrl', () => {
  it('gives a redirect the origin of the request', () => {
    const fix = checkFix(
      relativeUrl,
      handler("return ▸Response.redirect('/login', 303);"),
      TITLE,
      handler("return Response.redirect(new URL('/login', request.url).href, 303);"),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('asks before a Worker fetches from its own host', () => {
    const fix = checkFix(
      relativeUrl,
      handler('return fetch(▸`/api/${env.ID}`);', 'req: Request'),
      'Resolve the path against `req.url`',
      handler('return fetch(new URL(`/api/${env.ID}`, req.url));', 'req: Request'),
    );
    assert.equal(fix.safety, 'review');
  });

  it("resolves against the request where Hono's errors are answered", () => {
    const hono = (answer: string) =>
      `import { Hono } from 'hono';\nconst app = new Hono();\napp.onError((err, c) => ${answer});\nexport default app;\n`;
    checkFix(
      relativeUrl,
      hono("▸Response.redirect('/error')"),
      'Resolve the path against `c.req.raw.url`',
      hono("Response.redirect(new URL('/error', c.req.raw.url).href)"),
    );
  });

  it('gives a URL its base', () => {
    checkFix(
      relativeUrl,
      handler("return fetch(▸new URL('/a?' + env.QUERY));"),
      TITLE,
      handler("return fetch(new URL('/a?' + env.QUERY, request.url));"),
    );
  });

  it('gives a Request a whole URL', () => {
    checkFix(
      relativeUrl,
      handler("return env.UP.fetch(new ▸Request('/a', request));"),
      TITLE,
      handler("return env.UP.fetch(new Request(new URL('/a', request.url), request));"),
    );
  });

  const refused: Record<string, string> = {
    'a whole URL': handler("return fetch(▸'https://example.com/');"),
    'a path with its base': handler("return fetch(▸new URL('/a', request.url));"),
    'a URL in a variable': handler('return fetch(▸env.URL);'),
    'a fetch of the file': `import { fetch } from './client';\n${handler("return fetch(▸'/a');")}`,
    'a function without a request': "export const load = () => fetch(▸'/a');\n",
    'a host without a scheme': handler("return fetch(▸'//example.com/a');"),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(relativeUrl, before);
    });
  }
});
