import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { illegalInvocation } from '../../../../../extension/core/fixes/rules/illegalInvocation.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const handler = (body: string, parameters = 'request, env, ctx') =>
  `export default {
  async fetch(${parameters}) {
${body}
    return new Response('ok');
  },
};
`;

interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  readonly fileName?: string;
}

const fixed: Fixed[] = [
  {
    name: 'calls a destructured method on its object and drops the declaration',
    before: handler('    const { waitUntil } = ctx;\n    ▸waitUntil(task());'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    ctx.waitUntil(task());'),
  },
  {
    name: 'keeps what else is destructured',
    before: handler('    const { waitUntil, props } = ctx;\n    ▸waitUntil(task(props));'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    const { props } = ctx;\n    ctx.waitUntil(task(props));'),
  },
  {
    name: 'drops the last of several names',
    before: handler('    const { props, waitUntil } = ctx;\n    ▸waitUntil(task(props));'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    const { props } = ctx;\n    ctx.waitUntil(task(props));'),
  },
  {
    name: 'leaves the declaration when a rest element depends on it',
    before: handler('    const { waitUntil, ...others } = ctx;\n    ▸waitUntil(task(others));'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    const { waitUntil, ...others } = ctx;\n    ctx.waitUntil(task(others));'),
  },
  {
    name: 'mends every call of the name at once',
    before: handler('    const { waitUntil } = ctx;\n    waitUntil(a());\n    ▸waitUntil(b());'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    ctx.waitUntil(a());\n    ctx.waitUntil(b());'),
  },
  {
    name: 'knows an alias by its binding',
    before: handler("    const { get: read } = env.CACHE;\n    await ▸read('k');"),
    title: 'Call `get` on `env.CACHE`',
    after: handler("    await env.CACHE.get('k');"),
  },
  {
    name: 'follows a binding that was itself destructured',
    before: handler("    const { CACHE } = env;\n    const { get } = CACHE;\n    await get▸('k');"),
    title: 'Call `get` on `CACHE`',
    after: handler("    const { CACHE } = env;\n    await CACHE.get('k');"),
  },
  {
    name: 'reaches into a nested pattern',
    before: handler("    const { CACHE: { get } } = env;\n    await ▸get('k');"),
    title: 'Call `get` on `env.CACHE`',
    after: handler("    await env.CACHE.get('k');"),
  },
  {
    name: 'mends a method that was assigned',
    before: handler('    const read = request.json;\n    await ▸read();'),
    title: 'Call `json` on `request`',
    after: handler('    await request.json();'),
  },
  {
    name: 'mends a method of a fetched response',
    before: handler(
      '    const up = await fetch(url);\n    const { text } = up;\n    await ▸text();',
    ),
    title: 'Call `text` on `up`',
    after: handler('    const up = await fetch(url);\n    await up.text();'),
  },
  {
    name: 'mends methods of global objects',
    before:
      'const { digest } = crypto.subtle;\nexport async function hash(data: Uint8Array) {\n  return ▸digest("SHA-256", data);\n}\n',
    title: 'Call `digest` on `crypto.subtle`',
    after:
      'export async function hash(data: Uint8Array) {\n  return crypto.subtle.digest("SHA-256", data);\n}\n',
  },
  {
    name: 'mends a cache method',
    before: handler('    const { match } = caches.default;\n    await ▸match(request);'),
    title: 'Call `match` on `caches.default`',
    after: handler('    await caches.default.match(request);'),
  },
  {
    name: 'mends a storage method in a Durable Object',
    before: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject<Env> {
  async fetch() {
    const { get } = this.ctx.storage;
    return Response.json(await ▸get('k'));
  }
}
`,
    title: 'Call `get` on `this.ctx.storage`',
    after: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject<Env> {
  async fetch() {
    return Response.json(await this.ctx.storage.get('k'));
  }
}
`,
  },
  {
    name: 'knows the field that a constructor sets, and a base class under another name',
    before: `import { DurableObject as Base } from 'cloudflare:workers';
export class Room extends Base {
  constructor(state, env) {
    super(state, env);
    this.state = state;
  }
  async alarm() {
    const { setAlarm } = this.state.storage;
    await ▸setAlarm(1);
  }
}
`,
    title: 'Call `setAlarm` on `this.state.storage`',
    after: `import { DurableObject as Base } from 'cloudflare:workers';
export class Room extends Base {
  constructor(state, env) {
    super(state, env);
    this.state = state;
  }
  async alarm() {
    await this.state.storage.setAlarm(1);
  }
}
`,
    fileName: 'room.js',
  },
  {
    name: 'gives a destructured parameter its object back',
    before: handler('    ▸waitUntil(task());', 'request, env, { waitUntil }'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    ctx.waitUntil(task());', 'request, env, ctx'),
  },
  {
    name: 'keeps the type of a destructured parameter and its data',
    before: handler(
      '    ▸waitUntil(task({ props }));',
      'request: Request, env: Env, { waitUntil, props }: ExecutionContext',
    ),
    title: 'Call `waitUntil` on `ctx`',
    after: handler(
      '    ctx.waitUntil(task({ props: ctx.props }));',
      'request: Request, env: Env, ctx: ExecutionContext',
    ),
  },
  {
    name: 'takes a free name for a destructured parameter',
    before: handler(
      '    const ctx = 1;\n    ▸waitUntil(task(ctx));',
      'request, env, { waitUntil }',
    ),
    title: 'Call `waitUntil` on `context`',
    after: handler(
      '    const ctx = 1;\n    context.waitUntil(task(ctx));',
      'request, env, context',
    ),
  },
  {
    name: 'believes a declared type in a function of its own',
    before:
      'function later(context: ExecutionContext) {\n  const { waitUntil } = context;\n  ▸waitUntil(task());\n}\n',
    title: 'Call `waitUntil` on `context`',
    after: 'function later(context: ExecutionContext) {\n  context.waitUntil(task());\n}\n',
  },
  {
    name: 'passes a function in place of the method',
    before: handler('    ▸await pending.then(ctx.waitUntil);'),
    title: 'Pass a function that calls `ctx.waitUntil`',
    after: handler('    await pending.then((promise) => ctx.waitUntil(promise));'),
  },
  {
    name: 'passes nothing on to a method without parameters',
    before: handler('    const up = await fetch(url);\n    await pending.▸then(up.json);'),
    title: 'Pass a function that calls `up.json`',
    after: handler('    const up = await fetch(url);\n    await pending.then(() => up.json());'),
  },
  {
    name: 'finds the method that a caller passed to the function of the frame',
    before: `function run(read) {
  return ▸read('k');
}
${handler('    await run(env.CACHE.get);')}`,
    title: 'Pass a function that calls `env.CACHE.get`',
    after: `function run(read) {
  return read('k');
}
${handler('    await run((key) => env.CACHE.get(key));')}`,
  },
  {
    name: 'passes every argument on to a function it does not know',
    before: handler('    await ▸run(env.CACHE.get);'),
    title: 'Pass a function that calls `env.CACHE.get`',
    after: handler('    await run((...args) => env.CACHE.get(...args));'),
  },
  {
    name: 'mends a name that is passed',
    before: handler('    const { waitUntil } = ctx;\n    tasks.▸forEach(waitUntil);'),
    title: 'Pass a function that calls `ctx.waitUntil`',
    after: handler('    tasks.forEach((promise) => ctx.waitUntil(promise));'),
  },
  {
    name: 'accepts a place at the start of the statement',
    before: handler('    const { get } = env.CACHE;\n    ▸const value = await get("k");'),
    title: 'Call `get` on `env.CACHE`',
    after: handler('    const value = await env.CACHE.get("k");'),
  },
  {
    name: 'accepts a place elsewhere in the statement when there is one pattern',
    before: handler('    const { waitUntil } = ctx;\n    (▸prepare(), waitUntil(task()));'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    (prepare(), ctx.waitUntil(task()));'),
  },
  {
    name: 'sees the handlers of an object that is exported by name and typed',
    before: `const worker = {
  fetch: serve,
} satisfies ExportedHandler<Env>;
async function serve(request: Request, env: Env, c: unknown) {
  const { get } = env.CACHE;
  return new Response(await ▸get('k'));
}
export { worker as default };
`,
    title: 'Call `get` on `env.CACHE`',
    after: `const worker = {
  fetch: serve,
} satisfies ExportedHandler<Env>;
async function serve(request: Request, env: Env, c: unknown) {
  return new Response(await env.CACHE.get('k'));
}
export { worker as default };
`,
  },
  {
    name: 'follows the imported environment',
    before: `import { env } from 'cloudflare:workers';
export const load = () => {
  const { get } = env.CACHE;
  return ▸get('k');
};
`,
    title: 'Call `get` on `env.CACHE`',
    after: `import { env } from 'cloudflare:workers';
export const load = () => {
  return env.CACHE.get('k');
};
`,
  },
  {
    name: 'knows the execution context of Hono',
    before:
      "import { Hono } from 'hono';\nnew Hono().get('/', (c) => {\n  const { waitUntil } = c.executionCtx;\n  ▸waitUntil(task());\n});\n",
    title: 'Call `waitUntil` on `c.executionCtx`',
    after:
      "import { Hono } from 'hono';\nnew Hono().get('/', (c) => {\n  c.executionCtx.waitUntil(task());\n});\n",
  },
  {
    name: 'knows the execution context of itty-router',
    before:
      "import { AutoRouter } from 'itty-router';\nconst router = AutoRouter();\nrouter.get('/', (request, env, { waitUntil }) => {\n  ▸waitUntil(task());\n});\nexport default router;\n",
    title: 'Call `waitUntil` on `ctx`',
    after:
      "import { AutoRouter } from 'itty-router';\nconst router = AutoRouter();\nrouter.get('/', (request, env, ctx) => {\n  ctx.waitUntil(task());\n});\nexport default router;\n",
  },
  {
    name: 'knows the request of itty-router',
    before:
      "import { Router } from 'itty-router';\nconst router = Router().post('/', async (request) => {\n  const { text } = request;\n  return ▸text();\n});\nexport default { fetch: router.fetch };\n",
    title: 'Call `text` on `request`',
    after:
      "import { Router } from 'itty-router';\nconst router = Router().post('/', async (request) => {\n  return request.text();\n});\nexport default { fetch: router.fetch };\n",
  },
  {
    name: 'knows the event of a service worker',
    before:
      "addEventListener('fetch', (event) => {\n  const { respondWith } = event;\n  ▸respondWith(answer());\n});\n",
    title: 'Call `respondWith` on `event`',
    after: "addEventListener('fetch', (event) => {\n  event.respondWith(answer());\n});\n",
    fileName: 'worker.js',
  },
  {
    name: 'knows the context that a constructor kept',
    before: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    this.state = ctx;
  }
  alarm() {
    const { getWebSockets } = this.state;
    ▸getWebSockets();
  }
}
`,
    title: 'Call `getWebSockets` on `this.state`',
    after: `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  constructor(ctx, env) {
    super(ctx, env);
    this.state = ctx;
  }
  alarm() {
    this.state.getWebSockets();
  }
}
`,
  },
  {
    name: 'knows a binding of the imported environment under another name',
    before:
      "import { env as bindings } from 'cloudflare:workers';\nconst { CACHE: cache } = bindings;\nexport const read = () => {\n  const { get } = cache;\n  return ▸get('k');\n};\n",
    title: 'Call `get` on `cache`',
    after:
      "import { env as bindings } from 'cloudflare:workers';\nconst { CACHE: cache } = bindings;\nexport const read = () => {\n  return cache.get('k');\n};\n",
  },
  {
    name: 'knows the environment of the imported module as a whole',
    before:
      "import * as workers from 'cloudflare:workers';\nexport const read = () => {\n  const { get } = workers.env.CACHE;\n  return ▸get('k');\n};\n",
    title: 'Call `get` on `workers.env.CACHE`',
    after:
      "import * as workers from 'cloudflare:workers';\nexport const read = () => {\n  return workers.env.CACHE.get('k');\n};\n",
  },
  {
    name: 'keeps CRLF, tabs and a missing semicolon',
    before:
      'export default {\r\n\tasync fetch(a, b, c) {\r\n\t\tconst { waitUntil } = c\r\n\t\t▸waitUntil(d())\r\n\t}\r\n}\r\n',
    title: 'Call `waitUntil` on `c`',
    after: 'export default {\r\n\tasync fetch(a, b, c) {\r\n\t\tc.waitUntil(d())\r\n\t}\r\n}\r\n',
    fileName: 'worker.js',
  },
  {
    name: 'keeps a comment beside the declaration and an optional call',
    before: handler('    const { waitUntil } = ctx; // why\n    ▸waitUntil?.(task());'),
    title: 'Call `waitUntil` on `ctx`',
    after: handler('    // why\n    ctx.waitUntil?.(task());'),
  },
];

describe('QF-05 illegal invocation', () => {
  for (const { name, before, title, after, fileName } of fixed) {
    it(name, () => {
      const fix = checkFix(
        illegalInvocation,
        before,
        title,
        after,
        fileName === undefined ? {} : { fileName },
      );
      assert.equal(fix.safety, 'safe');
    });
  }

  it('mends the call first, for it fails before the method that it is given', () => {
    const before = handler('    const { waitUntil } = ctx;\n    ▸waitUntil(run(env.CACHE.get));');
    const [fix] = offeredAt(illegalInvocation, before);
    assert.equal(fix?.title, 'Call `waitUntil` on `ctx`');
  });

  const refused: Record<string, string> = {
    'what fails in another statement': handler(
      '    const { waitUntil } = ctx;\n    ▸prepare();\n    waitUntil(task());',
    ),
    'data properties of the request': handler(
      '    const { url, headers } = request;\n    ▸route(url, headers);',
    ),
    "a class's own bound members": handler(
      '    class Queue { add = () => 1 }\n    const { add } = new Queue();\n    ▸add();',
    ),
    'a text of the environment': handler('    const { API_KEY } = env;\n    ▸use(API_KEY);'),
    'fetch from a plain object': handler(
      "    const { fetch } = { fetch: () => 1 };\n    ▸fetch('/');",
    ),
    'a name that is only called like the context': handler(
      '    const context = make();\n    const { waitUntil } = context;\n    ▸waitUntil(task());',
    ),
    'the function that cloudflare:workers exports': `import { waitUntil } from 'cloudflare:workers';
export default { async fetch() { ▸waitUntil(task()); return new Response(); } };
`,
    "a method of an AutoRouter's request, which keeps its object":
      "import { AutoRouter } from 'itty-router';\nexport default AutoRouter().post('/', ({ json }) => ▸json());\n",
    "a method of Hono's context, which keeps its object":
      "import { Hono } from 'hono';\nnew Hono().get('/', (c) => {\n  const { json } = c;\n  return ▸json({});\n});\n",
    'a bound method': handler('    const later = ctx.waitUntil.bind(ctx);\n    ▸later(task());'),
    'a method that is called on its object': handler('    ▸ctx.waitUntil(task());'),
    'a name that is assigned again': handler(
      '    let { waitUntil } = ctx;\n    waitUntil = (p) => p;\n    ▸waitUntil(task());',
    ),
    'an object that the call does not see': handler(
      '    const { waitUntil } = ctx;\n    tasks.map((ctx) => { ▸waitUntil(ctx); });',
    ),
    'an object that is computed anew': handler(
      '    const { json } = await fetch(url);\n    await ▸json();',
    ),
    'a pattern in another function': handler(
      '    const { waitUntil } = ctx;\n    other(() => { waitUntil(a()); });\n    function other() {\n      ▸boom();\n    }',
    ),
    'two patterns where the place fits both': handler(
      '    const { get } = env.A;\n    const { put } = env.B;\n    ▸prepare();\n    await get("k");\n    await put("k", 1);',
    ),
    'two callers of the function of the frame': `function run(read) {
  return ▸read('k');
}
${handler('    await run(env.A.get);\n    await run(env.B.get);')}`,
    'a method that is called on its object by reflection': handler(
      '    ▸Reflect.apply(env.CACHE.get, env.CACHE, ["k"]);',
    ),
    'a method that is put back with something around it': handler(
      '    env.DB.prepare = ▸traced(env.DB.prepare);',
    ),
    'data that is passed on': handler('    await ▸run(env.SETTINGS.names);'),
    'a type of the same name from the file itself':
      'interface ExecutionContext { waitUntil(): void }\nfunction f(c: ExecutionContext) {\n  const { waitUntil } = c;\n  ▸waitUntil();\n}\n',
    'a shadowed global':
      'function f(crypto) {\n  const { randomUUID } = crypto;\n  return ▸randomUUID();\n}\n',
    'a function that no runtime calls':
      'function f(request, env, ctx) {\n  const { waitUntil } = ctx;\n  ▸waitUntil(a());\n}\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(illegalInvocation, before);
    });
  }
});
