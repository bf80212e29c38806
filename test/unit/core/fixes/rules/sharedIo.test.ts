import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { sharedIo } from '../../../../../extension/core/fixes/rules/sharedIo.ts';
import { checkHint } from '../../../../support/checkHint.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const MESSAGE = 'Cannot perform I/O on behalf of a different request.';
const handler = (body: string) => `export default {
  async fetch(request, env, ctx) {
${body}
  },
};
`;
const KEEP = 'Keep what `text()` gives, not the response';
const MOVE = 'Move `cached` into the function that uses it';

interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  readonly safety: Safety;
}

const fixed: Fixed[] = [
  {
    name: 'keeps the text of a response',
    before: `let cached = null;\n${handler('    if (!cached) cached = await env.UP.fetch(request);\n    return new Response(await cached.▸clone().text());')}`,
    title: KEEP,
    after: `let cached = null;\n${handler('    if (!cached) cached = await (await env.UP.fetch(request)).text();\n    return new Response(cached);')}`,
    safety: 'safe',
  },
  {
    name: 'changes the type that is written',
    before: `let cached: Response | undefined;\n${handler("    cached ??= await fetch('https://a.example/');\n    const text = await cached!.▸clone().text();\n    return new Response(text);")}`,
    title: KEEP,
    after: `let cached: string | undefined;\n${handler("    cached ??= await (await fetch('https://a.example/')).text();\n    const text = cached!;\n    return new Response(text);")}`,
    safety: 'safe',
  },
  {
    name: 'keeps parsed JSON, which the user looks at',
    before: `let cached;\n${handler("    cached ??= await fetch('https://a.example/');\n    return Response.json(await cached.▸clone().json());")}`,
    title: 'Keep what `json()` gives, not the response',
    after: `let cached;\n${handler("    cached ??= await (await fetch('https://a.example/')).json();\n    return Response.json(cached);")}`,
    safety: 'review',
  },
  {
    name: 'moves a response that is returned as it is',
    before: `let cached = null;\n${handler('    if (!cached) cached = await env.UP.fetch(request);\n    return ▸cached.clone();')}`,
    title: MOVE,
    after: handler(
      '    let cached = null;\n    if (!cached) cached = await env.UP.fetch(request);\n    return cached.clone();',
    ),
    safety: 'review',
  },
  {
    name: 'moves a promise',
    before: `let cached;\r\n${handler('    cached ??= fetch(request);\r\n    return new Response((await ▸cached).body);')}`,
    title: MOVE,
    after: handler(
      '    let cached;\r\n    cached ??= fetch(request);\r\n    return new Response((await cached).body);',
    ),
    safety: 'review',
  },
  {
    name: 'moves the stub of a Durable Object',
    before: `let cached;\n${handler("    cached = cached ?? env.ROOM.get(env.ROOM.idFromName('a'));\n    return ▸cached.fetch(request);")}`,
    title: MOVE,
    after: handler(
      "    let cached;\n    cached = cached ?? env.ROOM.get(env.ROOM.idFromName('a'));\n    return cached.fetch(request);",
    ),
    safety: 'review',
  },
  {
    name: 'keeps the texts of responses in a Map',
    before: `const cache = new Map<string, Response>();\n${handler('    if (!cache.has(key)) cache.set(key, await fetch(key));\n    return new Response(await cache.▸get(key)!.clone().text());')}`,
    title: KEEP,
    after: `const cache = new Map<string, string>();\n${handler('    if (!cache.has(key)) cache.set(key, await (await fetch(key)).text());\n    return new Response(cache.get(key)!);')}`,
    safety: 'safe',
  },
  {
    name: 'keeps the texts of responses that come through a variable',
    before: `const cache: Record<string, Response> = {};\n${handler('    let hit: Response | undefined = cache[key];\n    if (!hit) {\n      hit = await env.UP.fetch(key);\n      cache[key] = hit.clone();\n    }\n    return new Response((await ▸hit.clone().text()).trim());')}`,
    title: KEEP,
    after: `const cache: Record<string, string> = {};\n${handler('    let hit: string | undefined = cache[key];\n    if (!hit) {\n      hit = await (await env.UP.fetch(key)).text();\n      cache[key] = hit;\n    }\n    return new Response((hit).trim());')}`,
    safety: 'review',
  },
  {
    name: 'keeps the text of responses that are used for more before',
    before: `const cache = new Map();\n${handler('    const hit = cache.get(key);\n    if (hit) return new Response(await hit.▸clone().text());\n    const response = await fetch(key);\n    if (response.ok) cache.set(key, response.clone());\n    return response;')}`,
    title: KEEP,
    after: `const cache = new Map();\n${handler('    const hit = cache.get(key);\n    if (hit) return new Response(hit);\n    const response = await fetch(key);\n    if (response.ok) cache.set(key, await response.clone().text());\n    return response;')}`,
    safety: 'review',
  },
  {
    name: 'copies a response that is kept and used',
    before: `const cache = new Map();\n${handler('    const response = new Response(key);\n    cache.set(key, response);\n    await cache.get(other).▸clone().text();\n    return response;')}`,
    title: KEEP,
    after: `const cache = new Map();\n${handler('    const response = new Response(key);\n    cache.set(key, await response.clone().text());\n    cache.get(other);\n    return response;')}`,
    safety: 'review',
  },
  {
    name: 'keeps what a response says in its own type',
    before: `const all = [];\n${handler('    all.push(await fetch(request));\n    const first = all.at(0);\n    return Response.json(await (first as Response).▸clone().json<Item>());')}`,
    title: 'Keep what `json()` gives, not the response',
    after: `const all = [];\n${handler('    all.push(await (await fetch(request)).json<Item>());\n    const first = all.at(0);\n    return Response.json(first);')}`,
    safety: 'review',
  },
  {
    name: 'keeps a text that is read where it is set',
    before: `let cached;\n${handler('    const text = await (cached ??= await fetch(request)).▸clone().text();\n    return new Response(text);')}`,
    title: KEEP,
    after: `let cached;\n${handler('    const text = (cached ??= await (await fetch(request)).text());\n    return new Response(text);')}`,
    safety: 'safe',
  },
  {
    name: 'keeps a text that is read of what stands in brackets twice',
    before: `let cached;\n${handler('    const text = await ((cached ??= await fetch(request)) ).▸clone().text();\n    return new Response(text);')}`,
    title: KEEP,
    after: `let cached;\n${handler('    const text = ((cached ??= await (await fetch(request)).text()) );\n    return new Response(text);')}`,
    safety: 'safe',
  },
  {
    name: 'keeps the text in a static field',
    before: `class Pages {\n  static last: Response | null = null;\n  static async load(url) {\n    this.last ??= await fetch(url);\n    return (await ▸Pages.last!.clone().text()).trim();\n  }\n}\n`,
    title: KEEP,
    after: `class Pages {\n  static last: string | null = null;\n  static async load(url) {\n    this.last ??= await (await fetch(url)).text();\n    return (Pages.last!).trim();\n  }\n}\n`,
    safety: 'review',
  },
  {
    name: 'makes a static field one of each Durable Object',
    before: `import { DurableObject } from 'cloudflare:workers';\nexport class Room extends DurableObject {\n  private static up: Response;\n  async fetch(request) {\n    Room.up ??= await fetch(request);\n    return Room.up.▸clone();\n  }\n}\n`,
    title: 'Make `up` a field of each object, not of the class',
    after: `import { DurableObject } from 'cloudflare:workers';\nexport class Room extends DurableObject {\n  private up: Response;\n  async fetch(request) {\n    this.up ??= await fetch(request);\n    return this.up.clone();\n  }\n}\n`,
    safety: 'review',
  },
  {
    name: 'moves a client of a database',
    before: `import { Client } from 'pg';\nlet cached: Client | undefined;\n${handler("    if (!cached) {\n      cached = new Client(env.DB.connectionString);\n      await cached.connect();\n    }\n    return Response.json(await ▸cached.query('SELECT 1'));")}`,
    title: MOVE,
    after: `import { Client } from 'pg';\n${handler("    let cached: Client | undefined;\n    if (!cached) {\n      cached = new Client(env.DB.connectionString);\n      await cached.connect();\n    }\n    return Response.json(await cached.query('SELECT 1'));")}`,
    safety: 'review',
  },
  {
    name: 'moves a pool that the module makes',
    before: `import { env } from 'cloudflare:workers';\nimport pg from 'pg';\n\nconst { Pool } = pg;\nconst cached = new Pool({ connectionString: env.DB });\n${handler("    return Response.json(await ▸cached.query('SELECT 1'));")}`,
    title: MOVE,
    after: `import { env } from 'cloudflare:workers';\nimport pg from 'pg';\n\nconst { Pool } = pg;\n${handler("    const cached = new Pool({ connectionString: env.DB });\n    return Response.json(await cached.query('SELECT 1'));")}`,
    safety: 'review',
  },
  {
    name: 'moves a connection that is waited for',
    before: `import * as mysql from 'mysql2/promise';\nlet cached;\n${handler("    cached ??= await mysql.createConnection(env.DB);\n    return Response.json(await ▸cached.query('SELECT 1'));")}`,
    title: MOVE,
    after: `import * as mysql from 'mysql2/promise';\n${handler("    let cached;\n    cached ??= await mysql.createConnection(env.DB);\n    return Response.json(await cached.query('SELECT 1'));")}`,
    safety: 'review',
  },
  {
    name: 'moves a collection of stubs',
    before: `const cached = new Map();\n${handler("    if (!cached.has('a')) cached.set('a', env.ROOM.getByName('a'));\n    return ▸cached.get('a').fetch(request);")}`,
    title: MOVE,
    after: handler(
      "    const cached = new Map();\n    if (!cached.has('a')) cached.set('a', env.ROOM.getByName('a'));\n    return cached.get('a').fetch(request);",
    ),
    safety: 'review',
  },
];

describe('QF-07 shared objects of requests', () => {
  for (const { name, before, title, after, safety } of fixed) {
    it(name, () => {
      assert.equal(checkFix(sharedIo, before, title, after, { message: MESSAGE }).safety, safety);
    });
  }

  it('offers first to keep the data', () => {
    const before = `let cached;\n${handler('    cached ??= await fetch(request);\n    return new Response(await cached.▸clone().text());')}`;
    assert.deepEqual(
      offeredAt(sharedIo, before, { message: MESSAGE }).map(({ title }) => title),
      [KEEP, MOVE],
    );
  });

  it('keeps no text of a response that is used for more', () => {
    const uses = ['cache.get(key).clone()', 'cache.get(key).status', 'show(cache.get(key))'];
    for (const use of uses) {
      const before = `const cache = new Map();\n${handler(`    cache.set(key, await fetch(key));\n    await cache.▸get(key).clone().text();\n    return ${use};`)}`;
      const titles = offeredAt(sharedIo, before, { message: MESSAGE }).map(({ title }) => title);
      assert.deepEqual(titles, ['Move `cache` into the function that uses it']);
    }
  });

  const refused: Record<string, string> = {
    'texts of responses in a Map': `const cache = new Map();\n${handler('    cache.set(key, await (await fetch(key)).text());\n    return new Response(▸cache.get(key));')}`,
    'promises of data in a Map': `const cache = new Map();\n${handler('    cache.set(key, env.SETTINGS.get(key));\n    return new Response(await ▸cache.get(key));')}`,
    'a count in a Map': `const seen = new Map();\n${handler('    const response = await fetch(request);\n    seen.set(response.status, (▸seen.get(response.status) ?? 0) + 1);\n    return response;')}`,
    'a field of an object': `class Room {\n  up = null;\n  async load(url) {\n    this.up ??= await fetch(url);\n    return ▸this.up.clone();\n  }\n}\n`,
    'a client of each request, over Hyperdrive': `import { Client } from 'pg';\n${handler('    const client = new Client(env.HYPERDRIVE.connectionString);\n    await client.connect();\n    return Response.json(await ▸client.query(sql));')}`,
    'a static field that functions outside of the class use too': `import { DurableObject } from 'cloudflare:workers';\nexport class Room extends DurableObject {\n  static up;\n  async fetch(request) {\n    Room.up ??= await fetch(request);\n    return Room.up.▸clone();\n  }\n}\nexport const show = () => Room.up;\n`,
    'the text of a response': `let cached;\n${handler('    cached ??= await (await fetch(request)).text();\n    return new Response(▸cached);')}`,
    'a value of KV': `let cached;\n${handler("    cached ??= await env.SETTINGS.get('k');\n    return new Response(▸cached);")}`,
    'parsed configuration': `let cached;\n${handler('    cached ??= JSON.parse(env.SETTINGS);\n    return Response.json(▸cached);')}`,
    'a WebAssembly instance': `let cached;\n${handler('    cached ??= await WebAssembly.instantiate(wasm);\n    return new Response(▸cached.exports.f());')}`,
    'a client that opens a socket for each query': `let cached;\n${handler('    cached ??= postgres(env.DB.connectionString);\n    return Response.json(await ▸cached.query());')}`,
    'a variable of the function': handler(
      '    let cached;\n    cached ??= await fetch(request);\n    return ▸cached;',
    ),
    'a variable that other modules see': `let cached;\nexport { cached };\n${handler('    cached ??= await fetch(request);\n    return ▸cached.clone();')}`,
    'a variable that several functions use, and not for its data': `let cached;\nconst show = () => cached.status;\n${handler('    cached ??= await fetch(request);\n    show();\n    return ▸cached.clone();')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(sharedIo, before, { message: MESSAGE });
    });
  }

  it('tells of a response that is returned for each request', () => {
    const source = (declared: string, body: string) =>
      `${declared}export default {\n  async fetch(request) {\n${body}  },\n};\n`;
    for (const body of [
      "    page ??= new Response('a');\n    return page.clone();\n",
      '    if (!page) page = Response.json({ a: 1 });\n    return page;\n',
      "    return (page ??= new Response('a'));\n",
    ]) {
      checkHint(
        sharedIo,
        source('let page;\n', body),
        'Move `page` into the function that uses it',
        source('', `    let page;\n${body}`),
      );
    }
    for (const body of [
      '    page ??= new Response(null, { status: 204 });\n    return page;\n',
      "    page = new Response('a');\n    return page;\n",
      "    page ??= 'a';\n    return new Response(page);\n",
      "    const own = new Response('a');\n    return own;\n",
    ]) {
      checkNoHintOf(source('let page;\n', body));
    }
  });
});

/** Rules find more than they tell of: what failed is found by its message. */
function checkNoHintOf(source: string): void {
  const tree = parseSource(source, 'worker.ts');
  assert.ok(tree);
  const hints = checkModule(tree, undefined, [sharedIo]).flatMap(
    ({ finding }) => finding.hint ?? [],
  );
  assert.deepEqual(hints, []);
}
