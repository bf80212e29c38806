import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { repeatedBody } from '../../../../../extension/core/fixes/rules/repeatedBody.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const ERROR = {
  message:
    'This ReadableStream is disturbed (has already been read from), and cannot be used as a body.',
};
const READ = 'Read the body of `request` once, before it is needed again';
const COPY = 'Send a copy of `request` each time';
const handler = (...lines: string[]) =>
  `export default {
  async fetch(request: Request, env: Env) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const retry = (call: string) => `return retry(3, () => ${call});`;

const fixed: [name: string, title: string, before: string, after: string][] = [
  [
    'a stream in a function that is called again',
    READ,
    handler(retry("▸env.API.fetch(url, { method: 'POST', body: request.body })")),
    handler(
      'const body = await request.arrayBuffer();',
      retry("env.API.fetch(url, { method: 'POST', body })"),
    ),
  ],
  [
    'a stream in a loop',
    READ,
    handler(
      'for (const url of mirrors) {',
      "  await ▸fetch(url, { method: 'PUT', body: request.body, headers: request.headers });",
      '}',
    ),
    handler(
      'const body = await request.arrayBuffer();',
      'for (const url of mirrors) {',
      "  await fetch(url, { method: 'PUT', body, headers: request.headers });",
      '}',
    ),
  ],
  [
    'a body that a GET does not have',
    READ,
    handler(retry('▸fetch(url, { method: request.method, body: request.body })')),
    handler(
      'const body = request.body && (await request.arrayBuffer());',
      retry('fetch(url, { method: request.method, body })'),
    ),
  ],
  [
    'a name that is taken',
    READ,
    handler('const body = 1;', retry("▸fetch(url, { method: 'POST', body: request.body })")),
    handler(
      'const body = 1;',
      'const bytes = await request.arrayBuffer();',
      retry("fetch(url, { method: 'POST', body: bytes })"),
    ),
  ],
  [
    'data that a loop reads',
    READ,
    handler('for (const key of keys) {', '  store(key, await ▸request.json<Data>());', '}'),
    handler(
      'const data = await request.json<Data>();',
      'for (const key of keys) {',
      '  store(key, data);',
      '}',
    ),
  ],
  [
    'a whole request',
    COPY,
    handler(retry('▸fetch(request)')),
    handler(retry('fetch(request.clone())')),
  ],
  [
    'a request that is made of another',
    COPY,
    handler(retry('fetch(▸new Request(url, request))')),
    handler(retry('fetch(new Request(url, request.clone()))')),
  ],
  [
    'a function that is not asynchronous',
    COPY,
    'export default {\n  fetch(request, env) {\n    return retry(() => ▸fetch(url, { body: request.body }));\n  },\n};\n',
    'export default {\n  fetch(request, env) {\n    return retry(() => fetch(url, { body: request.clone().body }));\n  },\n};\n',
  ],
  [
    'a function that calls itself',
    COPY,
    'async function send(request: Request, tries = 3) {\n  const sent = await ▸fetch(request);\n  return sent.ok || tries === 0 ? sent : send(request, tries - 1);\n}\n',
    'async function send(request: Request, tries = 3) {\n  const sent = await fetch(request.clone());\n  return sent.ok || tries === 0 ? sent : send(request, tries - 1);\n}\n',
  ],
  [
    'a function that is called in a loop',
    COPY,
    'const send = (url, request: Request) => ▸fetch(url, request);\nasync function all(request: Request) {\n  for (const url of urls) await send(url, request);\n}\n',
    'const send = (url, request: Request) => fetch(url, request.clone());\nasync function all(request: Request) {\n  for (const url of urls) await send(url, request);\n}\n',
  ],
];

describe('QF-46 a body that is sent again', () => {
  for (const [name, title, before, after] of fixed) {
    it(`is kept for ${name}`, () => {
      const fix = checkFix(repeatedBody, before, title, after, ERROR);
      assert.equal(fix.safety, 'review');
      assert.equal(offeredAt(repeatedBody, before, ERROR)[0]?.title, title);
    });
  }

  const refused: Record<string, string> = {
    'one call': handler('return ▸fetch(url, { body: request.body });'),
    'a request of each turn': handler(
      'for (const url of urls) {',
      "  const request = new Request(url, { method: 'POST', body: text });",
      '  await ▸fetch(request);',
      '}',
    ),
    'a body that is in memory': handler(
      'const body = await request.text();',
      retry('▸fetch(url, { body })'),
    ),
    'a copy': handler(retry('▸fetch(request.clone())')),
    'a function that is called once':
      'const send = (request: Request) => ▸fetch(request);\nexport const once = (request: Request) => send(request);\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(repeatedBody, before, ERROR));
  }

  it('offers nothing without the error', () => {
    checkNoFix(repeatedBody, handler(retry('▸fetch(request)')));
  });
});
