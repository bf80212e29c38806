import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { d1SingleStatements } from '../../../../../extension/core/fixes/rules/d1SingleStatements.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = 'Too many subrequests by single Worker invocation.';
const TITLE = 'Run the statements as one `batch()`: all of them, or none';
const handler = (body: string) => `export default {
  async fetch(request, env) {
${body}
  },
};
`;

describe('QF-31 statements of D1 that are run one by one', () => {
  const fixed: Record<string, [before: string, after: string]> = {
    'in a loop': [
      `    for (const { id, name } of users) {
      await env.DB.prepare('INSERT INTO users VALUES (?, ?)').bind(id, name).▸run();
    }
    return new Response();`,
      `    const statements = Array.from(users, ({ id, name }) => env.DB.prepare('INSERT INTO users VALUES (?, ?)').bind(id, name));
    if (statements.length > 0) await env.DB.batch(statements);
    return new Response();`,
    ],
    'by a statement that is prepared before': [
      `    const users = [1, 2];
    const insert = env.DB.prepare('INSERT INTO users VALUES (?)');
    for (const id of users) await insert.bind(id).▸run();`,
      `    const users = [1, 2];
    const insert = env.DB.prepare('INSERT INTO users VALUES (?)');
    const statements = users.map((id) => insert.bind(id));
    if (statements.length > 0) await env.DB.batch(statements);`,
    ],
    'under Promise.all': [
      "    await Promise.all(ids.map((id) => env.DB.prepare('DELETE FROM users WHERE id = ?').bind(id).▸run()));",
      `    const statements = ids.map((id) => env.DB.prepare('DELETE FROM users WHERE id = ?').bind(id));
    if (statements.length > 0) await env.DB.batch(statements);`,
    ],
    'for their results': [
      `    const { DB } = env
    const done = await Promise.all(ids.map((id) => DB.prepare(sql).bind(id).▸run()))
    return Response.json(done)`,
      `    const { DB } = env
    const statements = ids.map((id) => DB.prepare(sql).bind(id))
    const done = statements.length > 0 ? await DB.batch(statements) : []
    return Response.json(done)`,
    ],
  };
  for (const [name, [before, after]] of Object.entries(fixed)) {
    it(`runs them together: ${name}`, () => {
      const fix = checkFix(d1SingleStatements, handler(before), TITLE, handler(after), { message });
      assert.equal(fix.safety, 'review');
    });
  }

  it('offers nothing where no error has come', () => {
    checkNoFix(
      d1SingleStatements,
      handler('    for (const id of ids) await env.DB.prepare(sql).bind(id).▸run();'),
    );
  });

  const refused: Record<string, string> = {
    'one statement': '    await env.DB.prepare(sql).bind(1).▸run();',
    'statements with other work between them':
      '    for (const id of ids) {\n      await env.DB.prepare(sql).bind(id).▸run();\n      await fetch(id);\n    }',
    'results that the loop looks at':
      '    for (const id of ids) {\n      const done = await env.DB.prepare(sql).bind(id).▸run();\n    }',
    'values that have to be waited for':
      '    for (const id of ids) await env.DB.prepare(sql).bind(await hash(id)).▸run();',
    'a first row': '    for (const id of ids) await env.DB.prepare(sql).bind(id).▸first();',
    'a loop with a comment':
      '    for (const id of ids) {\n      // One by one.\n      await env.DB.prepare(sql).bind(id).▸run();\n    }',
    'statements of another library':
      '    const db = open();\n    for (const id of ids) await db.prepare(sql).bind(id).▸run();',
    'a list that is made on the way':
      '    for (const id of await list()) await env.DB.prepare(sql).bind(id).▸run();',
  };
  for (const [name, body] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(d1SingleStatements, handler(body), { message });
    });
  }
});
