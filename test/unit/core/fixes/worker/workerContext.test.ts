import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  descendantsOf,
  parseSource,
} from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { workerContextOf } from '../../../../../extension/core/fixes/worker/workerContext.ts';
import type { WorkerValue } from '../../../../../extension/core/fixes/worker/workerValue.ts';

/** What the argument of `is(…)` is. */
function valueIn(source: string): WorkerValue | undefined {
  const tree = parseSource(source, 'a.ts');
  assert.ok(tree, source);
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'CallExpression' || node.callee.type !== 'Identifier') continue;
    const [argument] = node.arguments;
    if (node.callee.name === 'is' && argument) return workerContextOf(tree).valueOf(argument);
  }
  return assert.fail(`no is(…) in ${source}`);
}

const inFetch = (body: string) => `export default { async fetch(request, env, ctx) { ${body} } };`;
const inRoom = (body: string) =>
  `import { DurableObject } from 'cloudflare:workers'; class Room extends DurableObject { ${body} }`;

const inHono = (body: string) =>
  `import { Hono } from 'hono'; const app = new Hono(); ${body} export default app;`;

const kinds: [string, WorkerValue['kind'] | undefined][] = [
  ["addEventListener('fetch', (event) => { is(event.request); });", 'incomingRequest'],
  ["addEventListener('fetch', (event) => { is(event.waitUntil); });", 'method'],
  ["addEventListener('fetch', serve); function serve(event) { is(event); }", 'fetchEvent'],
  ["self.addEventListener('fetch', (event) => { is(event.request); });", 'incomingRequest'],
  ["globalThis.addEventListener('fetch', (event) => { is(event.request); });", 'incomingRequest'],
  ["socket.addEventListener('fetch', (event) => { is(event.request); });", undefined],
  ["addEventListener('scheduled', (event) => { is(event.waitUntil); });", 'method'],
  ["addEventListener('scheduled', (event) => { is(event.request); });", undefined],
  ["addEventListener('install', (event) => { is(event.request); });", undefined],
  [inHono("app.get('/', (c) => { is(c.env.CACHE); });"), 'binding'],
  [inHono('app.use(async (c, next) => { is(c.executionCtx); });'), 'ctx'],
  [inHono("app.get('/a', (c) => 1).post('/b', (c) => { is(c.req.raw); });"), 'incomingRequest'],
  [inHono("app.get('/', serve); function serve({ env }) { is(env); }"), 'env'],
  [inHono("app.on('PURGE', '/cache', (c) => { is(c.env); });"), 'env'],
  [inHono('app.notFound((c) => { is(c.env); });'), 'env'],
  [inHono('app.onError((error, c) => { is(c.executionCtx); });'), 'ctx'],
  [inHono('app.onError((error, c) => { is(error); });'), undefined],
  [inHono('app.onError(report); function report(error, c) { is(c.env); }'), 'env'],
  [inHono('app.use(f); app.onError(f); function f(a, c) { is(c); }'), undefined],
  [inHono("app.mount('/old', (request) => { is(request); });"), 'request'],
  [inHono("app.mount('/old', (request, env) => { is(env); });"), 'env'],
  [inHono("app.mount('/old', (request, env, ctx) => { is(ctx); });"), 'ctx'],
  [
    inHono("app.mount('/old', (request, env, ctx) => { is(ctx); }); app.fetch(request, env);"),
    undefined,
  ],
  [inHono("app.mount('/old', (a, b) => { is(b); }, (c) => c.var);"), undefined],
  [inHono("app.request('/').then((response) => { is(response); });"), undefined],
  [inHono('app.showRoutes((route) => { is(route); });'), undefined],
  ["import type { Context } from 'hono'; const f = (e: Error, c: Context) => is(c.env);", 'env'],
  ["import type { Context } from 'hono'; const f = (c: Context) => is(c.env);", 'env'],
  [
    "import { createMiddleware } from 'hono/factory'; const f = () => createMiddleware((c) => is(c.env));",
    'env',
  ],
  [
    "import { createFactory } from 'hono/factory'; const f = createFactory(); f.createHandlers((c) => is(c.env));",
    'env',
  ],
  [
    "import type { MiddlewareHandler } from 'hono'; const f: MiddlewareHandler = (c) => is(c.env);",
    'env',
  ],
  [
    "import type { MiddlewareHandler } from 'hono'; const f = (): MiddlewareHandler => (c) => is(c.env);",
    'env',
  ],
  [
    "import type { ErrorHandler } from 'hono'; function f(): ErrorHandler { return (error, c) => is(c.env); }",
    'env',
  ],
  ["import { createMiddleware } from './own'; createMiddleware((c) => is(c.env));", undefined],
  ["import type { Handler } from './own'; const f: Handler = (c) => is(c.env);", undefined],
  ["import type { Context } from '../own'; const f = (c: Context) => is(c.env);", undefined],
  ["import { Hono } from '../own'; new Hono().get('/', (c) => { is(c.env); });", undefined],
  [inHono("app.get('/', (c) => { other((c) => { is(c.env); }); });"), undefined],
  [inFetch('is(request)'), 'incomingRequest'],
  [inFetch('is(env)'), 'env'],
  [inFetch('is(ctx)'), 'ctx'],
  [inFetch('is(env.CACHE)'), 'binding'],
  [inFetch('is(env["CACHE"]!)'), 'binding'],
  [inFetch('is(request.headers)'), 'headers'],
  [inFetch('is(request.clone())'), 'request'],
  [inFetch('is(ctx.waitUntil)'), 'method'],
  [inFetch('is(ctx.constructor)'), undefined],
  [inFetch('const { CACHE } = env; const c = CACHE as KV; is(c)'), 'binding'],
  [inFetch('is(fetch(request))'), 'promise'],
  [inFetch('is(await fetch(request))'), 'fetchedResponse'],
  [inFetch('const p = env.UP.fetch(request); const r = await p; is(r)'), 'fetchedResponse'],
  [inFetch('is((await env.UP.fetch(request)).clone())'), 'fetchedResponse'],
  [inFetch("is(await env.ROOM.getByName('a').fetch(request))"), 'fetchedResponse'],
  [inFetch("is(await (await caches.open('a')).match(request))"), 'cachedResponse'],
  [inFetch('fetch(request).then((response) => is(response))'), 'fetchedResponse'],
  [inFetch("is(new Response('a'))"), 'response'],
  [inFetch("is(await env.CACHE.get('k'))"), 'binding'],
  [inFetch('let r = await fetch(request); r = 1; is(r)'), undefined],
  [inFetch('const { a = env } = {}; is(a)'), undefined],
  [inFetch('{ const env = 1; is(env); }'), undefined],
  [inFetch('const a = b, b = a; is(a)'), undefined],
  [inFetch('is(new WebSocketPair()[0])'), 'webSocketEnd'],
  [inFetch("is(new WebSocket('wss://example.com'))"), 'webSocket'],
  [inFetch('is((await fetch(request)).webSocket)'), 'upgradedWebSocket'],
  [inRoom('webSocketClose(ws) { is(ws) }'), 'webSocket'],
  [inRoom('webSocketMessage(ws, message) { is(message) }'), undefined],
  [inRoom('alarm() { for (const ws of this.ctx.getWebSockets()) is(ws); }'), 'webSocket'],
  [inRoom('alarm() { this.ctx.getWebSockets().forEach((ws) => is(ws)); }'), 'webSocket'],
  ['class Own { webSocketClose(ws) { is(ws) } }', undefined],
  ["import WebSocket from 'ws'; is(new WebSocket('wss://example.com'))", undefined],
  ['function f(peer: WebSocket) { is(peer) }', 'webSocket'],
  ["import type { WebSocket } from 'ws'; function f(peer: WebSocket) { is(peer) }", undefined],
  ['export default { scheduled(event) { is(event) } };', undefined],
  ['export default { scheduled(event, env, ctx) { is(ctx) } };', 'ctx'],
  ['function fetch(request, env, ctx) { is(ctx) }', undefined],
  ["import { env } from 'cloudflare:workers'; is(env.CACHE)", 'binding'],
  ["import { env } from '../env'; is(env.CACHE)", undefined],
  ["import * as cf from 'cloudflare:workers'; is(cf.ctx)", undefined],
  ['is(caches.default)', 'cache'],
  ['is(crypto.subtle)', 'subtle'],
  ['function f(c: ExecutionContext) { is(c) }', 'ctx'],
  ["import type { Env } from '../index'; function f(e: Env) { is(e.CACHE) }", 'binding'],
  ['interface Env { CACHE: KVNamespace } function f(e: Env) { is(e) }', 'env'],
  ["import type { Request } from '../own'; function f(r: Request) { is(r) }", undefined],
  [
    "import type { Request } from '@cloudflare/workers-types'; function f(r: Request) { is(r) }",
    'request',
  ],
  [inRoom('fetch(request) { is(request) }'), 'incomingRequest'],
  [inRoom('alarm() { is(this.ctx.storage) }'), 'storage'],
  [inRoom('alarm() { const { env } = this; is(env.CACHE) }'), 'binding'],
  [inRoom('alarm() { [1].map(() => is(this.env)) }'), 'env'],
  [inRoom('alarm() { [1].map(function () { is(this.env) }) }'), undefined],
  [inRoom('static make() { is(this.env) }'), undefined],
  [inRoom('constructor(state, env) { super(state, env); is(state) }'), 'ctx'],
  [inRoom('constructor(c, e) { this.#e = e } #e; alarm() { is(this.#e.CACHE) }'), 'binding'],
  [inRoom('constructor(private state: any) {} alarm() { is(this.state.storage) }'), 'storage'],
  [inRoom('constructor(c) { this.a = c } b() { this.a = 1; is(this.a) }'), undefined],
  ['class Room { alarm() { is(this.ctx) } }', undefined],
];

describe('WorkerContext', () => {
  for (const [source, kind] of kinds) {
    it(`takes ${source} for ${kind ?? 'unknown'}`, () => {
      assert.equal(valueIn(source)?.kind, kind);
    });
  }
});
