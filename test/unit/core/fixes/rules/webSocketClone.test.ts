import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { webSocketClone } from '../../../../../extension/core/fixes/rules/webSocketClone.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = { message: 'Cannot clone a response to a WebSocket handshake.' };
const ALONE = 'Leave out `clone()`: the original is not used again';
const COPY = 'Copy the response before changing its headers';
const PASS = 'Return a WebSocket handshake unchanged';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const UP = 'const response = await fetch(request);';
const GUARD = ['if (response.status === 101) {', '  return response;', '}'];

const fixed: [name: string, before: string, title: string, after: string][] = [
  [
    'returns the response itself where only the clone is used',
    handler(UP, 'const copy = response.▸clone();', 'return copy;'),
    ALONE,
    handler(UP, 'const copy = response;', 'return copy;'),
  ],
  [
    'leaves out a clone that is returned at once',
    handler(UP, 'if (!response.ok) report(response.status);', 'return response.▸clone();'),
    ALONE,
    handler(UP, 'if (!response.ok) report(response.status);', 'return response;'),
  ],
  [
    'looks at the path of the clone alone',
    handler(UP, 'if (a) {', '  return response.▸clone();', '}', 'return response;'),
    ALONE,
    handler(UP, 'if (a) {', '  return response;', '}', 'return response;'),
  ],
  [
    'copies a response whose headers change',
    handler(UP, 'const copy = response.▸clone();', "copy.headers.set('A', 'b');", 'return copy;'),
    COPY,
    handler(
      UP,
      'const copy = new Response(response.body, response);',
      "copy.headers.set('A', 'b');",
      'return copy;',
    ),
  ],
  [
    'copies what a function gives back to its caller',
    "export function secured(resp: Response): Response {\n  const copied = resp.▸clone();\n  copied.headers.set('A', 'b');\n  return copied;\n}\n",
    COPY,
    "export function secured(resp: Response): Response {\n  const copied = new Response(resp.body, resp);\n  copied.headers.set('A', 'b');\n  return copied;\n}\n",
  ],
  [
    'lets a handshake pass before the response is kept',
    handler(UP, 'ctx.waitUntil(keep(request, response.▸clone()));', 'return response;'),
    PASS,
    handler(UP, ...GUARD, 'ctx.waitUntil(keep(request, response.clone()));', 'return response;'),
  ],
  [
    'answers with the handshake where something else is made of the response',
    handler(
      UP,
      'const text = await response.▸clone().text();',
      'await log(text);',
      'return sign(response);',
    ),
    PASS,
    handler(
      UP,
      ...GUARD,
      'const text = await response.clone().text();',
      'await log(text);',
      'return sign(response);',
    ),
  ],
  [
    'leaves a middleware that answers nothing',
    'app.use(async (c, next) => {\r\n\tawait next()\r\n\tconst copy = c.res.▸clone()\r\n\tawait log(await copy.text())\r\n})\r\n',
    PASS,
    'app.use(async (c, next) => {\r\n\tawait next()\r\n\tif (c.res.status === 101) {\r\n\t\treturn\r\n\t}\r\n\tconst copy = c.res.clone()\r\n\tawait log(await copy.text())\r\n})\r\n',
  ],
];

describe('QF-10 a cloned handshake', () => {
  for (const [name, before, title, after] of fixed) {
    it(name, () => {
      assert.equal(checkFix(webSocketClone, before, title, after, ERROR).safety, 'review');
    });
  }

  const refused: Record<string, string> = {
    'a request': handler('const copy = request.▸clone();', 'return fetch(copy);'),
    'what the cache holds': handler(
      'const response = await caches.default.match(request);',
      'const copy = response.▸clone();',
      'return copy;',
    ),
    'a status that was looked at': handler(
      UP,
      'if (response.status !== 101) {',
      '  await keep(response.▸clone());',
      '}',
      'return response;',
    ),
    'a socket that was looked at': handler(
      UP,
      'if (response.webSocket) return response;',
      'await keep(response.▸clone());',
      'return response;',
    ),
    'a function that gives something else': `export async function sizeOf(response) {
  return (await response.▸clone().text()).length;
}
`,
    'what is shared': `export async function read(cached) {
  return (await cached).▸clone();
}
`,
    'a copy of something else': handler(UP, 'return respond(rope.▸clone(3));'),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(webSocketClone, before, ERROR);
    });
  }

  it('offers nothing without the error', () => {
    checkNoFix(webSocketClone, handler(UP, 'const copy = response.▸clone();', 'return copy;'));
  });

  const kept: Record<string, string> = {
    'a response that is read later': handler(
      UP,
      'const copy = response.▸clone();',
      'await log(copy);',
      'return response;',
    ),
    'a response of the caller': `export async function log(response) {
  const copy = response.▸clone();
  console.log(await copy.text());
}
`,
    'a clone in a loop': handler(
      UP,
      'for (const to of targets) {',
      '  const copy = response.▸clone();',
      '  await send(to, copy);',
      '}',
      'return new Response();',
    ),
    'a response that was handed over before': handler(
      UP,
      'ctx.waitUntil(log(response));',
      'const copy = response.▸clone();',
      'return copy;',
    ),
  };
  for (const [name, before] of Object.entries(kept)) {
    it(`keeps the clone of ${name}`, () => {
      assert.throws(() => {
        checkFix(webSocketClone, before, ALONE, '', ERROR);
      }, /not "Leave out/);
    });
  }
});
