import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { closeCode } from '../../../../../extension/core/fixes/rules/closeCode.ts';
import { checkModule } from '../../../../../extension/core/fixes/checkModule.ts';
import { parseSource } from '../../../../../extension/core/fixes/syntax/syntaxTree.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
    const [client, server] = Object.values(new WebSocketPair());
    server.accept();
${lines.map((line) => `    ${line}\n`).join('')}    return new Response(null, { status: 101, webSocket: client });
  },
};
`;
const room = (parameters: string, ...lines: string[]) =>
  `import { DurableObject } from 'cloudflare:workers';
export class Room extends DurableObject {
  async webSocketClose(${parameters}) {
${lines.map((line) => `    ${line}\n`).join('')}  }
}
`;
const refusedCode = (code: number) => `Invalid WebSocket close code: ${code}.`;
const LONG = 'WebSocket close reason must not be longer than 123 bytes when UTF-8 encoded.';
const PLAIN = 'Close without the code that was received';
const MAPPED = 'Send 1000 in place of 1005 and 1006';

interface Case {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  readonly safety?: Safety;
  readonly message?: string;
}

const fixed: Case[] = [
  ...[
    ['1006', 1011],
    ['1005', 1000],
    ['1015', 1011],
    ['0', 1000],
    ['null', 1000],
    ['401', 4401],
    ['-1', 1011],
    ['5000', 1011],
    ['undefined', 1000],
  ].map(([code, right]) => ({
    name: `replaces ${code} by ${right}`,
    before: handler(`▸server.close(${code}, "bye");`),
    title: `Close with the code ${right}`,
    after: handler(`server.close(${right}, "bye");`),
  })),
  {
    name: 'answers a close with no code of its own',
    before: room('ws, code, reason', 'console.log(code);', '▸ws.close(code, reason);'),
    title: PLAIN,
    after: room('ws, code, reason', 'console.log(code);', 'ws.close();'),
    message: refusedCode(1005),
  },
  {
    name: 'asks for a review while no such close has come',
    before: room('ws, code, reason', '▸ws.close(code, `closed: ${reason}`);'),
    title: PLAIN,
    after: room('ws, code, reason', 'ws.close();'),
    safety: 'review',
  },
  {
    name: 'offers to send another code in place of the two that cannot be sent',
    before: room('ws: WebSocket, code: number', '▸ws.close(code, "bye");'),
    title: MAPPED,
    after: room(
      'ws: WebSocket, code: number',
      'ws.close(code === 1005 || code === 1006 ? 1000 : code, "bye");',
    ),
    safety: 'review',
    message: refusedCode(1006),
  },
  {
    name: 'knows the code of an event',
    before: handler("server.addEventListener('close', (event) => ▸server.close(event.code));"),
    title: PLAIN,
    after: handler("server.addEventListener('close', (event) => server.close());"),
    safety: 'review',
  },
  {
    name: 'knows the code of an event that is taken apart',
    before: handler(
      "server.addEventListener('close', function ({ code }) {",
      '  ▸server.close(',
      '    code,',
      '    "bye",',
      '  );',
      '});',
    ),
    title: PLAIN,
    after: handler(
      "server.addEventListener('close', function ({ code }) {",
      '  server.close();',
      '});',
    ),
    safety: 'review',
  },
  {
    name: 'keeps a code that is passed on to another socket',
    before: handler(
      "const up = new WebSocket('wss://example.com');",
      "up.addEventListener('close', (e) => ▸server.close(e.code, e.reason));",
    ),
    title: MAPPED,
    after: handler(
      "const up = new WebSocket('wss://example.com');",
      "up.addEventListener('close', (e) => server.close(e.code === 1005 || e.code === 1006 ? 1000 : e.code, e.reason));",
    ),
    safety: 'review',
  },
  {
    name: 'gives the strict flag a code of the application',
    before: handler('▸server.close(1011, "failed");'),
    title: 'Close with the code 4011',
    after: handler('server.close(4011, "failed");'),
    safety: 'review',
    message: refusedCode(1011),
  },
  {
    name: 'trusts the error where the source does not show a socket',
    before: 'export function end(peer) {\n  ▸peer.close(1006);\n}\n',
    title: 'Close with the code 1011',
    after: 'export function end(peer) {\n  peer.close(1011);\n}\n',
    message: refusedCode(1006),
    safety: 'review',
  },
  {
    name: 'shortens a reason by its bytes',
    before: handler(`▸server.close(1000, '${'ж'.repeat(62)}');`),
    title: 'Shorten the close reason to 123 bytes',
    after: handler(`server.close(1000, '${'ж'.repeat(60)}…');`),
    safety: 'review',
  },
  {
    name: 'cuts a reason that is made at run time',
    before: handler('try {', '} catch (error) {', '  ▸server.close(1011, error.message);', '}'),
    title: 'Cut the close reason after 41 characters, which always fit',
    after: handler(
      'try {',
      '} catch (error) {',
      '  server.close(1011, String(error.message).slice(0, 41));',
      '}',
    ),
    safety: 'review',
    message: LONG,
  },
];

describe('QF-39 close code and reason', () => {
  for (const { name, before, title, after, safety = 'safe', message = '' } of fixed) {
    it(name, () => {
      assert.equal(checkFix(closeCode, before, title, after, { message }).safety, safety);
    });
  }

  it('finds every kind of socket', () => {
    for (const socket of [
      '(await fetch(request)).webSocket',
      "new WebSocket('wss://example.com')",
      'ctx.getWebSockets().forEach((ws) => ws',
    ]) {
      const end = socket.includes('=>') ? ')' : '';
      checkFix(
        closeCode,
        handler(`${socket}.▸close(1006)${end};`),
        'Close with the code 1011',
        handler(`${socket}.close(1011)${end};`),
      );
    }
  });

  it('tells of the code that close() throws for, but not of one that comes now and then', () => {
    const hints = (source: string) => {
      const tree = parseSource(source, 'worker.ts');
      assert.ok(tree);
      return checkModule(tree, undefined, [closeCode]).map(({ finding }) => finding.hint);
    };
    assert.deepEqual(hints(handler('server.close(1006);')), [
      '`close()` throws: no close frame can hold the code 1006.',
    ]);
    assert.deepEqual(hints(room('ws, code', 'ws.close(code);')), [undefined]);
  });

  const refused: Record<string, string> = {
    'a code that can be sent': handler('▸server.close(1013, "later");'),
    'no arguments': handler('▸server.close();'),
    'no code and no reason': handler('▸server.close(undefined);'),
    'what may be no socket': handler('env.DB.▸close(1006);'),
    'the socket of another library': `import WebSocket from 'ws';\n${handler("new WebSocket('wss://example.com').▸close(1006);")}`,
    'a received code that is asked about': room(
      'ws, code',
      'if (code === 1005) return;',
      'ws.▸close(code);',
    ),
    'a received code that is mapped': room('ws, code', 'ws.▸close(code === 1005 ? 1000 : code);'),
    'a method of that name in a class of its own': `class Room {\n  webSocketClose(ws: WebSocket, code: number) {\n    ws.▸close(code);\n  }\n}\n`,
    'a code that is set by the program': handler(
      'const code = request.url ? 1000 : 1001;',
      '▸server.close(code);',
    ),
    'a reason that fits': handler(`▸server.close(1000, '${'a'.repeat(123)}');`),
    'a reason with escapes': handler(`▸server.close(1000, '${'\\n'.repeat(130)}');`),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(closeCode, before);
    });
  }

  it('does not take what another statement closes for what failed', () => {
    const before = handler("▸up.close(code, 'x');", "db.close(1006, 'x');");
    checkNoFix(closeCode, before, { message: refusedCode(1006) });
  });

  it('does not take a received code for what lost a connection', () => {
    checkNoFix(closeCode, room('ws, code', 'ws.▸close(code);'), {
      message: 'Network connection lost.',
    });
  });
});
