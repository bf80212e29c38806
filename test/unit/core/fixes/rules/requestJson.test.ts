import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { requestJson } from '../../../../../extension/core/fixes/rules/requestJson.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const message = 'Unexpected end of JSON input';
const TITLE = 'Return 400 when the body is not JSON';
const handler = (...lines: string[]) =>
  `import { bad, ok } from './answers';
export default {
  async fetch(request: Request, env: Env) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;

describe('requestJson', () => {
  it('answers 400 where a handler keeps the body', () => {
    const fix = checkFix(
      requestJson,
      handler('const order = await request.▸json();', 'return Response.json(order);'),
      TITLE,
      handler(
        'const order = await request.json().catch(() => undefined);',
        "if (order === undefined) return new Response('Expected JSON', { status: 400 });",
        'return Response.json(order);',
      ),
      { message },
    );
    assert.equal(fix.safety, 'review');
  });

  it('takes a pattern apart after the answer', () => {
    checkFix(
      requestJson,
      handler(
        'const { author, text } = await request.▸json<Message>(); // sent',
        'return ok(text);',
      ),
      TITLE,
      handler(
        'const body = await request.json<Message>().catch(() => undefined); // sent',
        "if (body === undefined) return new Response('Expected JSON', { status: 400 });",
        'const { author, text } = body;',
        'return ok(text);',
      ),
      { message },
    );
  });

  it('keeps the type that the variable has', () => {
    checkFix(
      requestJson,
      handler('const order: Order = await request.▸json();', 'return ok(order);'),
      TITLE,
      handler(
        'const order = await request.json<Order>().catch(() => undefined);',
        "if (order === undefined) return new Response('Expected JSON', { status: 400 });",
        'return ok(order);',
      ),
      { message },
    );
    checkFix(
      requestJson,
      handler('const { id } = (await request.▸json()) as Order;', 'return ok(id);'),
      TITLE,
      handler(
        'const body = (await request.json().catch(() => undefined)) as Order;',
        "if (body === undefined) return new Response('Expected JSON', { status: 400 });",
        'const { id } = body;',
        'return ok(id);',
      ),
      { message },
    );
  });

  it('answers in a handler of Hono, in the style of the file', () => {
    checkFix(
      requestJson,
      `import { Hono } from "hono"\r\nconst app = new Hono()\r\napp.post("/", async (c) => {\r\n  const order = await c.req.▸json()\r\n  return c.json(order)\r\n})\r\nexport default app\r\n`,
      TITLE,
      `import { Hono } from "hono"\r\nconst app = new Hono()\r\napp.post("/", async (c) => {\r\n  const order = await c.req.json().catch(() => undefined)\r\n  if (order === undefined) return new Response("Expected JSON", { status: 400 })\r\n  return c.json(order)\r\n})\r\nexport default app\r\n`,
      { message, fileName: 'worker.js' },
    );
  });

  it('keeps a body that is used at once', () => {
    checkFix(
      requestJson,
      handler('await env.ORDERS.send({ order: await request.▸json<Order>() });', 'return ok();'),
      TITLE,
      handler(
        'const body = await request.json<Order>().catch(() => undefined);',
        "if (body === undefined) return new Response('Expected JSON', { status: 400 });",
        'await env.ORDERS.send({ order: body });',
        'return ok();',
      ),
      { message },
    );
  });

  it('leaves a body that is looked after', () => {
    for (const lines of [
      ['try {', '  const order = await request.▸json();', '} catch {', '  return bad();', '}'],
      ['const order = await request.▸json().catch(() => null);', 'return ok(order);'],
    ]) {
      checkNoFix(requestJson, handler(...lines), { message });
    }
  });

  it('leaves what is no body of a visitor', () => {
    checkNoFix(
      requestJson,
      handler(
        'const r = await fetch("https://a.example");',
        'const o = await r.▸json();',
        'return ok(o);',
      ),
      { message },
    );
    checkNoFix(requestJson, handler('const o = await env.FILES.▸json();', 'return ok(o);'), {
      message,
    });
  });

  it('leaves a body that is read on one path only, or in a function that gives no response', () => {
    checkNoFix(requestJson, handler('return env.A ? ok(await request.▸json()) : bad();'), {
      message,
    });
    checkNoFix(requestJson, handler('return request.▸json().then(ok);'), { message });
    checkNoFix(
      requestJson,
      'async function read(request: Request): Promise<Order> {\n  const order = await request.▸json();\n  return order;\n}\n',
      { message },
    );
    checkNoFix(
      requestJson,
      handler('const a = await request.▸json(), b = 1;', 'return ok(a, b);'),
      {
        message,
      },
    );
  });

  it('offers nothing without the error', () => {
    const read = handler('const order = await request.▸json();', 'return ok(order);');
    assert.deepEqual(offeredAt(requestJson, read), []);
  });

  it('leaves a file with a Response of its own', () => {
    const own = `import { Response } from './own';\n${handler('const order = await request.▸json();', 'return ok(order);')}`;
    checkNoFix(requestJson, own, { message });
  });
});
