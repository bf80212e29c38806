import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { responseStatus } from '../../../../../extension/core/fixes/rules/responseStatus.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const ERROR = {
  message:
    'Responses may only be constructed with status codes in the range 200 to 599, inclusive.',
};
const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const UP = 'const up = await env.UP.fetch(request);';

describe('QF-10 status of a response', () => {
  const meant: [refused: string, status: string][] = [
    ['99', '500'],
    ['0', '500'],
    ['600', '500'],
    ['1006', '500'],
    ['100', '200'],
    ['102', '200'],
    ['2000', '200'],
    ['4040', '404'],
    ['4401', '401'],
  ];
  for (const [refused, status] of meant) {
    it(`answers ${status} for ${refused}`, () => {
      const source = (code: string) => handler(`return ▸new Response('a', { status: ${code} });`);
      const fix = checkFix(
        responseStatus,
        source(refused),
        `Return the status ${status}`,
        source(status).replace('▸', ''),
      );
      assert.equal(fix.safety, 'review');
    });
  }

  it('reads the status of `Response.json`', () => {
    checkFix(
      responseStatus,
      handler('return ▸Response.json({ ok: false }, { "status": 4404 })'),
      'Return the status 404',
      handler('return Response.json({ ok: false }, { "status": 404 })'),
    );
  });

  const computed: [name: string, before: string, title: string, after: string][] = [
    [
      'passes on the socket of an upstream whose status is taken over',
      handler(UP, 'return ▸new Response(up.body, { status: up.status, headers: up.headers });'),
      'Pass on the WebSocket of `up`',
      handler(
        UP,
        'return new Response(up.body, { status: up.status, webSocket: up.webSocket, headers: up.headers });',
      ),
    ],
    [
      'limits the status of an error',
      "export const failed = (error: any) => ▸new Response('failed', { status: error.status });\n",
      'Return 500 when `error.status` is not a valid response status',
      "export const failed = (error: any) => new Response('failed', { status: error.status >= 200 && error.status <= 599 ? error.status : 500 });\n",
    ],
    [
      'keeps the default of the author',
      'export const failed = (error) => ▸Response.json({}, { status: error.code ?? 503 });\n',
      'Return 503 when `error.code` is not a valid response status',
      'export const failed = (error) => Response.json({}, { status: error.code >= 200 && error.code <= 599 ? error.code : 503 });\n',
    ],
    [
      'writes out a short property',
      "export const failed = (status) => ▸new Response('failed', { status });\n",
      'Return 500 when `status` is not a valid response status',
      "export const failed = (status) => new Response('failed', { status: status >= 200 && status <= 599 ? status : 500 });\n",
    ],
    [
      'sees through types',
      "export const failed = (error: unknown) => ▸new Response('', { status: (error as any).status || 500 });\n",
      'Return 500 when `(error as any).status` is not a valid response status',
      "export const failed = (error: unknown) => new Response('', { status: (error as any).status >= 200 && (error as any).status <= 599 ? (error as any).status : 500 });\n",
    ],
  ];
  for (const [name, before, title, after] of computed) {
    it(name, () => {
      assert.equal(checkFix(responseStatus, before, title, after, ERROR).safety, 'review');
      checkNoFix(responseStatus, before);
    });
  }

  const passed: [name: string, before: string, after: string][] = [
    [
      'of an upstream',
      handler(UP, 'return ▸new Response(up.body, { status: up.status });'),
      handler(
        UP,
        'if (up.webSocket) return up;',
        'return new Response(up.body, { status: up.status });',
      ),
    ],
    [
      'of a parameter',
      'function secure(r: Response) {\n  const headers = new Headers(r.headers);\n  return ▸new Response(r.body, { status: r.status, headers });\n}\n',
      'function secure(r: Response) {\n  const headers = new Headers(r.headers);\n  if (r.webSocket) return r;\n  return new Response(r.body, { status: r.status, headers });\n}\n',
    ],
    [
      'of what gives body and status to a new one',
      'const copy = (r) => {\n  const { status } = r;\n  return ▸new Response(r.body, { status });\n}\n',
      'const copy = (r) => {\n  const { status } = r;\n  if (r.webSocket) return r;\n  return new Response(r.body, { status });\n}\n',
    ],
  ];
  for (const [name, before, after] of passed) {
    it(`returns the upgrade ${name} as it is`, () => {
      const variable = /\((r|up)\.body/.exec(after)?.[1] ?? '';
      const title = `Return \`${variable}\` as it is when it is a WebSocket`;
      assert.equal(checkFix(responseStatus, before, title, after, ERROR).safety, 'review');
      const [first] = offeredAt(responseStatus, before, ERROR);
      assert.equal(first?.title, title);
      checkNoFix(responseStatus, before);
    });
  }

  it('puts no other status in place of one that was received', () => {
    const source = handler(UP, 'return ▸new Response(up.body, { status: up.status });');
    assert.deepEqual(
      offeredAt(responseStatus, source, ERROR).map(({ title }) => title),
      ['Return `up` as it is when it is a WebSocket', 'Pass on the WebSocket of `up`'],
    );
    const arrow =
      'export const copy = (r: Response) => ▸new Response(r.body, { status: r.status });\n';
    assert.deepEqual(
      offeredAt(responseStatus, arrow, ERROR).map(({ title }) => title),
      ['Pass on the WebSocket of `r`'],
    );
  });

  const refused: Record<string, string> = {
    'a status that is allowed': handler("return ▸new Response('a', { status: 599 });"),
    'a response whose socket was looked at': handler(
      UP,
      'if (up.webSocket) return up;',
      'return ▸new Response(up.body, { status: up.status });',
    ),
    'a response that cannot be named': handler(
      'const { status } = await fetch(request);',
      'return ▸new Response(null, { status });',
    ),
    'a handshake': handler('return ▸new Response(null, { status: 101, webSocket: client });'),
    '101 alone': handler('return ▸new Response(null, { status: 101 });'),
    'a socket beside a computed status': handler(
      UP,
      'return ▸new Response(null, { status: up.status, webSocket: up.webSocket });',
    ),
    'a status that costs something': handler('return ▸new Response(null, { status: next() });'),
    'a default that is none': handler('return ▸new Response(null, { status: a.code || 1006 });'),
    'a condition': handler('return ▸new Response(null, { status: a ? 200 : b });'),
    'a status that a spread may set': handler(
      "return ▸new Response('ok', { status: 99, ...init });",
    ),
    'a Response of the file': "class Response {}\nconst a = ▸new Response('', { status: 99 });",
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(responseStatus, before, ERROR);
    });
  }
});
