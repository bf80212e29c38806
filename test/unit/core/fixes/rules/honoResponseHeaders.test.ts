import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { honoResponseHeaders } from '../../../../../extension/core/fixes/rules/honoResponseHeaders.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = "Can't modify immutable headers.";
const TITLE = 'Change the header with `c.header()`';
const app = (line: string) => `import { Hono } from 'hono'
const app = new Hono()
app.use(async (c, next) => {
  await next()
  ${line}
})
export default app
`;

describe('honoResponseHeaders', () => {
  it('lets the context change the header', () => {
    for (const [before, after] of [
      ["c.res.headers.▸set('A', value)", "c.header('A', value)"],
      ["c.res.headers.▸append('Vary', 'A')", "c.header('Vary', 'A', { append: true })"],
      ["c.res.headers.▸delete('A')", "c.header('A')"],
      [
        "if (c.res.ok) c.res!.headers.▸set('A', '1' /* one */)",
        "if (c.res.ok) c.header('A', '1' /* one */)",
      ],
    ] as const) {
      const fix = checkFix(honoResponseHeaders, app(before), TITLE, app(after), { message });
      assert.equal(fix.safety, 'safe');
    }
  });

  it('knows the context by any name, and in a function of its own', () => {
    checkFix(
      honoResponseHeaders,
      `import type { Context } from 'hono';
export function stamp(context: Context): void {
  context.res.headers.▸set('A', '1');
}
`,
      'Change the header with `context.header()`',
      `import type { Context } from 'hono';
export function stamp(context: Context): void {
  context.header('A', '1');
}
`,
      { message },
    );
  });

  it('leaves other responses, and other methods', () => {
    checkNoFix(honoResponseHeaders, "export const f = (c) => c.res.headers.▸set('A', '1');", {
      message,
    });
    checkNoFix(honoResponseHeaders, app("other.res.headers.▸set('A', '1')"), { message });
    checkNoFix(honoResponseHeaders, app("console.log(c.res.headers.▸get('A'))"), { message });
  });

  it('leaves arguments that it cannot count', () => {
    checkNoFix(honoResponseHeaders, app('c.res.headers.▸set(...pair)'), { message });
    checkNoFix(honoResponseHeaders, app("c.res.headers.▸set('A')"), { message });
  });

  it('offers nothing without the error: most responses can be changed', () => {
    checkNoFix(honoResponseHeaders, app("c.res.headers.▸set('A', '1')"));
  });
});
