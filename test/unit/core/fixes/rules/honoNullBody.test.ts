import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { honoNullBody } from '../../../../../extension/core/fixes/rules/honoNullBody.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const app = (line: string) => `import { Hono } from 'hono';
const app = new Hono();
app.delete('/:id', (c) => ${line});
export default app;
`;

describe('honoNullBody', () => {
  it('calls `c.body()` of Hono', () => {
    for (const [before, after, safety] of [
      ['c.▸json({ ok: true }, 204)', 'c.body(null, 204)', 'safe'],
      ['c.▸json({}, { status: 205 })', 'c.body(null, { status: 205 })', 'safe'],
      ["c.▸text('gone', 204, { a: 'b' })", "c.body(null, 204, { a: 'b' })", 'review'],
      ['c.▸html(page, 304)', 'c.body(null, 304)', 'review'],
      ['c.▸body(stream, 204)', 'c.body(null, 204)', 'review'],
    ] as const) {
      const title = 'Answer without a body: `c.body(null, …)`';
      const fix = checkFix(honoNullBody, app(before), title, app(after));
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
      checkNoFix(honoNullBody, app(line));
    }
  });

  it('leaves what is no context of Hono', () => {
    checkNoFix(honoNullBody, 'export const f = (c) => c.▸json({}, 204);');
    checkNoFix(honoNullBody, app('other.▸json({}, 204)'));
  });
});
