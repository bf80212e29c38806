import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { upgradeCheck } from '../../../../../extension/core/fixes/rules/upgradeCheck.ts';
import { checkFix, checkNoFix, type PlaceOptions } from '../../../../support/checkFix.ts';

const TITLE = 'Return 426 to a request that does not ask for a WebSocket';
const ERROR: PlaceOptions = {
  reach: 'handler',
  message:
    'Worker tried to return a WebSocket in a response to a request which did not contain the header "Upgrade: websocket".',
};
const CHECK = [
  "if (request.headers.get('Upgrade')?.toLowerCase() !== 'websocket') {",
  "  return new Response('Expected WebSocket upgrade', { status: 426, headers: { Upgrade: 'websocket' } });",
  '}',
];
const PAIR = [
  'const [client, server] = Object.values(new WebSocketPair());',
  'server.accept();',
  "server.send('hi');",
  'return new Response(null, { status: 101, webSocket: client });',
];
const lines = (all: string[], depth: number) =>
  all.map((line) => `${' '.repeat(depth)}${line}\n`).join('');
const handler = (all: string[], parameters = 'request') =>
  `export default {\n  async ▸fetch(${parameters}) {\n${lines(all, 4)}  },\n};\n`;
const room = (all: string[], parameters = 'request: Request') =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async fetch(${parameters}) {
${lines(all, 4)}  }
}
export default { ▸fetch: (request, env) => env.ROOM.getByName('a').fetch(request) };
`;
const unmarked = (source: string) => source.replace('▸', '');

describe('QF-01 upgrade check', () => {
  it('answers 426 before the pair is made', () => {
    const fix = checkFix(
      upgradeCheck,
      handler(PAIR),
      TITLE,
      unmarked(handler([...CHECK, ...PAIR])),
      ERROR,
    );
    assert.equal(fix.safety, 'safe');
  });

  const [MAKE = '', ACCEPT = '', SEND = '', ANSWER = ''] = PAIR;
  const PAGE = "if (!request.url.endsWith('/ws')) return env.ASSETS.fetch(request);";
  const paths: Record<string, readonly [before: string[], after: string[], safety: Safety]> = {
    'behind an answer to other requests': [
      [MAKE, PAGE, ACCEPT, ANSWER],
      [MAKE, PAGE, ...CHECK, ACCEPT, ANSWER],
      'safe',
    ],
    'behind an answer that comes after a socket was accepted': [
      [MAKE, ACCEPT, PAGE, SEND, ANSWER],
      [MAKE, ACCEPT, PAGE, ...CHECK, SEND, ANSWER],
      'review',
    ],
    'in the branch that answers the upgrade': [
      [MAKE, "if (request.url.endsWith('/ws')) {", `  ${ANSWER}`, '}', 'return new Response();'],
      [
        MAKE,
        "if (request.url.endsWith('/ws')) {",
        ...[...CHECK, ANSWER].map((line) => `  ${line}`),
        '}',
        'return new Response();',
      ],
      'safe',
    ],
    'before a pair that is made where a failure is caught': [
      [
        'try {',
        ...PAIR.map((line) => `  ${line}`),
        '} catch {',
        "  return new Response('no');",
        '}',
      ],
      [
        'try {',
        ...[...CHECK, ...PAIR].map((line) => `  ${line}`),
        '} catch {',
        "  return new Response('no');",
        '}',
      ],
      'safe',
    ],
  };
  for (const [name, [before, after, safety]] of Object.entries(paths)) {
    it(`asks ${name}`, () => {
      const fixed = unmarked(handler(after, 'request, env'));
      const fix = checkFix(upgradeCheck, handler(before, 'request, env'), TITLE, fixed, ERROR);
      assert.equal(fix.safety, safety);
    });
  }

  const mixed: Record<string, string[]> = {
    'an answer that is chosen in its statement': [
      MAKE,
      `return request.url.endsWith('/ws') ? new Response(null, { status: 101, webSocket: client }) : env.ASSETS.fetch(request);`,
    ],
    'an answer without a block': [
      MAKE,
      `if (request.url.endsWith('/ws')) ${ANSWER}`,
      'return env.ASSETS.fetch(request);',
    ],
    'an answer that is made before other requests are told apart': [
      MAKE,
      'const answer = new Response(null, { status: 101, webSocket: client });',
      PAGE,
      'return answer;',
    ],
  };
  for (const [name, body] of Object.entries(mixed)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(upgradeCheck, handler(body, 'request, env'), ERROR);
    });
  }

  it('offers nothing for a call that only some requests come to', () => {
    const open = `function open() {\n${lines(PAIR, 2)}}\n`;
    const call = "return request.url.endsWith('/ws') ? open() : env.ASSETS.fetch(request);";
    checkNoFix(upgradeCheck, open + handler([call], 'request, env'), ERROR);
  });

  it('asks for a review while no request has failed: a router in front may ask', () => {
    const fix = checkFix(
      upgradeCheck,
      handler(PAIR),
      TITLE,
      unmarked(handler([...CHECK, ...PAIR])),
      { reach: 'handler' },
    );
    assert.equal(fix.safety, 'review');
  });

  it('finds the object behind the handler that was asked', () => {
    checkFix(upgradeCheck, room(PAIR), TITLE, unmarked(room([...CHECK, ...PAIR])), ERROR);
  });

  it('looks at the branch of the pair, not at a test in another one', () => {
    const other = [
      "if (request.url.endsWith('/a')) {",
      "  if (!request.headers.has('upgrade')) return new Response('no');",
      '}',
    ];
    checkFix(
      upgradeCheck,
      handler([...other, ...PAIR]),
      TITLE,
      unmarked(handler([...other, ...CHECK, ...PAIR])),
      ERROR,
    );
  });

  it('knows a request by its use where nothing proves it, and asks for a review', () => {
    const entry =
      "addEventListener('fetch', (event) => event.respondWith(▸handle(event.request)));\n";
    const handle = (all: string[]) =>
      `${entry}export async function handle(req) {\n  const url = new URL(req.url);\n${lines(all, 2)}}\n`;
    const check = CHECK.map((line) => line.replace('request', 'req'));
    const fix = checkFix(
      upgradeCheck,
      handle(PAIR),
      TITLE,
      unmarked(handle([...check, ...PAIR])),
      ERROR,
    );
    assert.equal(fix.safety, 'review');
  });

  it('tests in the only caller when the function has no request', () => {
    const open = `function open() {\n${lines(PAIR, 2)}}\n`;
    const fix = checkFix(
      upgradeCheck,
      open + handler(['return open();']),
      TITLE,
      open + unmarked(handler([...CHECK, 'return open();'])),
      ERROR,
    );
    assert.equal(fix.safety, 'review');
  });

  it('keeps CRLF, tabs, double quotes and missing semicolons', () => {
    const style = (text: string) =>
      text
        .replaceAll('\n', '\r\n')
        .replaceAll(/^ +/gm, (spaces) => '\t'.repeat(spaces.length / 2))
        .replaceAll(';', '')
        .replaceAll("'", '"');
    checkFix(
      upgradeCheck,
      style(handler(PAIR)),
      TITLE,
      unmarked(style(handler([...CHECK, ...PAIR]))),
      ERROR,
    );
  });

  it('reads the parameter with its type, under any name', () => {
    const check = CHECK.map((line) => line.replace('request', 'incoming'));
    checkFix(
      upgradeCheck,
      room(PAIR, 'incoming: Request'),
      TITLE,
      unmarked(room([...check, ...PAIR], 'incoming: Request')),
      ERROR,
    );
  });

  const HONO_CHECK = [
    "if (c.req.header('Upgrade')?.toLowerCase() !== 'websocket') {",
    "  return c.text('Expected WebSocket upgrade', 426, { Upgrade: 'websocket' });",
    '}',
  ];
  const hono = (all: string[]) =>
    `import { Hono } from 'hono';
const app = new Hono();
app.get('/ws', async (c) => {
${lines(all, 2)}});
export default ▸app;
`;
  const ownHono = (all: string[]) =>
    `import { DurableObject } from 'cloudflare:workers';
import { Hono } from 'hono';
export class Room extends DurableObject {
  app = new Hono().get('/ws', (c) => {
${lines(all, 4)}  });
  ▸fetch(request) {
    return this.app.fetch(request);
  }
}
`;
  const itty = (all: string[], made: string) =>
    `import { AutoRouter, Router } from 'itty-router';
const router = ${made};
router.get('/', () => 'hi').get('/ws', (req, env) => {
${lines(all, 2)}});
export default { ...▸router };
`;

  it("answers in Hono's way", () => {
    const fix = checkFix(
      upgradeCheck,
      hono(PAIR),
      TITLE,
      unmarked(hono([...HONO_CHECK, ...PAIR])),
      ERROR,
    );
    assert.equal(fix.safety, 'safe');
  });

  it('reads the request of a handler mounted on Hono', () => {
    const mounted = (all: string[]) =>
      hono(all).replace("get('/ws', async (c)", "mount('/ws', (request)");
    const fix = checkFix(
      upgradeCheck,
      mounted(PAIR),
      TITLE,
      unmarked(mounted([...CHECK, ...PAIR])),
      ERROR,
    );
    assert.equal(fix.safety, 'safe');
  });

  it('finds the app of a Durable Object', () => {
    checkFix(
      upgradeCheck,
      ownHono(PAIR),
      TITLE,
      unmarked(ownHono([...HONO_CHECK, ...PAIR])),
      ERROR,
    );
  });

  it("reads Hono's request without its context", () => {
    const taken = (all: string[]) => hono(all).replace('(c)', '({ req })');
    const check = CHECK.map((line) => line.replace('request.headers.get', 'req.header'));
    checkFix(upgradeCheck, taken(PAIR), TITLE, unmarked(taken([...check, ...PAIR])), ERROR);
  });

  it('finds a route that a field of a class has got', () => {
    const routed = (all: string[]) =>
      ownHono(all)
        .replace(
          "new Hono().get('/ws', (c) => {",
          'new Hono();\n  constructor() {\n    this.app.get("/ws", (c) => {',
        )
        .replace('  });\n  ▸', '    });\n  }\n  ▸');
    checkFix(upgradeCheck, routed(PAIR), TITLE, unmarked(routed([...HONO_CHECK, ...PAIR])), ERROR);
  });

  for (const made of ['AutoRouter()', 'Router({ base: "/api" })']) {
    it(`knows the request of itty-router's ${made}`, () => {
      const check = CHECK.map((line) => line.replace('request', 'req'));
      const fix = checkFix(
        upgradeCheck,
        itty(PAIR, made),
        TITLE,
        unmarked(itty([...check, ...PAIR], made)),
        ERROR,
      );
      assert.equal(fix.safety, 'safe');
    });
  }

  const routed: Record<string, string> = {
    "a test by Hono's request": hono([
      "if (c.req.header('upgrade') !== 'websocket') return c.text('no', 426);",
      ...PAIR,
    ]),
    "a test of all headers by Hono's request": hono([
      "if (c.req.header().upgrade !== 'websocket') return c.text('no', 426);",
      ...PAIR,
    ]),
    'headers taken apart': hono([
      'const { upgrade } = c.req.header();',
      "if (!upgrade) return c.text('no', 426);",
      ...PAIR,
    ]),
    'a middleware that tests': hono(PAIR).replace(
      'app.get',
      "app.use(async (c, next) => (c.req.header('Upgrade') ? next() : c.text('no', 426)));\napp.get",
    ),
    "Hono's own upgrade": `import { Hono } from 'hono';
import { upgradeWebSocket } from 'hono/cloudflare-workers';
const app = new Hono();
app.get('/ws', upgradeWebSocket((c) => ({ onMessage: (event, ws) => ws.send(event.data) })));
export default ▸app;
`,
    'a router of another kind': itty(PAIR, 'AutoRouter()').replace('itty-router', './own'),
  };
  for (const [name, before] of Object.entries(routed)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(upgradeCheck, before, ERROR);
    });
  }

  const refused: Record<string, string> = {
    'a test before the pair': handler([
      "if (request.headers.get('Upgrade') !== 'websocket') return new Response(null, { status: 426 });",
      ...PAIR,
    ]),
    'a test around the pair': handler([
      "if (request.headers.get('upgrade') === 'websocket') {",
      ...PAIR,
      '}',
      "return new Response('hello');",
    ]),
    'a header read into a variable first': handler([
      "const upgrade = request.headers.get('UPGRADE');",
      'if (!upgrade) return new Response(null, { status: 426 });',
      ...PAIR,
    ]),
    'a test by the key of the handshake': handler([
      "if (!request.headers.has('Sec-WebSocket-Key')) return new Response(null, { status: 426 });",
      ...PAIR,
    ]),
    'a test in the handler that forwards the request': room(PAIR).replace(
      'env.ROOM',
      "request.headers.get('Upgrade') && env.ROOM",
    ),
    'a test in a function of the file': `const isUpgrade = (request) => request.headers.get('Upgrade') === 'websocket';\n${handler(
      ["if (!isUpgrade(request)) return new Response('no');", ...PAIR],
    )}`,
    'a pair whose end is not returned': handler(['register(new WebSocketPair());']),
    'a function that has no request and several callers': `function open() {\n${lines(PAIR, 2)}}\n${handler(
      ['return request.url ? open() : open();'],
    )}`,
    'a Response of another kind': `import { Response } from './own';\n${handler(PAIR)}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(upgradeCheck, before, ERROR);
    });
  }

  it('is not fooled by a header that is set', () => {
    const set = "headers.set('Upgrade', 'websocket');";
    checkFix(
      upgradeCheck,
      handler([set, ...PAIR]),
      TITLE,
      unmarked(handler([set, ...CHECK, ...PAIR])),
      ERROR,
    );
  });
});
