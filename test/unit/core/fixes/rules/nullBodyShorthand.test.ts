import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { nullBodyShorthand } from '../../../../../extension/core/fixes/rules/nullBodyShorthand.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const app = (line: string) => `import { Hono } from 'hono';
const app = new Hono();
app.delete('/:id', (c) => ${line});
export default app;
`;

describe('nullBodyShorthand', () => {
  it('makes a response without a body of `Response.json()`', () => {
    for (const [before, after] of [
      ['▸Response.json({}, { status: 204 });', 'new Response(null, { status: 204 });'],
      [
        "▸Response.json(await list(), { headers: { a: 'b' }, status: 304 });",
        "new Response(null, { headers: { a: 'b' }, status: 304 });",
      ],
    ] as const) {
      const title = 'Answer without a body: `new Response(null, …)`';
      const fix = checkFix(nullBodyShorthand, before, title, after);
      assert.equal(fix.safety, 'safe');
    }
  });

  it('calls `c.body()` of Hono', () => {
    for (const [before, after, safety] of [
      ['c.▸json({ ok: true }, 204)', 'c.body(null, 204)', 'safe'],
      ['c.▸json({}, { status: 205 })', 'c.body(null, { status: 205 })', 'safe'],
      ["c.▸text('gone', 204, { a: 'b' })", "c.body(null, 204, { a: 'b' })", 'review'],
      ['c.▸html(page, 304)', 'c.body(null, 304)', 'review'],
      ['c.▸body(stream, 204)', 'c.body(null, 204)', 'review'],
    ] as const) {
      const title = 'Answer without a body: `c.body(null, …)`';
      const fix = checkFix(nullBodyShorthand, app(before), title, app(after));
      assert.equal(fix.safety, safety);
    }
  });

  it('leaves answers that may have a body, and those that have none', () => {
    for (const line of [
      'c.▸json({}, 200)',
      'c.▸json({})',
      'c.▸json({}, status)',
      'c.▸json({}, { status: 204, ...init })',
      "c.▸text('', 204)",
      'c.▸body(null, 204)',
      'c.▸redirect("/", 304)',
    ]) {
      checkNoFix(nullBodyShorthand, app(line));
    }
  });

  it('leaves what is no response', () => {
    checkNoFix(nullBodyShorthand, 'export const f = (c) => c.▸json({}, 204);');
    checkNoFix(
      nullBodyShorthand,
      "import { Response } from './own';\n▸Response.json({}, { status: 204 });",
    );
  });
});
