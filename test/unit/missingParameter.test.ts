import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { floatingPromise } from '../../extension/core/fixes/rules/floatingPromise.ts';
import { relativeUrl } from '../../extension/core/fixes/rules/relativeUrl.ts';
import { checkFix, checkNoFix } from '../support/checkFix.ts';
import { checkHint } from '../support/checkHint.ts';

const worker = (handler: string, end = '') => `export default { ${handler} }${end};\n`;
const hono = (route: string) =>
  `import { Hono } from 'hono';\nconst app = new Hono();\n${route}\nexport default app;\n`;
const room = (method: string) =>
  `import { DurableObject } from 'cloudflare:workers';\nexport class Room extends DurableObject {\n  ${method}\n}\n`;
const itty = (route: string) =>
  `import { Router } from 'itty-router';\nconst router = Router();\n${route}\nexport default router;\n`;

const requests: [name: string, before: string, after: string, base: string, file?: string][] = [
  [
    'a handler',
    worker("async fetch() { return ▸Response.redirect('/a'); }"),
    worker("async fetch(request) { return Response.redirect(new URL('/a', request.url).href); }"),
    'request.url',
    'worker.js',
  ],
  [
    'a handler in TypeScript',
    worker("async fetch(): Promise<Response> { return ▸Response.redirect('/a'); }"),
    worker(
      "async fetch(request: Request): Promise<Response> { return Response.redirect(new URL('/a', request.url).href); }",
    ),
    'request.url',
  ],
  [
    'a handler whose types are said for all',
    worker("fetch: async () => ▸Response.redirect('/a')", ' satisfies ExportedHandler'),
    worker(
      "fetch: async (request) => Response.redirect(new URL('/a', request.url).href)",
      ' satisfies ExportedHandler',
    ),
    'request.url',
  ],
  [
    'a handler with another request',
    worker("fetch() { const request = 1; return ▸Response.redirect('/a'); }"),
    worker(
      "fetch(_request) { const request = 1; return Response.redirect(new URL('/a', _request.url).href); }",
    ),
    '_request.url',
    'worker.js',
  ],
  [
    'a method of a Durable Object',
    room("async fetch( ) { return ▸Response.redirect('/a'); }"),
    room("async fetch(request ) { return Response.redirect(new URL('/a', request.url).href); }"),
    'request.url',
    'worker.js',
  ],
  [
    'a route of Hono',
    hono("app.get('/', () => ▸Response.redirect('/a'));"),
    hono("app.get('/', (c) => Response.redirect(new URL('/a', c.req.raw.url).href));"),
    'c.req.raw.url',
  ],
  [
    'a route of itty-router',
    itty("router.get('/', () => ▸Response.redirect('/a'));"),
    itty("router.get('/', (request) => Response.redirect(new URL('/a', request.url).href));"),
    'request.url',
    'worker.js',
  ],
];

const works: [name: string, before: string, after: string, context: string][] = [
  [
    'a handler',
    worker("async fetch() { fetch('https://a.b/'); return new Response(); }"),
    worker(
      "async fetch(request, env, ctx) { ctx.waitUntil(fetch('https://a.b/')); return new Response(); }",
    ),
    'ctx',
  ],
  [
    'another event',
    worker("async scheduled() { fetch('https://a.b/'); }"),
    worker("async scheduled(event, env, ctx) { ctx.waitUntil(fetch('https://a.b/')); }"),
    'ctx',
  ],
  [
    'a route of Hono',
    hono("app.get('/', async () => { fetch('https://a.b/'); return new Response(); });"),
    hono(
      "app.get('/', async (c) => { c.executionCtx.waitUntil(fetch('https://a.b/')); return new Response(); });",
    ),
    'c.executionCtx',
  ],
];

describe('a parameter that an edit needs', () => {
  for (const [name, before, after, base, fileName = 'worker.ts'] of requests) {
    it(`is the request of ${name}`, () => {
      const title = `Resolve the path against \`${base}\``;
      assert.equal(checkFix(relativeUrl, before, title, after, { fileName }).safety, 'review');
    });
  }

  for (const [name, before, after, context] of works) {
    it(`is the context of ${name}`, () => {
      const title = `Keep the work alive with \`${context}.waitUntil()\``;
      assert.equal(checkHint(floatingPromise, before, title, after, 'worker.js').safety, 'review');
    });
  }

  it('has the type of the environment that the file declares', () => {
    const source = (list: string, call: string) =>
      `interface Env { A: string }\n${worker(`async fetch(${list}) { ${call}; return new Response(); }`)}`;
    checkHint(
      floatingPromise,
      source('request: Request', "fetch('https://a.b/')"),
      'Keep the work alive with `ctx.waitUntil()`',
      source(
        'request: Request, env: Env, ctx: ExecutionContext',
        "ctx.waitUntil(fetch('https://a.b/'))",
      ),
    );
  });

  it('is not added where nobody hands it over', () => {
    checkNoFix(relativeUrl, "function go() { return ▸Response.redirect('/a'); }\n");
    checkNoFix(relativeUrl, room("go() { return ▸Response.redirect('/a'); }"));
  });
});
