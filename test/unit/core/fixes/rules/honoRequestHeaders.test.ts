import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { honoRequestHeaders } from '../../../../../extension/core/fixes/rules/honoRequestHeaders.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const app = (...lines: string[]) => `import { Hono } from 'hono'
const app = new Hono()
app.use(async (c, next) => {
${lines.map((line) => `  ${line}\n`).join('')}})
export default app
`;
const TITLE = 'Copy the request before changing its headers';

describe('honoRequestHeaders', () => {
  it('puts a copy in the place of the request, above its first change', () => {
    const fix = checkFix(
      honoRequestHeaders,
      app("c.req.raw.headers.set('A', '1')", "c.req.raw.headers.▸delete('B')", 'await next()'),
      TITLE,
      app(
        'c.req.raw = new Request(c.req.raw)',
        "c.req.raw.headers.set('A', '1')",
        "c.req.raw.headers.delete('B')",
        'await next()',
      ),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('stays in the branch of the change', () => {
    checkFix(
      honoRequestHeaders,
      app('if (c.env.A) {', "  c.req.raw.headers.▸set('A', '1')", '}', 'await next()'),
      TITLE,
      app(
        'if (c.env.A) {',
        '  c.req.raw = new Request(c.req.raw)',
        "  c.req.raw.headers.set('A', '1')",
        '}',
        'await next()',
      ),
    );
  });

  const refused: Record<string, string> = {
    'a request that is copied already': app(
      'c.req.raw = new Request(c.req.raw)',
      "c.req.raw.headers.▸set('A', '1')",
    ),
    'headers of the answer': app("c.res.headers.▸set('A', '1')"),
    'headers that are read': app("c.req.raw.headers.▸get('A')"),
    'a context of another framework': `app.use((c) => {\n  c.req.raw.headers.▸set('A', '1')\n})\n`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(honoRequestHeaders, before);
    });
  }
});
