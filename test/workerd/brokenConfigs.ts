/** A Worker project whose configuration or exports are wrong, and what it answers once mended. */
export interface BrokenConfig {
  readonly name: string;
  readonly configFile: string;
  readonly config: string;
  readonly environment?: string;
  /** The entry first. */
  readonly modules: Readonly<Record<string, string>>;
  readonly code: string;
  /** What wrangler, the start or the trace says. */
  readonly message: RegExp;
  /** Of the refused upload, which nothing here can refuse; then the broken Worker is not run. */
  readonly refused?: string;
  /** See `FixRequest`. */
  readonly couldBeMapped?: boolean;
  readonly title: string;
  readonly answer: string;
  /** Invocations that are traced: that of what is called by RPC counts too. */
  readonly traces?: number;
}

const TOML = `# A Worker.
name = "broken"            # its name
main = "src/index.js"
compatibility_date = "2026-07-01"
`;

const JSONC = `{
  // A Worker.
  "name": "broken",
  "main": "src/index.js",
  "compatibility_date": "2026-07-01", // new enough
}
`;

const worker = (body: string) =>
  `export default {\n  async fetch(request, env) {\n    ${body}\n  },\n};\n`;

const ROOM = `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch() {
    return new Response('in the room');
  }
}
`;

const INTO_ROOM = worker("return env.ROOM.getByName('a').fetch(request);");
const OBJECT = '[[durable_objects.bindings]]\nname = "ROOM"\nclass_name = "Room"\n';
const MIGRATION = '[[migrations]]\ntag = "v1"\nnew_sqlite_classes = ["Room"]\n';

export const brokenConfigs: readonly BrokenConfig[] = [
  {
    name: 'a KV namespace that is not configured',
    configFile: 'wrangler.toml',
    config: TOML,
    modules: {
      'src/index.js': worker(
        "await env.CACHE.put('a', 'b');\n    return new Response(await env.CACHE.get('a'));",
      ),
    },
    code: 'rt:undefined-property',
    message: /of undefined \(reading 'put'\)/,
    title: 'Add a KV namespace `CACHE` to wrangler.toml',
    answer: '200 b',
  },
  {
    name: 'a binding that an environment does not inherit',
    configFile: 'wrangler.jsonc',
    config: JSONC.replace(
      '}\n',
      '  "kv_namespaces": [{ "binding": "CACHE", "id": "1" }],\n  "env": { "test": {} },\n}\n',
    ),
    environment: 'test',
    modules: { 'src/index.js': worker("return new Response(await env.CACHE.get('a') ?? 'none');") },
    code: 'rt:undefined-property',
    message: /of undefined \(reading 'get'\)/,
    title: 'Add `CACHE` to the environment `test`, as at the top level',
    answer: '200 none',
  },
  {
    name: 'a misspelt binding',
    configFile: 'wrangler.jsonc',
    config: JSONC.replace(
      '}\n',
      '  "r2_buckets": [{ "binding": "FILES", "bucket_name": "files" }],\n}\n',
    ),
    modules: {
      'src/index.js': worker("return new Response(await env.Files.head('a') ?? 'none');"),
    },
    code: 'rt:undefined-property',
    message: /of undefined \(reading 'head'\)/,
    title: 'Use `FILES`, as the configuration names it',
    answer: '200 none',
  },
  {
    name: 'a D1 database that is not configured',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: {
      'src/index.js': worker(
        "return Response.json(await env.DB.prepare('select 1 as a').first());",
      ),
    },
    code: 'rt:undefined-property',
    message: /of undefined \(reading 'prepare'\)/,
    title: 'Add a D1 database `DB` to wrangler.jsonc',
    answer: '200 {"a":1}',
  },
  {
    name: 'a Durable Object without binding and migration',
    configFile: 'wrangler.toml',
    config: TOML,
    modules: { 'src/index.js': `${INTO_ROOM}${ROOM}` },
    code: 'rt:undefined-property',
    message: /of undefined \(reading 'getByName'\)/,
    title: 'Bind `ROOM` to the class `Room` in wrangler.toml',
    answer: '200 in the room',
  },
  {
    name: 'a class that the entry does not export',
    configFile: 'wrangler.toml',
    config: `${TOML}${OBJECT}${MIGRATION}`,
    modules: {
      'src/index.js': `import './objects/room.js';\n${INTO_ROOM}`,
      'src/objects/room.js': ROOM,
    },
    code: 'api:10061',
    message: /Room/,
    title: 'Export the class `Room` of src/objects/room.js from src/index.js',
    answer: '200 in the room',
  },
  {
    name: 'a class without a migration',
    configFile: 'wrangler.toml',
    config: `${TOML}${OBJECT}`,
    modules: { 'src/index.js': `${INTO_ROOM}${ROOM}` },
    code: 'api:10061',
    refused:
      "Cannot create binding for class 'Room' because it is not currently configured to implement Durable Objects.",
    message: /Room/,
    title: 'Add a migration for `Room` to wrangler.toml',
    answer: '200 in the room',
  },
  {
    name: 'one of two classes without their base',
    configFile: 'wrangler.toml',
    config: `${TOML}${OBJECT}${MIGRATION}`,
    modules: {
      'src/index.js': `${worker("return new Response(await env.ROOM.getByName('a').hello());")}class Lobby {
  hello() {}
}
class Hall {
  hello() {
    return 'hello';
  }
}
export { Lobby, Hall as Room };
`,
    },
    code: 'rt:rpc-no-support',
    message: /does not support RPC/,
    title: 'Let `Hall` extend `DurableObject`',
    answer: '200 hello',
    traces: 2,
  },
  {
    name: 'a named entrypoint without its base',
    configFile: 'wrangler.jsonc',
    config: JSONC.replace(
      '}\n',
      '  "services": [{ "binding": "PRICES", "service": "broken", "entrypoint": "Prices" }],\n}\n',
    ),
    modules: {
      'src/index.js': `${worker('return new Response(await env.PRICES.today());')}export class Prices {
  today() {
    return 'cheap';
  }
}
`,
    },
    code: 'rt:internal',
    message: /internal error/,
    title: 'Let `Prices` extend `WorkerEntrypoint`',
    answer: '200 cheap',
    traces: 2,
  },
  {
    name: 'a class without SQL storage',
    configFile: 'wrangler.toml',
    config: `${TOML}${OBJECT}${MIGRATION.replace('new_sqlite_classes', 'new_classes')}`,
    modules: {
      'src/index.js': `${INTO_ROOM}${ROOM.replace("'in the room'", "this.ctx.storage.sql.exec('select 2 as a').one().a")}`,
    },
    code: 'rt:sql-not-enabled',
    message: /SQL is not enabled/,
    title: 'Create `Room` with SQL storage, if not deployed yet',
    answer: '200 2',
  },
  {
    name: 'an event without its handler',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: { 'src/index.js': 'export default {\n  async queue(batch) {},\n};\n' },
    code: 'rt:no-handler',
    message: /Handler does not export a fetch\(\) function/,
    title: 'Add a `fetch` handler',
    answer: '404 Not found',
  },
  {
    name: 'an alarm that a base class sets, without its handler',
    configFile: 'wrangler.toml',
    config: `${TOML}${OBJECT}${MIGRATION}`,
    modules: {
      'src/index.js': `import { Timed } from './timed.js';\n${INTO_ROOM}export class Room extends Timed {}\n`,
      'src/timed.js': `import { DurableObject } from 'cloudflare:workers';
export class Timed extends DurableObject {
  async fetch() {
    await this.ctx.storage.setAlarm(Date.now() + 3_600_000);
    return new Response('set');
  }
}
`,
    },
    code: 'rt:alarm-without-handler',
    message: /must have an alarm\(\) handler/,
    title: 'Add `alarm()` to the class `Timed`',
    answer: '200 set',
  },
  {
    name: 'a misspelt handler',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: {
      'src/index.js': worker("return new Response('found');").replace('fetch', 'onFetch'),
    },
    code: 'rt:no-handler',
    message: /Handler does not export a fetch\(\) function/,
    title: 'Call the handler `onFetch` `fetch`',
    answer: '200 found',
  },
  {
    name: 'a handler that is not the default export',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: {
      'src/index.js': `${worker("return new Response('found');").replace('export default', 'const handler =')}export { handler };\n`,
    },
    code: 'api:10068',
    refused: 'The uploaded script has no registered event handlers.',
    message: /no registered event handlers/,
    title: 'Export `handler` by default',
    answer: '200 found',
  },
  {
    name: 'a module of Node.js without its flag',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: {
      'src/index.js': `import { gzipSync } from 'node:zlib';\n${worker("return new Response(gzipSync('a').length > 10 ? 'small' : '');")}`,
    },
    code: 'rt:no-such-module',
    message: /No such module "node:zlib"/,
    title: 'Add `nodejs_compat` to the compatibility flags',
    answer: '200 small',
  },
  {
    name: 'a name that no Worker can have',
    configFile: 'wrangler.jsonc',
    config: JSONC.replace('"broken"', '"Broken Worker"'),
    modules: { 'src/index.js': worker("return new Response('named');") },
    code: 'api:10016',
    message: /"name"/,
    title: 'Name the Worker `broken-worker`',
    answer: '200 named',
  },
  {
    name: 'a limit of the Free plan',
    configFile: 'wrangler.toml',
    config: `${TOML}[limits]\ncpu_ms = 50 # ours\n`,
    modules: { 'src/index.js': worker("return new Response('in time');") },
    code: 'outcome:exceededCpu',
    refused: 'Worker exceeded CPU time limit.',
    message: /CPU/,
    title: 'Set `limits.cpu_ms` to 30000 (Workers Paid only)',
    answer: '200 in time',
  },
  {
    name: 'a limit that the plan does not have',
    configFile: 'wrangler.toml',
    config: `${TOML}[limits]\ncpu_ms = 50 # ours\n`,
    modules: { 'src/index.js': worker("return new Response('in time');") },
    code: 'api:100328',
    refused: 'CPU limits are not supported for the Free plan. [code: 100328]',
    message: /Free plan/,
    title: 'Remove the limits that need Workers Paid',
    answer: '200 in time',
  },
  {
    name: 'too many subrequests',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: { 'src/index.js': worker("return new Response('many');") },
    code: 'rt:too-many-subrequests',
    refused: 'Too many subrequests by single Worker invocation.',
    message: /subrequests/,
    title: 'Set `limits.subrequests` to 50000 (Workers Paid only)',
    answer: '200 many',
  },
  {
    name: 'a Worker that is too large',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: { 'src/index.js': worker("return new Response('small');") },
    code: 'api:10027',
    refused: 'Your Worker exceeded the size limit of 64 MiB.',
    message: /size limit/,
    title: 'Minify the Worker',
    answer: '200 small',
  },
  {
    name: 'a variable that is a secret',
    configFile: 'wrangler.jsonc',
    config: JSONC.replace('}\n', '  "vars": { "KEY": "", "HOST": "x" },\n}\n'),
    modules: { 'src/index.js': worker('return new Response(env.KEY + env.HOST);') },
    code: 'api:10053',
    refused: "Binding name 'KEY' already in use.",
    message: /KEY/,
    title: 'Remove the variable `KEY`, which is a secret now',
    answer: '200 undefinedx',
  },
  {
    name: 'a variable that was taken for a secret',
    configFile: 'wrangler.toml',
    config: `${TOML}[vars]\nKEY = "1" # not kept\nHOST = "x"\n`,
    modules: { 'src/index.js': worker('return new Response(env.KEY + env.HOST);') },
    code: 'api:10056',
    refused: "Binding 'KEY' not found. [code: 10056]",
    message: /KEY/,
    title: 'Remove the variable `KEY`, which is not a secret',
    answer: '200 undefinedx',
  },
  {
    name: 'a variable of process.env',
    configFile: 'wrangler.toml',
    config: `${TOML.replace('2026-07-01', '2024-11-01')}[vars]\nKEY = "1"\n`,
    modules: { 'src/index.js': worker('return new Response(process.env.KEY);') },
    code: 'js:not-defined/process',
    message: /process is not defined/,
    title: 'Add `nodejs_compat` and set `compatibility_date` to 2025-04-01',
    answer: '200 1',
  },
  {
    name: 'a buffer of Node.js',
    configFile: 'wrangler.jsonc',
    config: JSONC,
    modules: { 'src/index.js': worker("return new Response(Buffer.from('a').toString('hex'));") },
    code: 'js:not-defined/buffer',
    message: /Buffer is not defined/,
    title: 'Add `nodejs_compat` to the compatibility flags',
    answer: '200 61',
  },
  ...['Add `rpc` to the compatibility flags', 'Set `compatibility_date` to 2024-04-03'].map(
    (title) => ({
      name: 'a method of a Durable Object, with a date before RPC',
      configFile: 'wrangler.toml',
      config: `${TOML.replace('2026-07-01', '2024-03-01')}${OBJECT}${MIGRATION}`,
      modules: {
        'src/index.js': `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  greet() {
    return 'in the room';
  }
}
${worker("const room = env.ROOM.get(env.ROOM.idFromName('a'));\n    return new Response(await room.greet());")}`,
      },
      code: 'js:not-a-function',
      message: /room\.greet is not a function/,
      title,
      answer: '200 in the room',
      traces: 2,
    }),
  ),
  {
    name: 'a fetch of the own zone',
    configFile: 'wrangler.toml',
    config: TOML,
    modules: { 'src/index.js': worker("return new Response('public');") },
    code: 'cf:1042',
    refused: 'error code: 1042',
    message: /1042/,
    title: 'Add `global_fetch_strictly_public` to the compatibility flags',
    answer: '200 public',
  },
  {
    name: 'a binding without a name',
    configFile: 'wrangler.toml',
    config: `${TOML}[[kv_namespaces]]\nbinding = ""\nid = "1"\n`,
    modules: { 'src/index.js': worker("return new Response(await env.CACHE.get('a') ?? 'none');") },
    code: 'api:10052',
    refused: 'Binding at index 0 must have a name.',
    message: /name/,
    title: 'Name the binding `CACHE`, as the source does',
    answer: '200 none',
  },
  {
    name: 'a misspelt Worker behind a service binding',
    configFile: 'wrangler.jsonc',
    config: JSONC.replace(
      '}\n',
      '  "services": [{ "binding": "SELF", "service": "borken" }],\n}\n',
    ),
    modules: {
      'src/index.js': worker(
        "return request.headers.has('a') ? new Response('self') : env.SELF.fetch(request.url, { headers: { a: 'b' } });",
      ),
    },
    code: 'api:10143',
    message: /borken/,
    title: 'Bind the Worker `broken`, as its configuration names it',
    answer: '200 self',
  },
  {
    name: 'a stack of the bundle without source maps',
    configFile: 'wrangler.toml',
    config: TOML,
    modules: { 'src/index.js': worker("return new Response('mapped');") },
    code: 'cf:1101',
    refused: 'an exception whose frames name the bundle',
    message: /bundle/,
    couldBeMapped: true,
    title: 'Upload source maps, to see the line next time',
    answer: '200 mapped',
  },
];
