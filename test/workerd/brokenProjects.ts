import { transformSync } from 'esbuild';
import type { Project } from './deployedProject.ts';

/** A function without a body that traps: `(module (func (export "f") unreachable))`. */
const TRAP = new Uint8Array([
  0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 102, 0, 0, 10, 5, 1, 3, 0,
  0, 11,
]);

const failing = (name: string): string => `throw /*here:${name}*/new Error('${name}');`;

/** Texts as editors of all systems write them. */
const TEXTS: Readonly<Record<string, string>> = {
  'crlf.ts': `// one\r\n\r\ninterface Gone { a: string }\r\nexport function crlf(): never {\r\n  ${failing('crlf')}\r\n}\r\n`,
  'tabs.ts': `export function tabs(): never {\n\t\tconst a\t=\t1;\tvoid a;\t${failing('tabs')}\n}\n`,
  'bom.ts': `\uFEFFexport const bom = (): never => { ${failing('bom')} };\nexport const later = (): never => {\n  ${failing('bomLater')}\n};\n`,
  'pairs.ts': `export const pairs = (): never => { const s = '🙂𝕎é'; void s; ${failing('pairs')} };\n`,
  'name 𝕎 (1).ts': `export function odd(): never {\n  ${failing('oddName')}\n}\n`,
};

const CLASSES = `class Basket {
  readonly items: string[];
  constructor(items: string[] = []) {
    if (items.length === 0) ${failing('constructor')}
    this.items = items;
  }
  get total(): number {
    ${failing('getter')}
  }
  static empty(): Basket {
    ${failing('static')}
  }
  #hidden(): never {
    ${failing('private')}
  }
  reveal(): void {
    this.#hidden();
  }
  *[Symbol.iterator](): Generator<string> {
    ${failing('generator')}
  }
}
export const classes: Record<string, () => unknown> = {
  constructor: () => new Basket(),
  getter: () => new Basket(['a']).total,
  static: () => Basket.empty(),
  private: () => new Basket(['a']).reveal(),
  generator: () => [...new Basket(['a'])],
};
`;

const ASYNC = `async function afterWait(): Promise<never> {
  await scheduler.wait(1);
  ${failing('async')}
}
export const waiting: Record<string, () => unknown> = {
  async: () => afterWait(),
  all: () => Promise.all([1].map(async () => { await null; ${failing('all')} })),
  then: () => Promise.resolve().then(() => { ${failing('then')} }),
};
`;

const PAGE = `/** @jsx h */
type Part = (props: { of?: { cents: number }; children: unknown[] }) => unknown;
function h(tag: string | Part, props: object | null, ...children: unknown[]): unknown {
  return typeof tag === 'function' ? tag({ ...props, children }) : [tag, props, children];
}
function Price({ of }: { of?: { cents: number } }) {
  return <b title="price">{of!./*here:jsx*/cents}</b>;
}
export const page = () => (
  <main>
    <p>a price</p>
    <Price />
  </main>
);
`;

const RUNTIME = `import { EventEmitter } from 'node:events';
import { Buffer } from 'node:buffer';
import trap from './trap.wasm';
export const runtime: Record<string, () => unknown> = {
  url: () => /*here:url*/new URL('/relative'),
  json: () => JSON./*here:json*/parse('{'),
  reviver: () => JSON.parse('{}', () => { ${failing('reviver')} }),
  emitter: () => {
    const emitter = new EventEmitter();
    emitter.on('event', () => { ${failing('emitter')} });
    emitter.emit('event');
  },
  buffer: () => Buffer./*here:buffer*/from({} as string),
  property: () => (undefined as unknown as { a: string })./*here:property*/a,
  wasm: () => {
    const { exports } = new WebAssembly.Instance(trap);
    const f = exports.f as () => void;
    /*here:wasm*/f();
  },
};
`;

const PACKAGES = `import { callBack, clash, common, esm, mapped } from './packages';
export const packages: Record<string, () => unknown> = {
  esm: () => /*here:esm*/esm(),
  common: () => /*here:common*/common(),
  mapped: () => /*here:mapped*/mapped(),
  clash: () => /*here:clash*/clash(),
  callBack: () => callBack(() => { ${failing('callBack')} }),
};
`;

const INDEX = `import { classes } from './classes';
import { waiting } from './async';
import { page } from './page';
import { runtime } from './runtime';
import { packages } from './calls';
import { crlf } from './texts/crlf';
import { tabs } from './texts/tabs';
import { bom, later } from './texts/bom';
import { pairs } from './texts/pairs';
import { odd } from './texts/name 𝕎 (1)';
import { near, linked } from './shared';

const routes: Record<string, () => unknown> = {
  ...classes, ...waiting, ...runtime, ...packages,
  crlf, tabs, bom, bomLater: later, pairs, oddName: odd, jsx: page, near, linked,
  lazy: () => import('./lazy'),
  legacy: () => require('./legacy.cjs'),
};

export default {
  async fetch(request: Request): Promise<Response> {
    await routes[new URL(request.url).pathname.slice(1)]!();
    return new Response('nothing failed');
  },
};
`;

/** A package whose built code has a map to its source, which may be named as it likes. */
function withMap(folder: string, name: string, source: string): Record<string, string> {
  const text = `// a line\ninterface Gone { a: string }\nexport function ${name}(): never {\n  throw new Error('${name}');\n}\n`;
  const { code, map } = transformSync(text, { loader: 'ts', sourcefile: source, sourcemap: true });
  return {
    [`${folder}/package.json`]: JSON.stringify({ name, type: 'module', main: 'dist/index.js' }),
    [`${folder}/dist/index.js`]: `${code}//# sourceMappingURL=index.js.map\n`,
    [`${folder}/dist/index.js.map`]: map,
    [`${folder}/src/index.ts`]: text,
  };
}

function plain(folder: string, name: string, type: string, code: string): Record<string, string> {
  return {
    [`${folder}/package.json`]: JSON.stringify({ name, type, main: 'index.js' }),
    [`${folder}/index.js`]: code,
  };
}

/** A Worker in a monorepo that fails in every way, by the path that is asked for. */
export const monorepo: Project = {
  folder: 'packages/shop',
  config: { main: 'src/index.ts', compatibility_flags: ['nodejs_compat'] },
  files: {
    'packages/shop/src/index.ts': INDEX,
    'packages/shop/src/classes.ts': CLASSES,
    'packages/shop/src/async.ts': ASYNC,
    'packages/shop/src/page.tsx': PAGE,
    'packages/shop/src/runtime.ts': RUNTIME,
    'packages/shop/src/trap.wasm': TRAP,
    'packages/shop/src/calls.ts': PACKAGES,
    'packages/shop/src/packages.ts': `export { esm, callBack } from 'esm';
export { common } from 'common';
export { mapped } from 'mapped';
export { clash } from 'clash';
`,
    'packages/shop/src/lazy.ts': `export const a = 1;\n${failing('lazy')}\n`,
    'packages/shop/src/legacy.cjs': `'use strict';\nmodule.exports = () => 1;\n${failing('legacy')}\n`,
    'packages/shop/src/shared.ts': `export { near } from '../../shared/src/near';
export { linked } from '@shop/linked';
`,
    ...Object.fromEntries(
      Object.entries(TEXTS).map(([name, text]) => [`packages/shop/src/texts/${name}`, text]),
    ),
    'packages/shared/src/near.ts': `export function near(): never {\n  ${failing('near')}\n}\n`,
    'packages/linked/package.json': '{"name":"@shop/linked","main":"src/index.ts"}',
    'packages/linked/src/index.ts': `export function linked(): never {\n  ${failing('linked')}\n}\n`,
    // Of the same names as files of the project, which are not meant.
    'src/index.ts': '// not the Worker\n'.repeat(100),
    'shared/src/near.ts': '// not the package\n'.repeat(100),
    ...plain(
      'node_modules/esm',
      'esm',
      'module',
      "export function esm() {\n  throw new Error('esm');\n}\nexport function callBack(f) {\n  return f();\n}\n",
    ),
    ...plain(
      'packages/shop/node_modules/common',
      'common',
      'commonjs',
      "exports.common = function () {\n  throw new Error('common');\n};\n",
    ),
    ...withMap('packages/shop/node_modules/mapped', 'mapped', '../src/index.ts'),
    // As if its source were the Worker's own: `../../../src/calls.ts` from its `dist`.
    ...withMap('packages/shop/node_modules/clash', 'clash', '../../../src/packages.ts'),
  },
  links: { 'node_modules/@shop/linked': 'packages/linked' },
};

/** Names lead elsewhere by the configuration, and three files have one name. */
export const renamed: Project = {
  folder: 'renamed',
  config: {
    main: 'src/index',
    tsconfig: 'tsconfig.worker.json',
    alias: { fancy: './src/aliased/index.ts' },
    define: { WHERE: "'a longer text than the name has'", 'globalThis.OFF': 'false' },
  },
  files: {
    'renamed/tsconfig.worker.json': '{"compilerOptions":{"paths":{"@/*":["./src/*"]}}}',
    'renamed/src/index.ts': `import { aliased } from 'fancy';
import { byPath } from '@/lib';
const routes: Record<string, () => unknown> = { aliased, byPath, data: () => import('./lib/data.json') };
export default {
  async fetch(request: Request): Promise<Response> {
    const name = new URL(request.url).pathname.slice(1);
    if (name === 'index') ${failing('index')}
    await routes[name]!();
    return new Response('nothing failed');
  },
};
`,
    'renamed/src/aliased/index.ts': `declare const WHERE: string;
export function aliased(): never {
  if ((globalThis as { OFF?: boolean }).OFF) throw new Error(WHERE); else void WHERE, void [WHERE, WHERE]; ${failing('aliased')}
}
`,
    'renamed/src/lib/index.ts': `import data from './data.json';
const enum Kind { One = 1, Two }
export function byPath(kind = Kind.Two): never {
  void data.list.map((each: { deep?: string }) => each.deep); void kind; ${failing('byPath')}
}
`,
    'renamed/src/lib/data.json': '{\n  "list": [{ "deep": "x" }]\n}\n',
    'src/lib/index.ts': '// not the project\n'.repeat(50),
  },
};

/** Its entry is at its root and has the bundle's name, or nearly; so has a module beside it. */
export function atRoot(main: string): Project {
  return {
    folder: 'root',
    config: { main },
    files: {
      [`root/${main}`]: `import { helper, formatted } from './helper.js';
import { deep } from './lib/deep.js';

// What is asked for, by its name
const texts = { greeting: 'Hello' };

function first(name) {
  const text = texts[name];
  return text./*here:first*/toUpperCase();
}

function second(name) {
  if (name.length > 3) {
    ${failing('second')}
  }
}

async function third() {
  await scheduler.wait(1);
  ${failing('third')}
}

class Room {
  /** @param {string} name */
  constructor(name) {
    this.name = name;
  }

  open() {
    return this./*here:open*/close();
  }
}

const calls = {
  first: () => first('farewell'),
  second: () => second('long name'),
  third,
  open: () => new Room('a').open(),
  inline: () => JSON./*here:inline*/parse('{'),
  chained: () => [1].map(() => deep(() => /*here:chained*/undefined())),
  helper: () => helper({}),
  formatted: () => formatted(null),
  deep: () => deep(),
};

export default {
  async fetch(request) {
    const { pathname } = new URL(request.url);
    await calls[pathname.slice(1)]();
    return new Response('nothing failed');
  },
};
`,
      'root/helper.js': `// one line

// another one
export function helper(options) {
  return options.name./*here:helper*/trim();
}

export const formatted = (value) => {
  const parts = [];
  parts.push(value./*here:formatted*/length);
  return parts;
};
`,
      'root/lib/deep.js': `/** @param {() => void} [call] */
export function deep(call) {
  if (call) return call();
  ${failing('deep')}
}
`,
    },
  };
}

/** Its source is uploaded as it is, in two modules. */
export const asItIs: Project = {
  folder: 'plain',
  config: {
    main: 'src/index.js',
    no_bundle: true,
    find_additional_modules: true,
    rules: [{ type: 'ESModule', globs: ['**/*.js'] }],
  },
  files: {
    'plain/src/index.js': `import { beside } from './beside.js';
import { marked } from './marked.js';
import { other } from './lib/other.js';
function own() {
  const s = '🙂'; ${failing('own')}
}
const routes = { own, other: () => other(), beside: () => beside(), marked };
export default {
  async fetch(request) {
    routes[new URL(request.url).pathname.slice(1)]();
    return new Response('nothing failed');
  },
};
`.replaceAll('\n', '\r\n'),
    'plain/src/beside.js': `export function beside() {\n  ${failing('beside')}\n}\n`,
    'plain/src/marked.js': `\uFEFFexport const marked = () => { ${failing('marked')} };\n`,
    'plain/src/lib/other.js': `export function other() {\n  ${failing('other')}\n}\n`,
  },
};

/** Pages that are uploaded beside the bundle; the bundler does not see that they are imported. */
export const besideBundle: Project = {
  folder: 'pages',
  config: {
    main: 'src/index.ts',
    find_additional_modules: true,
    rules: [{ type: 'ESModule', globs: ['pages/*.mjs', '*.mjs'] }],
  },
  files: {
    'pages/src/index.ts': `import { own } from './own';
const page = async (name: string) => (await import(\`./\${name}.mjs\`.slice(0))).page;
const routes: Record<string, () => Promise<unknown>> = {
  page: async () => (await page('pages/a'))(),
  bare: async () => (await page('bare'))(),
  called: async () => (await page('pages/a'))(() => own('page')),
  own: async () => own(),
};
export default {
  async fetch(request: Request): Promise<Response> {
    await routes[new URL(request.url).pathname.slice(1)]!();
    return new Response('nothing failed');
  },
};
`,
    'pages/src/own.ts': `// a line\ninterface Gone { a: string }\nexport function own(at?: string): never {\n  if (at === undefined) ${failing('own')}\n  ${failing('called')}\n}\n`,
    'pages/src/pages/a.mjs': `export function page(f) {\n  f?.();\n  ${failing('page')}\n}\n`,
    'pages/src/bare.mjs': `export function page() {\n  ${failing('bare')}\n}\n`,
  },
};

const ROOM = `import { DurableObject } from 'cloudflare:workers';
import { listen } from './listen';

abstract class Timed extends DurableObject {
  /*here:alarm*/async alarm(): Promise<void> {
    throw 'alarm';
  }
}

export class Chat extends Timed {
  /*here:room*/async fetch(request: Request): Promise<Response> {
    switch (new URL(request.url).pathname) {
      case '/alarm':
        await this.ctx.storage.setAlarm(Date.now());
        return new Response('set');
      case '/classic':
        return listen();
      case '/hibernating': {
        const { 0: client, 1: server } = new WebSocketPair();
        this.ctx.acceptWebSocket(server);
        return new Response(null, { status: 101, webSocket: client });
      }
      default:
        throw 'room';
    }
  }
  /*here:rpc*/add(): number {
    return 1;
  }
  /*here:message*/webSocketMessage(): void {
    throw 'message';
  }
  /*here:close*/webSocketClose = (): void => {
    throw 'close';
  };
}
`.replace('/*here:close*/webSocketClose = ', 'webSocketClose = /*here:close*/');

/** Handlers that fail without a stack, or hang. */
export const stackless: Project = {
  folder: 'chat',
  config: { main: 'src/index.ts' },
  files: {
    'chat/src/index.ts': `import type { Chat } from './room';
import { nightly } from './nightly';
export { Chat as Room } from './room';

interface Env {
  ROOM: DurableObjectNamespace<Chat>;
}

const worker: ExportedHandler<Env> = {
  /*here:fetch*/async fetch(request, env) {
    const room = env.ROOM.getByName('a');
    switch (new URL(request.url).pathname) {
      case '/text':
        throw 'text';
      case '/hung':
        /*here:never*/return new Promise(() => undefined);
      case '/nothing':
        return undefined as unknown as Response;
      case '/add':
        return new Response(String(await room.add()));
      default:
        return room.fetch(request);
    }
  },
  scheduled: nightly,
  /*here:queue*/async queue() {
    throw null;
  },
};
export default worker;
`,
    'chat/src/nightly.ts': `export const nightly = /*here:scheduled*/async (): Promise<void> => {
  throw { reason: 'nightly' };
};
`,
    'chat/src/room.ts': ROOM,
    'chat/src/listen.ts': `export function listen(): Response {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server./*here:listener*/addEventListener('message', () => {
    throw new Error('hidden');
  });
  return new Response(null, { status: 101, webSocket: client });
}
`,
  },
};
