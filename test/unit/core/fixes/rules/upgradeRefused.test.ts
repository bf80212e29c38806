import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { upgradeRefused } from '../../../../../extension/core/fixes/rules/upgradeRefused.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const message = "Cannot read properties of null (reading 'accept')";
const ANSWER = 'Return 502 when the upstream refuses the WebSocket';
const THROW = 'Throw when the upstream refuses the WebSocket';
const ASK = `Ask for the upgrade by its header. ${ANSWER}`;

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env) {
${lines.map((line) => `    ${line}\n`).join('')}    return new Response('done');
  },
};
`;
const guard = (socket: string, status = ': ${up.status}') => [
  `if (!${socket}) {`,
  `  return new Response(\`The upstream refused the WebSocket${status}\`, { status: 502 });`,
  '}',
];

const fixed: [name: string, before: string, title: string, after: string][] = [
  [
    'tests the socket where it gets its name',
    handler('const up = await fetch(request);', 'const ws = up.webSocket;', 'ws.▸accept();'),
    ANSWER,
    handler(
      'const up = await fetch(request);',
      'const ws = up.webSocket;',
      ...guard('ws'),
      'ws.accept();',
    ),
  ],
  [
    'tests it once, before its first use',
    handler(
      'const up = await env.UP.fetch(request);',
      'const { webSocket: ws } = up;',
      "ws.addEventListener('message', log);",
      '▸ws.accept();',
    ),
    ANSWER,
    handler(
      'const up = await env.UP.fetch(request);',
      'const { webSocket: ws } = up;',
      ...guard('ws'),
      "ws.addEventListener('message', log);",
      'ws.accept();',
    ),
  ],
  [
    'tests the socket of the response',
    handler('const up = await fetch(request);', 'up.webSocket!.▸accept();'),
    ANSWER,
    handler(
      'const up = await fetch(request);',
      ...guard('up.webSocket'),
      'up.webSocket!.accept();',
    ),
  ],
  [
    'says no status where no variable has the response',
    handler('const ws = (await fetch(request)).webSocket;', 'ws.▸accept();'),
    ANSWER,
    handler(
      'const ws = (await fetch(request)).webSocket;',
      ...guard('ws', '').map((line) => line.replaceAll('`', "'")),
      'ws.accept();',
    ),
  ],
  [
    'throws in a function that gives no response',
    'async function connect(request: Request) {\n  const up = await fetch(request);\n  const ws = up.webSocket;\n  ws.▸accept();\n  return ws;\n}\n',
    THROW,
    'async function connect(request: Request) {\n  const up = await fetch(request);\n  const ws = up.webSocket;\n  if (!ws) {\n    throw new Error(`The upstream refused the WebSocket: ${up.status}`);\n  }\n  ws.accept();\n  return ws;\n}\n',
  ],
  [
    'asks for the upgrade when the request does not',
    handler("const up = await fetch('https://example.com');", 'up.webSocket.▸accept();'),
    ASK,
    handler(
      "const up = await fetch('https://example.com', { headers: { Upgrade: 'websocket' } });",
      ...guard('up.webSocket'),
      'up.webSocket.accept();',
    ),
  ],
  [
    'asks besides what else is asked for',
    handler(
      "const up = await fetch(`https://${host}`, { headers: { Accept: 'a' } });",
      'up.webSocket.▸accept();',
    ),
    ASK,
    handler(
      "const up = await fetch(`https://${host}`, { headers: { Upgrade: 'websocket', Accept: 'a' } });",
      ...guard('up.webSocket'),
      'up.webSocket.accept();',
    ),
  ],
  [
    'leaves a request that asks already',
    handler(
      "const up = await fetch(`https://${host}`, { headers: { upgrade: 'websocket' } });",
      'up.webSocket.▸accept();',
    ),
    ANSWER,
    handler(
      "const up = await fetch(`https://${host}`, { headers: { upgrade: 'websocket' } });",
      ...guard('up.webSocket'),
      'up.webSocket.accept();',
    ),
  ],
];

describe('QF-32 refused upgrade', () => {
  for (const [name, before, title, after] of fixed) {
    it(name, () => {
      assert.equal(checkFix(upgradeRefused, before, title, after, { message }).safety, 'safe');
    });
  }

  it('asks for a review while nothing was refused', () => {
    const [, before = '', title = '', after = ''] = fixed[0] ?? [];
    assert.equal(checkFix(upgradeRefused, before, title, after).safety, 'review');
  });

  it('keeps CRLF, double quotes and missing semicolons', () => {
    const style = (text: string) =>
      text.replaceAll('\n', '\r\n').replaceAll(';', '').replaceAll("'", '"');
    const [, before = '', title = '', after = ''] = fixed[5] ?? [];
    checkFix(upgradeRefused, style(before), title, style(after), { message });
  });

  const up = 'const up = await fetch(request);';
  const refused: Record<string, string> = {
    'a socket that is tested': handler(
      up,
      'const ws = up.webSocket;',
      "if (!ws) throw new Error('no');",
      'ws.▸accept();',
    ),
    'a response whose socket is tested': handler(
      up,
      'if (up.webSocket) {',
      '  up.webSocket.▸accept();',
      '}',
    ),
    'a response whose status is tested': handler(
      up,
      'if (up.status !== 101) return up;',
      'const ws = up.webSocket;',
      'ws.▸accept();',
    ),
    'a socket that may be absent': handler(up, 'up.webSocket?.▸accept();'),
    'a socket that is handed to an assertion': handler(
      up,
      'const ws = up.webSocket;',
      'assert(ws);',
      'ws.▸accept();',
    ),
    'an end of a pair': handler(
      'const [client, server] = Object.values(new WebSocketPair());',
      'server.▸accept();',
    ),
    'another object with such a property': handler('env.▸webSocket.accept();'),
    'a variable that is set again': handler(
      up,
      'let ws = up.webSocket;',
      'ws = ws || env.SOCKET;',
      'ws.▸accept();',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(upgradeRefused, before, { message });
    });
  }

  it('offers nothing for another property of null', () => {
    const [, before = ''] = fixed[0] ?? [];
    checkNoFix(upgradeRefused, before, {
      message: "Cannot read properties of null (reading 'id')",
    });
  });
});
