import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { bodyUsedTwice } from '../../../../../extension/core/fixes/rules/bodyUsedTwice.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const CLONE = 'Use `request.clone()` where its body is read first';
const CLONE_RESPONSE = 'Use `response.clone()` where its body is read first';

describe('bodyUsedTwice', () => {
  it('reads a clone of the request that is passed on', () => {
    const fix = checkFix(
      bodyUsedTwice,
      handler('const body = await request.json();', 'return ▸env.UP.fetch(request);'),
      CLONE,
      handler('const body = await request.clone().json();', 'return env.UP.fetch(request);'),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('reads a clone of the response that is returned', () => {
    const fix = checkFix(
      bodyUsedTwice,
      handler(
        'const response = await fetch(request);',
        'console.log(await response.text());',
        '▸return response;',
      ),
      CLONE_RESPONSE,
      handler(
        'const response = await fetch(request);',
        'console.log(await response.clone().text());',
        'return response;',
      ),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('reads a clone of the request that gives its body to a fetch', () => {
    checkFix(
      bodyUsedTwice,
      handler('const body = await request.json();', 'return ▸fetch(env.URL, request);'),
      CLONE,
      handler('const body = await request.clone().json();', 'return fetch(env.URL, request);'),
    );
  });

  const hono = (...lines: string[]) =>
    `import { Hono } from 'hono';
const app = new Hono();
app.post('/', async (c) => {
${lines.map((line) => `  ${line}\n`).join('')}});
export default app;
`;
  const honoReads: Record<string, readonly [before: string[], after: string[]]> = {
    'by Hono before it is passed on': [
      ['const body = await c.req.json();', 'return c.env.UP.fetch(▸c.req.raw);'],
      ['const body = await c.req.raw.clone().json();', 'return c.env.UP.fetch(c.req.raw);'],
    ],
    'of the raw request before it is sent': [
      ['console.log(await c.req.raw.text());', "return fetch('https://up', ▸c.req.raw);"],
      ['console.log(await c.req.raw.clone().text());', "return fetch('https://up', c.req.raw);"],
    ],
    'of the raw request before Hono reads it': [
      ['const text = await c.req.raw.text();', 'return c.json(await ▸c.req.json());'],
      ['const text = await c.req.raw.clone().text();', 'return c.json(await c.req.json());'],
    ],
  };
  for (const [name, [before, after]] of Object.entries(honoReads)) {
    it(`reads a clone where the body is read ${name}`, () => {
      const title = 'Use `c.req.raw.clone()` where its body is read first';
      const fix = checkFix(bodyUsedTwice, hono(...before), title, hono(...after));
      assert.equal(fix.safety, 'review');
    });
  }

  it('offers nothing where Hono has kept what it read', () => {
    checkNoFix(
      bodyUsedTwice,
      hono('const text = await c.req.text();', 'return c.json(await ▸c.req.json());'),
    );
  });

  it('puts a clone into the cache', () => {
    checkFix(
      bodyUsedTwice,
      handler(
        "const response = new Response('fresh');",
        'ctx.waitUntil(caches.default.put(request, response));',
        '▸return response;',
      ),
      CLONE_RESPONSE,
      handler(
        "const response = new Response('fresh');",
        'ctx.waitUntil(caches.default.put(request, response.clone()));',
        'return response;',
      ),
    );
  });

  it('clones at each use but the last', () => {
    checkFix(
      bodyUsedTwice,
      handler(
        'const a = await request.text();',
        'const b = await new Request(request).text();',
        'return fetch(new Request(url, ▸request));',
      ),
      CLONE,
      handler(
        'const a = await request.clone().text();',
        'const b = await new Request(request.clone()).text();',
        'return fetch(new Request(url, request));',
      ),
    );
  });

  it('asks when the first read is on one path only', () => {
    const fix = checkFix(
      bodyUsedTwice,
      handler('if (env.DEBUG) console.log(await request.text());', 'return fetch(▸request);'),
      CLONE,
      handler(
        'if (env.DEBUG) console.log(await request.clone().text());',
        'return fetch(request);',
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  it('asks when a try may have failed before it read', () => {
    const fix = checkFix(
      bodyUsedTwice,
      handler(
        'try { return Response.json(await request.json()); }',
        'catch { return new Response(await request.▸text()); }',
      ),
      CLONE,
      handler(
        'try { return Response.json(await request.clone().json()); }',
        'catch { return new Response(await request.text()); }',
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  it('clones before a retry in a callback', () => {
    checkFix(
      bodyUsedTwice,
      handler('return fetch(request).catch(() => fetch(▸request));'),
      CLONE,
      handler('return fetch(request.clone()).catch(() => fetch(request));'),
    );
  });

  it('clones a request that is used as a stream, in TypeScript', () => {
    checkFix(
      bodyUsedTwice,
      `async function store(request: Request, bucket: R2Bucket) {\r
  const size = (await request!.arrayBuffer()).byteLength;\r
  return new Response(▸request.body as ReadableStream, { headers: { size: String(size) } });\r
}\r
`,
      CLONE,
      `async function store(request: Request, bucket: R2Bucket) {\r
  const size = (await request.clone()!.arrayBuffer()).byteLength;\r
  return new Response(request.body as ReadableStream, { headers: { size: String(size) } });\r
}\r
`,
    );
  });

  it('offers to keep the text of a small body that is read twice', () => {
    const before = handler(
      'const raw = await request.text()',
      'const data = await request.▸json()',
      'return Response.json({ raw, data })',
    );
    checkFix(
      bodyUsedTwice,
      before,
      'Read the body once, as `text`',
      handler(
        'const text = await request.text()',
        'const raw = text',
        'const data = JSON.parse(text)',
        'return Response.json({ raw, data })',
      ),
    );
    const safeties = offeredAt(bodyUsedTwice, before).map(({ safety }) => safety);
    assert.deepEqual(safeties, ['safe', 'review']);
  });

  it('keeps the text of a response where the same declaration fetches it', () => {
    checkFix(
      bodyUsedTwice,
      handler(
        'const up = await fetch(env.URL), raw = await up.text(), data = await up.▸json();',
        'return Response.json({ raw, data });',
      ),
      'Read the body once, as `text`',
      handler(
        'const up = await fetch(env.URL), text = await up.text(), raw = text, data = JSON.parse(text);',
        'return Response.json({ raw, data });',
      ),
    );
  });

  it('hands a clone to a function of the file that reads the body', () => {
    const log = 'const log = async (input) => console.log(await input.text());\n';
    const fix = checkFix(
      bodyUsedTwice,
      log + handler('await log(request);', 'return Response.json(await request.▸json());'),
      CLONE,
      log + handler('await log(request.clone());', 'return Response.json(await request.json());'),
    );
    assert.equal(fix.safety, 'review');
  });

  it('keeps the type that is written at a read', () => {
    checkFix(
      bodyUsedTwice,
      handler(
        'const raw = await request.text();',
        'const { id } = await request.▸json<{ id: string }>();',
        'const isOrder = (await request.json<Order>()).items && !await request.json<Order>();',
        'return Response.json({ raw, id, isOrder });',
      ),
      'Read the body once, as `text`',
      handler(
        'const text = await request.text();',
        'const raw = text;',
        'const { id } = JSON.parse(text) as { id: string };',
        'const isOrder = (JSON.parse(text) as Order).items && !(JSON.parse(text) as Order);',
        'return Response.json({ raw, id, isOrder });',
      ),
    );
  });

  const refused: Record<string, string> = {
    'a function of the file that reads a clone, or no body': `const log = async (input) => console.log(input.url, await input.clone().text());
${handler('await log(request);', 'return Response.json(await request.▸json());')}`,
    'functions of the file on the two sides of an if': `const a = async (input) => new Response(await input.text());
${handler("if (request.method === 'PUT') return a(request);", 'return new Response(await request.▸text());')}`,
    'reads on the two sides of an if': handler(
      'let body;',
      'if (env.JSON) body = await request.json();',
      'else body = await request.▸text();',
      'return Response.json(body);',
    ),
    'reads in different cases': handler(
      'switch (request.method) {',
      "  case 'PUT': await request.json(); break;",
      '  default: await request.▸text();',
      '}',
      'return new Response();',
    ),
    'a read on a path that has returned': handler(
      'if (env.JSON) {',
      '  return Response.json(await request.json());',
      '}',
      'return new Response(await request.▸text());',
    ),
    'a read on a path that returns below it': handler(
      'if (env.JSON) {',
      '  const body = await request.json();',
      '  return Response.json(body);',
      '}',
      'return new Response(await request.▸text());',
    ),
    'a turn of a loop that goes on': handler(
      'for (const one of env.LIST) {',
      '  const response = await fetch(one);',
      '  if (one.skip) { await response.text(); continue; }',
      '  await response.▸json();',
      '}',
      'return new Response();',
    ),
    'a clone that is read first': handler(
      'const body = await request.clone().json();',
      'return ▸fetch(request);',
    ),
    'a program that looks at bodyUsed': handler(
      'const body = await request.text();',
      'if (!request.bodyUsed) await ▸request.json();',
      'return new Response(body);',
    ),
    'a variable that is set again': handler(
      'let response = await fetch(request);',
      'await response.text();',
      'response = await fetch(env.URL);',
      'return new Response(await response.▸text());',
    ),
    'an object of the file with a text method': handler(
      "const page = { text: async () => '' };",
      'await page.text();',
      'return new Response(await page.▸text());',
    ),
    'two responses': handler(
      'const a = await fetch(env.A);',
      'const b = await fetch(env.B);',
      'return new Response((await a.text()) + (await b.▸text()));',
    ),
    'a request that is matched in the cache': handler(
      'const hit = await caches.default.match(request);',
      'return hit ?? ▸fetch(request);',
    ),
    'headers that are taken from the request': handler(
      'const up = await fetch(env.URL, { headers: request.headers });',
      'return new Response(await request.▸text());',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(bodyUsedTwice, before);
    });
  }
});
