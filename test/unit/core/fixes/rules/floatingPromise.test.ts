import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { floatingPromise } from '../../../../../extension/core/fixes/rules/floatingPromise.ts';
import { checkHint, checkNoHint } from '../../../../support/checkHint.ts';
import { projectOf } from '../../../../support/projectFixes.ts';

const handler = (body: string, parameters = 'request, env, ctx', more = '') =>
  `${more}export default {
  async fetch(${parameters}) {
${body}
    return new Response('ok');
  },
};
`;
const hono = (routes: string, exported = 'app') =>
  `import { Hono } from 'hono';\nconst app = new Hono();\n${routes}\nexport default ${exported};\n`;
const KEEP = 'Keep the work alive with `ctx.waitUntil()`';
const WAIT = 'Wait for the work with `await`';
const LOG = `async function log(url) {
  await fetch('https://log.example/', { method: 'POST', body: url });
}
`;

interface Told {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  readonly safety: Safety;
  readonly fileName?: string;
}

const told: Told[] = [
  {
    name: 'keeps a fetch alive',
    before: handler("    fetch('https://log.example/');"),
    title: KEEP,
    after: handler("    ctx.waitUntil(fetch('https://log.example/'));"),
    safety: 'safe',
  },
  {
    name: 'offers to wait for it instead',
    before: handler("    fetch('https://log.example/');"),
    title: WAIT,
    after: handler("    await fetch('https://log.example/');"),
    safety: 'review',
  },
  {
    name: 'keeps a write to a binding alive, whatever the parameters are called',
    before: handler("    e.CACHE.put('k', 'v')", 'r, e, c'),
    title: 'Keep the work alive with `c.waitUntil()`',
    after: handler("    c.waitUntil(e.CACHE.put('k', 'v'))", 'r, e, c'),
    safety: 'safe',
  },
  {
    name: 'keeps an async function of the file alive, with what is chained to it',
    before: handler('    log(request.url).catch(console.error);', undefined, LOG),
    title: KEEP,
    after: handler('    ctx.waitUntil(log(request.url).catch(console.error));', undefined, LOG),
    safety: 'safe',
  },
  {
    name: 'keeps a function that is called on the spot alive',
    before: handler("    (async () => {\n      await env.JOBS.send('a');\n    })();"),
    title: KEEP,
    after: handler("    ctx.waitUntil((async () => {\n      await env.JOBS.send('a');\n    })());"),
    safety: 'safe',
  },
  {
    name: 'leaves to the user where the value is read further down',
    before: handler("    env.CACHE.put('k', 'v');\n    const value = await env.CACHE.get('k');"),
    title: KEEP,
    after: handler(
      "    ctx.waitUntil(env.CACHE.put('k', 'v'));\n    const value = await env.CACHE.get('k');",
    ),
    safety: 'review',
  },
  {
    name: 'adds the parameter that the handler does not take',
    before: handler("    fetch('https://log.example/');", 'request: Request'),
    title: KEEP,
    after: handler(
      "    ctx.waitUntil(fetch('https://log.example/'));",
      'request: Request, env: unknown, ctx: ExecutionContext',
    ),
    safety: 'review',
  },
  {
    name: 'puts brackets around a parameter that had none',
    before: 'export default { fetch: request => { caches.default.put(request, answer()); } };',
    title: KEEP,
    after:
      'export default { fetch: (request, env, ctx) => { ctx.waitUntil(caches.default.put(request, answer())); } };',
    safety: 'review',
  },
  {
    name: 'waits for all that a loop starts',
    before: handler(
      '    keys.forEach(async (key) => {\n      await env.CACHE.delete(key);\n    });',
    ),
    title: WAIT,
    after: handler(
      '    await Promise.all(keys.map(async (key) => {\n      await env.CACHE.delete(key);\n    }));',
    ),
    safety: 'review',
  },
  {
    name: 'knows the context of itty-router',
    before:
      "import { Router } from 'itty-router';\nconst router = Router();\nrouter.post('/', (request, env, ctx) => {\n  env.CACHE.put('k', 'v');\n  return new Response('ok');\n});\nexport default { ...router };\n",
    title: KEEP,
    after:
      "import { Router } from 'itty-router';\nconst router = Router();\nrouter.post('/', (request, env, ctx) => {\n  ctx.waitUntil(env.CACHE.put('k', 'v'));\n  return new Response('ok');\n});\nexport default { ...router };\n",
    safety: 'safe',
  },
  {
    name: 'takes the context that itty-router hands to a handler',
    before:
      "import { AutoRouter } from 'itty-router';\nconst router = AutoRouter();\nrouter.post('/', (request, env) => {\n  fetch('https://log.example/');\n  return 'ok';\n}).get('/', log);\nfunction log(request) {\n  return 'ok';\n}\nexport default { fetch: (...all) => router.fetch(...all) };\n",
    title: KEEP,
    after:
      "import { AutoRouter } from 'itty-router';\nconst router = AutoRouter();\nrouter.post('/', (request, env, ctx) => {\n  ctx.waitUntil(fetch('https://log.example/'));\n  return 'ok';\n}).get('/', log);\nfunction log(request) {\n  return 'ok';\n}\nexport default { fetch: (...all) => router.fetch(...all) };\n",
    safety: 'review',
  },
  {
    name: 'knows the context of Hono',
    before:
      "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/', (c) => {\n  c.env.CACHE.put('k', 'v');\n  return c.text('ok');\n});\nexport default app;\n",
    title: 'Keep the work alive with `c.executionCtx.waitUntil()`',
    after:
      "import { Hono } from 'hono';\nconst app = new Hono();\napp.get('/', (c) => {\n  c.executionCtx.waitUntil(c.env.CACHE.put('k', 'v'));\n  return c.text('ok');\n});\nexport default app;\n",
    safety: 'safe',
  },
  {
    name: "knows the context where Hono's errors are answered",
    before: hono(
      "app.onError((err, c) => {\n  fetch('https://err');\n  return c.text('x', 500);\n});",
    ),
    title: 'Keep the work alive with `c.executionCtx.waitUntil()`',
    after: hono(
      "app.onError((err, c) => {\n  c.executionCtx.waitUntil(fetch('https://err'));\n  return c.text('x', 500);\n});",
    ),
    safety: 'safe',
  },
  {
    name: 'lets a handler mounted on Hono take the context',
    before: hono(
      "app.mount('/old', (request) => {\n  fetch('https://log');\n  return new Response();\n});",
    ),
    title: KEEP,
    after: hono(
      "app.mount('/old', (request, env, ctx) => {\n  ctx.waitUntil(fetch('https://log'));\n  return new Response();\n});",
    ),
    safety: 'review',
  },
  {
    name: 'does not name a context that Hono is not given',
    before: hono(
      "app.get('/', async (c) => {\n  fetch('https://log');\n  return c.text('x');\n});",
      '{ fetch: (request, env) => app.fetch(request, env) }',
    ),
    title: WAIT,
    after: hono(
      "app.get('/', async (c) => {\n  await fetch('https://log');\n  return c.text('x');\n});",
      '{ fetch: (request, env) => app.fetch(request, env) }',
    ),
    safety: 'review',
  },
  {
    name: 'knows the event of a service worker',
    before:
      "addEventListener('fetch', (event) => {\r\n\tfetch('https://log.example/')\r\n\tevent.respondWith(new Response('ok'))\r\n})\r\n",
    title: 'Keep the work alive with `event.waitUntil()`',
    after:
      "addEventListener('fetch', (event) => {\r\n\tevent.waitUntil(fetch('https://log.example/'))\r\n\tevent.respondWith(new Response('ok'))\r\n})\r\n",
    safety: 'safe',
    fileName: 'worker.js',
  },
  {
    name: 'knows the context of an entrypoint class',
    before: `import { WorkerEntrypoint } from 'cloudflare:workers';
export default class extends WorkerEntrypoint<Env> {
  async add(item: string) {
    this.env.JOBS.send(item);
  }
}
`,
    title: 'Keep the work alive with `this.ctx.waitUntil()`',
    after: `import { WorkerEntrypoint } from 'cloudflare:workers';
export default class extends WorkerEntrypoint<Env> {
  async add(item: string) {
    this.ctx.waitUntil(this.env.JOBS.send(item));
  }
}
`,
    safety: 'safe',
  },
  {
    name: 'tells of a function that only the handler calls',
    before: `async function count(env: Env) {
  env.CACHE.put('k', 'v');
}
${handler('    await count(env);')}`,
    title: WAIT,
    after: `async function count(env: Env) {
  await env.CACHE.put('k', 'v');
}
${handler('    await count(env);')}`,
    safety: 'review',
  },
];

/** Statements of a handler, each of them work that it drops. */
const dropped: Record<string, string> = {
  'a statement of D1': "env.DB.prepare('DELETE FROM a WHERE id = ?').bind(1).run()",
  'a statement of D1 in a session': "env.DB.withSession().prepare('DELETE FROM a').all()",
  'a failure of D1 that is caught': "env.DB.prepare('DELETE FROM a').run().catch(console.error)",
  'a batch of D1': "env.DB.batch([env.DB.prepare('DELETE FROM a')])",
  'a workflow that is started': "env.FLOW.create({ id: 'a' })",
};

const SERVICE = projectOf({
  config:
    '{ "name": "a", "main": "worker.ts", "services": [{ "binding": "API", "service": "b" }] }',
});

describe('QF-31 floating promise', () => {
  for (const [name, call] of Object.entries(dropped)) {
    it(`keeps ${name} alive`, () => {
      const [before, after] = [handler(`    ${call};`), handler(`    ctx.waitUntil(${call});`)];
      assert.equal(checkHint(floatingPromise, before, KEEP, after).safety, 'safe');
    });
  }

  it('knows a statement by its variable', () => {
    const prepared = "    const insert = env.DB.prepare('INSERT INTO a VALUES (?)');\n";
    checkHint(
      floatingPromise,
      handler(`${prepared}    insert.bind(1).run();`),
      KEEP,
      handler(`${prepared}    ctx.waitUntil(insert.bind(1).run());`),
    );
  });

  it('waits first where the database is asked further down', () => {
    const ask = "    return Response.json(await env.DB.prepare('SELECT 1').first());";
    const before = handler(`    env.DB.prepare('DELETE FROM a').run();\n${ask}`);
    const after = handler(`    await env.DB.prepare('DELETE FROM a').run();\n${ask}`);
    assert.equal(checkHint(floatingPromise, before, WAIT, after).safety, 'review');
  });

  it('knows a method of another Worker by the configuration', () => {
    const call = handler("    env.API.track('a');");
    const kept = handler("    ctx.waitUntil(env.API.track('a'));");
    checkHint(floatingPromise, call, KEEP, kept, 'worker.ts', SERVICE);
    checkNoHint(floatingPromise, call);
    checkNoHint(floatingPromise, handler("    env.API.connect('a:1');"), 'worker.ts', SERVICE);
  });

  it('looks into a method of the same class', () => {
    const entrypoint = (call: string) => `import { WorkerEntrypoint } from 'cloudflare:workers';
export default class extends WorkerEntrypoint {
  fetch() {
    ${call};
    return new Response('ok');
  }
  async #log() {
    await this.env.DB.prepare('DELETE FROM a').run();
  }
  static log() {}
}
`;
    checkHint(
      floatingPromise,
      entrypoint('this.#log()'),
      'Keep the work alive with `this.ctx.waitUntil()`',
      entrypoint('this.ctx.waitUntil(this.#log())'),
    );
    checkNoHint(floatingPromise, entrypoint('this.log()'));
  });

  it('tells of a call whose failure nobody sees', () => {
    const failing: Record<string, string> = {
      'what it throws': "async function save(n) {\n  if (n < 0) throw new Error('negative');\n}\n",
      'what it waits for':
        "import { client } from './client';\nasync function save(n) {\n  await client.post(n);\n}\n",
      'what an expression gives':
        "import { post } from './client';\nconst save = async (n) => post(n);\n",
      'what another function throws':
        'const save = async (n) => {\n  await check(n);\n};\nasync function check(n) {\n  throw new Error(n);\n}\n',
    };
    for (const [name, more] of Object.entries(failing)) {
      const { safety } = checkHint(
        floatingPromise,
        handler('    save(1);', undefined, more),
        KEEP,
        handler('    ctx.waitUntil(save(1));', undefined, more),
        'worker.js',
      );
      assert.equal(safety, 'review', name);
    }
  });

  for (const type of ['scheduled', 'queue']) {
    it(`knows the ${type} event of a service worker`, () => {
      const listener = (call: string) =>
        `self.addEventListener('${type}', (event) => {\n  ${call};\n});\n`;
      checkHint(
        floatingPromise,
        listener("fetch('https://log.example/')"),
        'Keep the work alive with `event.waitUntil()`',
        listener("event.waitUntil(fetch('https://log.example/'))"),
      );
    });
  }

  for (const { name, before, title, after, safety, fileName } of told) {
    it(name, () => {
      assert.equal(checkHint(floatingPromise, before, title, after, fileName).safety, safety);
    });
  }

  const silent: Record<string, string> = {
    'a promise that is awaited, returned or kept': handler(
      '    await fetch(a);\n    const later = fetch(b);\n    await later;\n    if (c) return fetch(c);',
    ),
    'a promise that is given to waitUntil': handler('    ctx.waitUntil(fetch(a));'),
    'a promise that is dropped on purpose': handler('    void fetch(a);'),
    'a data point, which is written at once': handler('    env.STATS.writeDataPoint({});'),
    'a statement that is made and not run': handler(
      "    const all = env.DB.prepare('SELECT 1');\n    all.bind(1);",
    ),
    'a statement of another database': handler(
      "    db.prepare('DELETE FROM a').run();",
      undefined,
      "import db from './sqlite';\n",
    ),
    'what a store gave': handler(
      "    const list = await env.CACHE.get('list', 'json');\n    list.create('a');",
    ),
    'a call to a Durable Object, which goes on there': handler(
      "    env.ROOM.getByName('a').notify();",
    ),
    'a function without work in it': handler(
      '    later();',
      undefined,
      'async function later() {\n  await null;\n}\n',
    ),
    'a stream that keeps the event alive': handler(
      '    const { readable, writable } = new TransformStream();\n    write(writable);\n    return new Response(readable);',
      undefined,
      'async function write(writable) {\n  const answer = await fetch(a);\n  await answer.body.pipeTo(writable);\n}\n',
    ),
    'a socket that keeps the event alive': handler(
      '    const [client, server] = Object.values(new WebSocketPair());\n    server.accept();\n    serve(server);\n    return new Response(null, { status: 101, webSocket: client });',
      undefined,
      "async function serve(socket) {\n  await fetch('https://log.example/');\n}\n",
    ),
    'a callback that somebody else calls': handler(
      "    streamSSE(c, async (stream) => { fetch('https://log.example/'); });",
    ),
    'a Durable Object, which lives on': `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
    fetch('https://log.example/');
    this.env.CACHE.put('k', 'v');
    return new Response('ok');
  }
}
`,
    'an app in a Durable Object, which lives on': `import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
export class Room extends DurableObject {
  app = new Hono().get('/', (c) => {
    fetch('https://log.example/');
    return c.text('ok');
  });
  fetch(request) {
    return this.app.fetch(request, this.env, this.ctx);
  }
}
`,
    'what a Durable Object stores': `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(request) {
    this.ctx.storage.put('k', 'v');
    return new Response('ok');
  }
}
`,
    'a function that no Worker calls': "function f() { fetch('https://log.example/'); }\n",
    'a fetch of its own': handler(
      '    fetch(request);',
      undefined,
      'function fetch(request) { return 1; }\n',
    ),
    'a function that catches its failures': handler(
      '    save();',
      undefined,
      "import { post } from './client';\nasync function save() {\n  try {\n    await post();\n  } catch {}\n}\n",
    ),
    'a failure that is caught at the call': handler(
      '    save().catch(report);',
      undefined,
      "import { post, report } from './client';\nasync function save() {\n  await post();\n}\n",
    ),
    'a function that is not asynchronous': handler(
      '    save();',
      undefined,
      "function save() {\n  throw new Error('now');\n}\n",
    ),
    'functions that call each other': handler(
      '    a();',
      undefined,
      'async function a() { await b(); }\nasync function b() { await a(); }\n',
    ),
  };
  for (const [name, source] of Object.entries(silent)) {
    it(`says nothing of ${name}`, () => {
      checkNoHint(floatingPromise, source);
    });
  }
});
