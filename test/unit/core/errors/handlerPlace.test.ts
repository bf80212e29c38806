import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { EntryModules, EntrySource } from '../../../../extension/core/errors/entrySource.ts';
import { handlerPlace } from '../../../../extension/core/errors/handlerPlace.ts';
import type { Place } from '../../../../extension/core/errors/locate.ts';
import { decodeTailEvent } from '../../../../extension/core/tail/decodeTailEvent.ts';
import type { TailEvent } from '../../../../extension/shared/tailEvent.ts';
import { rawEvent, rawException, type RawEvent } from '../../../support/events.ts';

function event(fields: RawEvent): TailEvent {
  const decoded = decodeTailEvent({ ...rawEvent({ outcome: 'exception' }), ...fields });
  assert.equal(decoded.kind, 'event');
  return decoded.event;
}

const upgrade = {
  request: { url: 'https://a/', method: 'GET', headers: { upgrade: 'websocket' }, cf: {} },
};
const EVENTS = {
  fetch: {},
  scheduled: { event: { cron: '* * * * *', scheduledTime: 1 } },
  queue: { event: { queue: 'q', batchSize: 1 } },
  email: { event: { mailFrom: 'a', rcptTo: 'b', rawSize: 1 } },
  tail: { event: { consumedEvents: [{ scriptName: 'a' }] } },
  alarm: { event: { scheduledTime: '2026-01-01T00:00:00.000Z' }, entrypoint: 'Room' },
  message: {
    event: { getWebSocketEvent: { webSocketEventType: 'message' } },
    entrypoint: 'Room',
  },
  close: {
    event: { getWebSocketEvent: { webSocketEventType: 'close', code: 1000, wasClean: true } },
    entrypoint: 'Room',
  },
  error: { event: { getWebSocketEvent: { webSocketEventType: 'error' } }, entrypoint: 'Room' },
  rpc: { event: { rpcMethod: 'add' }, entrypoint: 'Room' },
  rpcOfDefault: { event: { rpcMethod: 'add' } },
  rpcWithoutName: { event: { rpcMethod: '' }, entrypoint: 'Room' },
  workflow: { event: { rpcMethod: 'x' }, entrypoint: 'Room', executionModel: 'workflow' },
  room: { entrypoint: 'Room' },
  unknown: { event: {} },
  lost: { event: upgrade, exceptions: [rawException('Network connection lost.')] },
  lostInRoom: {
    event: upgrade,
    entrypoint: 'Room',
    exceptions: [rawException('Network connection lost.')],
  },
  lostByFetch: { exceptions: [rawException('Network connection lost.')] },
  brokenUpgrade: { event: upgrade, exceptions: [rawException('boom')] },
} satisfies Record<string, RawEvent>;

/** Modules by path; `¦` stands where the place is to be found. The entry is the first. */
type Files = Readonly<Record<string, string>>;

class MemoryModules implements EntryModules {
  readonly environment = undefined;
  readonly #files: Files;
  asked = 0;

  constructor(files: Files) {
    this.#files = files;
  }

  entry(): Promise<EntrySource | undefined> {
    const [first = ''] = Object.keys(this.#files);
    return Promise.resolve(/\.[jt]sx?$/.test(first) ? this.#source(first) : undefined);
  }

  imported(specifier: string, importer: EntrySource): Promise<EntrySource | undefined> {
    this.asked++;
    if (!specifier.startsWith('.')) return Promise.resolve(undefined);
    const folder = new URL('.', `file:///${importer.display}`);
    const path = new URL(specifier, folder).pathname.slice(1);
    return Promise.resolve(
      [path, `${path}.ts`, `${path}/index.ts`].map((each) => this.#source(each)).find(Boolean),
    );
  }

  configuration(): Promise<EntrySource | undefined> {
    const name = Object.keys(this.#files).find((each) => each.startsWith('wrangler.'));
    return Promise.resolve(name === undefined ? undefined : this.#source(name));
  }

  #source(path: string): EntrySource | undefined {
    const text = this.#files[path];
    if (text === undefined) return undefined;
    return { file: `/p/${path}`, display: path, text: text.replace('¦', '') };
  }
}

/** `path line:column` of the mark, by an own way of counting. */
function marked(files: Files): string | undefined {
  for (const [path, text] of Object.entries(files)) {
    const [before, after] = text.replace(/^\uFEFF/, '').split('¦');
    if (after === undefined || before === undefined) continue;
    const lines = before.split(/\r\n|\n/);
    return `${path} ${lines.length}:${(lines.at(-1)?.length ?? 0) + 1}`;
  }
  return undefined;
}

type Case = readonly [name: string, kind: keyof typeof EVENTS, files: Files | string];

const IMPORT = "import { DurableObject, WorkerEntrypoint } from 'cloudflare:workers';\n";
const CONFIG = { 'wrangler.jsonc': '{\n  "main": ¦"src/index.ts"\n}' };

const CASES: readonly Case[] = [
  // Each kind.
  ['fetch', 'fetch', 'export default {\n  ¦async fetch() {},\n  scheduled() {} };'],
  ['scheduled', 'scheduled', 'export default { fetch() {},\n  ¦async scheduled() {} };'],
  ['queue', 'queue', 'export default { fetch() {},\n  ¦queue() {} };'],
  ['email', 'email', 'export default { fetch() {},\n  ¦email() {} };'],
  ['tail', 'tail', 'export default { fetch() {},\n  ¦tail() {} };'],
  ['trace, the older name of tail', 'tail', 'export default { fetch() {},\n  ¦trace() {} };'],
  [
    'alarm',
    'alarm',
    `${IMPORT}export class Other extends DurableObject { alarm() {} }
export class Room extends DurableObject {\n  fetch() {}\n  ¦async alarm() {}\n}`,
  ],
  [
    'message',
    'message',
    `${IMPORT}export class Room { ¦webSocketMessage() {} webSocketClose() {} }`,
  ],
  ['close', 'close', `${IMPORT}export class Room { webSocketMessage() {} ¦webSocketClose() {} }`],
  ['error', 'error', `${IMPORT}export class Room { webSocketMessage() {} ¦webSocketError() {} }`],
  ['an RPC method', 'rpc', `${IMPORT}export class Room extends DurableObject { ¦add() {} }`],
  [
    'an RPC method of the default export',
    'rpcOfDefault',
    `${IMPORT}export default class extends WorkerEntrypoint { ¦async add() {} }`,
  ],
  ['an RPC call without a name', 'rpcWithoutName', 'export ¦class Room { add() {} }'],
  ['a Workflow', 'workflow', 'export class Room { x() {} ¦async run() {} }'],
  ['fetch of a class', 'room', 'export default { fetch() {} };\nexport class Room { ¦fetch() {} }'],
  ['an unknown kind', 'unknown', '¦export default { fetch() {} };'],
  // How the default export is written.
  ['a variable', 'fetch', 'const worker = { ¦fetch() {} };\nexport default worker;'],
  ['a typed object', 'fetch', 'export default <ExportedHandler>{ ¦fetch() {} };'],
  [
    'a satisfied type',
    'fetch',
    'const w = { ¦fetch() {} } satisfies ExportedHandler; export { w as default };',
  ],
  ['a function elsewhere', 'fetch', 'export default { fetch };\n¦async function fetch() {}'],
  ['an arrow', 'fetch', 'export default { fetch: ¦async () => {} };'],
  ['an arrow in a constant', 'fetch', 'const f = ¦() => {};\nexport default { fetch: f };'],
  ['a wrapped object', 'fetch', 'export default withSentry((env) => ({}), { ¦fetch() {} });'],
  ['a wrapped wrapper', 'fetch', 'export default a(b({ ¦fetch() {} }, 1), 2);'],
  ['a wrapped function', 'fetch', 'export default { fetch: withAuth(¦async () => {}) };'],
  ['a method of a framework', 'fetch', 'export default { ¦fetch: app.fetch };'],
  ['a spread object', 'fetch', 'const a = { ¦fetch() {} };\nexport default { ...a, queue() {} };'],
  [
    'an overridden property',
    'fetch',
    'const a = { fetch() {} };\nexport default { ...a, ¦fetch() {} };',
  ],
  [
    'a framework',
    'fetch',
    "import { Hono } from 'hono';\nconst app = new Hono();\n¦export default app;",
  ],
  ['a package', 'fetch', "¦export { default } from 'some-worker';"],
  ['a missing handler', 'queue', '¦export default { fetch() {} };'],
  ['an event listener', 'fetch', "¦addEventListener('fetch', (event) => {});"],
  // How classes are written.
  ['no base class', 'alarm', 'export class Room { constructor(state) {} ¦alarm() {} }'],
  ['an export by another name', 'alarm', 'class Inner { ¦alarm() {} }\nexport { Inner as Room };'],
  [
    'a name of another class',
    'alarm',
    'class Room { alarm() {} }\nclass B { ¦alarm() {} }\nexport { B as Room };',
  ],
  ['a class in a constant', 'alarm', 'export const Room = class { ¦alarm() {} };'],
  [
    'a wrapped class',
    'alarm',
    'class Inner { ¦alarm() {} }\nexport const Room = instrument(() => ({}), Inner);',
  ],
  ['a field', 'alarm', 'export class Room { alarm = ¦async () => {}; }'],
  [
    'a base class',
    'alarm',
    'class Base { ¦alarm() {} }\nexport class Room extends Base { fetch() {} }',
  ],
  ['a mixin', 'alarm', 'class Base { ¦alarm() {} }\nexport class Room extends Mixed(Base) {}'],
  ['a static method', 'alarm', 'export class Room { static alarm() {} ¦alarm() {} }'],
  [
    'a framework’s class',
    'message',
    "import { Server } from 'partyserver';\nexport ¦class Room extends Server { onMessage() {} }",
  ],
  [
    'decorators and generics',
    'rpc',
    'export class Room<T> extends Base<T> { @log() x() {} ¦async add<U>(@p u: U) {} }',
  ],
  // Other modules.
  [
    'a class exported from another module',
    'alarm',
    {
      'src/index.ts': "export { Room } from './room';",
      'src/room.ts': 'export class Room { ¦alarm() {} }',
    },
  ],
  [
    'a renamed export of another module',
    'alarm',
    {
      'src/index.ts': "export { Chat as Room } from './room';",
      'src/room.ts': 'export class Room { alarm() {} }\nexport class Chat { ¦alarm() {} }',
    },
  ],
  [
    'an import that is exported',
    'alarm',
    {
      'src/index.ts': "import { Chat } from './do';\nexport { Chat as Room };",
      'src/do/index.ts': 'export class Chat { ¦alarm() {} }',
    },
  ],
  [
    'a default import that is exported',
    'alarm',
    {
      'src/index.ts': "import Room from './room';\nexport { Room };",
      'src/room.ts': 'export default class { ¦alarm() {} }',
    },
  ],
  [
    'export * through two modules',
    'alarm',
    {
      'src/index.ts': "export * from './types';\nexport * from './rooms';",
      'src/types.ts': 'export interface Room {}',
      'src/rooms.ts': "export * from './rooms/room';",
      'src/rooms/room.ts': 'export class Room { ¦alarm() {} }',
    },
  ],
  [
    'a base class of another module',
    'alarm',
    {
      'src/index.ts': "import { Base } from './base';\nexport class Room extends Base {}",
      'src/base.ts': 'export abstract class Base { ¦alarm() {} }',
    },
  ],
  [
    'a default export of another module',
    'fetch',
    {
      'src/index.ts': "export { default } from './app';",
      'src/app.ts': 'export default { ¦fetch() {} };',
    },
  ],
  [
    'an imported object',
    'fetch',
    {
      'src/index.ts': "import app from './app';\nexport default app;",
      'src/app.ts': 'const app = { ¦fetch() {} };\nexport default app;',
    },
  ],
  [
    'an imported function',
    'scheduled',
    {
      'src/index.ts':
        "import { nightly } from './cron.ts';\nexport default { scheduled: nightly };",
      'src/cron.ts': 'export ¦async function nightly() {}',
    },
  ],
  [
    'a function of a package',
    'fetch',
    "import { handler } from 'pkg';\nexport default { ¦fetch: handler };",
  ],
  [
    'modules that export from each other',
    'alarm',
    { 'src/index.ts': "export * from './a';", 'src/a.ts': "export * from './index';", ...CONFIG },
  ],
  // No handler in the source.
  ['a class that is not there', 'alarm', { 'src/index.ts': 'export default {};', ...CONFIG }],
  ['an entry that is not there', 'fetch', CONFIG],
  ['an entry that cannot be parsed', 'fetch', { 'src/index.ts': 'export default {', ...CONFIG }],
  ['TOML', 'fetch', { 'wrangler.toml': 'name = "a"\nmain = ¦"src/index.ts"' }],
  [
    'a configuration with a byte order mark',
    'fetch',
    { 'wrangler.json': '\uFEFF{ "main": ¦"a.ts" }' },
  ],
  ['a configuration without main', 'fetch', { 'wrangler.toml': 'name = "a"' }],
  ['nothing', 'fetch', {}],
  // Texts.
  ['CRLF and tabs', 'fetch', 'const a = 1;\r\nexport default {\r\n\t¦async fetch() {},\r\n};\r\n'],
  ['surrogate pairs', 'fetch', "const s = '𝕎🙂'; export default { a: '🙂', ¦fetch() {} };"],
  ['a byte order mark', 'fetch', '\uFEFFexport default { ¦fetch() {} };'],
  [
    'a type of the class’s name',
    'alarm',
    'export type Room = {};\nexport class A {}\nclass B { ¦alarm() {} }\nexport { B as Room };',
  ],
  [
    'JSX',
    'fetch',
    {
      'src/index.tsx': 'export default { ¦fetch: () => <p>a</p> };'.replace('¦fetch: ', 'fetch: ¦'),
    },
  ],
  // Listeners of WebSockets.
  [
    'a listener',
    'lost',
    "export default { fetch() {\n  ws\n    .¦addEventListener('message', () => {}); } };",
  ],
  [
    'a listener for other events first',
    'lost',
    "a.addEventListener('close', f);\nws?.¦addEventListener('message', f);",
  ],
  ['no listener', 'lost', 'export default { ¦fetch() {} };'],
  [
    'a listener, but another error',
    'brokenUpgrade',
    "export default { ¦fetch() { ws.addEventListener('message', f); } };",
  ],
  [
    'a listener, but no WebSocket',
    'lostByFetch',
    "export default { ¦fetch() { ws.addEventListener('message', f); } };",
  ],
  [
    'a listener in the class of the event',
    'lostInRoom',
    "export default { fetch() { a.addEventListener('message', f); } };\nexport class Room { fetch() { b.¦addEventListener('message', f); } }",
  ],
  [
    'a listener in a module that the class imports',
    'lostInRoom',
    {
      'src/index.ts': "export { Room } from './room';\na.addEventListener('message', f);",
      'src/room.ts': "import { listen } from './listen';\nexport class Room {}",
      'src/listen.ts': "export const listen = (ws) => ws.¦addEventListener('message', f);",
    },
  ],
  [
    'a listener beside webSocketMessage',
    'lostInRoom',
    {
      'src/index.ts':
        "import { listen } from './listen';\nexport class Room { fetch() {} webSocketMessage() {} }",
      'src/listen.ts': "ws.¦addEventListener('message', f);",
    },
  ],
  ['webSocketMessage', 'lost', 'export class Room { ¦webSocketMessage() {} }'],
];

describe('the place of an event without a stack', () => {
  for (const [name, kind, given] of CASES) {
    const files = typeof given === 'string' ? { 'src/index.ts': given } : given;
    it(`is found: ${kind}, ${name}`, async () => {
      const place = await handlerPlace(event(EVENTS[kind]), new MemoryModules(files));
      const text = textOf(place);
      assert.equal(text, marked(files));
    });
  }

  it('says how it is known', async () => {
    const source = "export default { fetch() { ws.addEventListener('message', f); } };";
    const modules = new MemoryModules({ 'src/index.ts': source });
    const certainties = [];
    for (const kind of ['fetch', 'lost'] as const) {
      certainties.push((await handlerPlace(event(EVENTS[kind]), modules))?.certainty);
    }
    assert.deepEqual(certainties, ['handler', 'guessed']);
    const none = new MemoryModules({ 'wrangler.json': '{"main":"a"}' });
    assert.equal((await handlerPlace(event({}), none))?.certainty, 'handler');
  });

  it('reads at most twenty modules', async () => {
    const files: Record<string, string> = {};
    for (let index = 0; index < 60; index++) {
      files[`m${index}.ts`] = `export * from './m${index + 1}';`;
    }
    files['m60.ts'] = 'export class Room { alarm() {} }';
    const modules = new MemoryModules(files);
    assert.equal(await handlerPlace(event(EVENTS.alarm), modules), undefined);
    assert.ok(modules.asked <= 20, String(modules.asked));
  });
});

function textOf(place: Place | undefined): string | undefined {
  return place && `${place.display} ${place.position.line}:${place.position.column}`;
}

describe('a function that a frame of the bundle names', () => {
  const failing = (message: string, frame: string) =>
    event({ exceptions: [rawException(message, `    at ${frame}`)] });
  const files = {
    'src/index.ts':
      "import { addCors } from './cors';\nexport default { fetch: async () => addCors(await fetch('https://a/')) };",
  };

  it('is its place, guessed, when it is there once', async () => {
    const cors = 'const a = 1;\nexport ¦function addCors() {}';
    const modules = { ...files, 'src/cors.ts': cors };
    const place = await handlerPlace(
      failing('boom', 'addCors (index.js:9:9)'),
      new MemoryModules(modules),
    );
    assert.equal(textOf(place), marked(modules));
    assert.equal(place?.certainty, 'guessed');
  });

  it('leads to what in it fails with such a message', async () => {
    const cors =
      "export async function addCors() {\n  const r = await fetch('https://a/');\n  ¦r.headers.set('a', 'b');\n}";
    const modules = { ...files, 'src/cors.ts': cors };
    const place = await handlerPlace(
      failing("Can't modify immutable headers.", 'async addCors (index.js:9:9)'),
      new MemoryModules(modules),
    );
    assert.equal(textOf(place), marked(modules));
  });

  for (const frame of ['addCors (src/gone.ts:1:1)', 'a (index.js:1:1)', 'missing (index.js:1:1)']) {
    it(`is not looked for, or not found, by ${frame}`, async () => {
      const modules = {
        'src/index.ts': "import './cors';\nexport default { ¦fetch() {} };",
        'src/cors.ts': 'function addCors() {}\nfunction a() {}',
      };
      const place = await handlerPlace(failing('boom', frame), new MemoryModules(modules));
      assert.equal(place?.certainty, 'handler');
      assert.equal(textOf(place), marked(modules));
    });
  }
});

describe('a failure that only some calls raise', () => {
  const hung = event({
    exceptions: [
      rawException("your Worker's code had hung and would never generate a response", undefined),
    ],
  });
  const place = async (files: Files): Promise<Place | undefined> =>
    handlerPlace(hung, new MemoryModules(files));

  it('is at the one such call in the Worker, guessed', async () => {
    const files = {
      'src/index.ts':
        "import { open } from './stream';\nexport default { fetch() { return open(); } };",
      'src/stream.ts': 'export const open = () => ({\n  send: (data) => ¦writer.write(data),\n});',
    };
    const found = await place(files);
    assert.equal(textOf(found), marked(files));
    assert.equal(found?.certainty, 'guessed');
  });

  it('is at the one that its handler reaches, through functions and methods', async () => {
    const files = {
      'src/index.ts': `import { save } from './save';
export class Room { log() { this.file.write('a'); } }
export default {
  async fetch(request) { return this.answer(request); },
  async answer(request) { return save(request); },
  async scheduled() { other.write('b'); },
};`,
      'src/save.ts': 'export async function save(a) {\n  await ¦a.write(1);\n}',
    };
    // Members of an object literal are not followed: only those of classes are.
    const direct = {
      ...files,
      'src/index.ts': files['src/index.ts'].replace('this.answer(request)', 'save(request)'),
    };
    assert.equal((await place(files))?.certainty, 'handler');
    assert.equal(textOf(await place(direct)), marked(direct));
  });

  it('is at a method of a general name only on its own object', async () => {
    const refused = event({
      exceptions: [
        rawException(
          'Requested key usage "sign" does not match any usage listed in this CryptoKey.',
        ),
      ],
    });
    for (const [body, certainty] of [
      ['await crypto.¦subtle.sign(a, b, c);', 'guessed'],
      ['await jwt.sign(a, b);', 'handler'],
    ] as const) {
      const files = { 'src/index.ts': `export default { async fetch() { ${body} } };` };
      const found = await handlerPlace(refused, new MemoryModules(files));
      assert.equal(found?.certainty, certainty);
    }
  });

  it('is at the handler when there are several, or none', async () => {
    for (const body of ['a.write(1); b.write(2);', 'new Promise(f); a.write(1);', 'a.read(1);']) {
      const files = { 'src/index.ts': `export default { ¦async fetch() { ${body} } };` };
      const found = await place(files);
      assert.equal(textOf(found), marked(files));
      assert.equal(found?.certainty, 'handler');
    }
  });
});
