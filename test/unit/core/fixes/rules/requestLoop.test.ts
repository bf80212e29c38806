import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { requestLoop } from '../../../../../extension/core/fixes/rules/requestLoop.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (body: string) => `export default {
  async fetch(request, env, ctx) {
${body}
  },
};
`;
const MESSAGE = 'Subrequest depth limit exceeded.';
const TITLE = 'Mark the request that is passed on, and return 508 when it comes back';
const GUARD = `    if (request.headers.get('X-Inner') === '1') {
      return new Response('Loop detected', { status: 508 });
    }
    const inner = new Request(request);
    inner.headers.set('X-Inner', '1');
`;
const HEAD = "import './a';\n";

const fixed: Record<string, [before: string, after: string]> = {
  'to the own binding': [
    HEAD + handler('    return ▸env.SELF.fetch(request);'),
    HEAD + handler(`${GUARD}    return env.SELF.fetch(inner);`),
  ],
  'to the own address': [
    HEAD + handler('    const answer = await ▸fetch(request);\n    return answer;'),
    HEAD + handler(`${GUARD}    const answer = await fetch(inner);\n    return answer;`),
  ],
  'by its URL alone': [
    HEAD + handler('    return ▸fetch(request.url, { headers: request.headers });'),
    HEAD +
      handler(
        `${GUARD.replace('(request);', '(request.url, { headers: request.headers });')}    return fetch(inner);`,
      ),
  ],
  'in a file with other quotes, CRLF and no semicolons': [
    handler('    return ▸env.SELF.fetch(request)').replaceAll('\n', '\r\n'),
    handler(
      `${GUARD.replaceAll("'", '"').replaceAll(';', '')}    return env.SELF.fetch(inner)`,
    ).replaceAll('\n', '\r\n'),
  ],
};

describe('QF-18 request loop', () => {
  for (const [name, [before, after]] of Object.entries(fixed)) {
    it(`marks a request that is passed on ${name}`, () => {
      assert.equal(
        checkFix(requestLoop, before, TITLE, after, { message: MESSAGE }).safety,
        'review',
      );
    });
  }

  it('offers nothing where no error has come', () => {
    for (const [before] of Object.values(fixed)) checkNoFix(requestLoop, before);
  });

  const refused: Record<string, string> = {
    'a request of its own': handler(
      "    return ▸env.SELF.fetch(new Request('https://a.example/'));",
    ),
    'a request that is marked already': handler(
      "    if (request.headers.has('X-Inner')) return new Response('inner');\n    return ▸env.SELF.fetch(request);",
    ),
    'another method': handler('    return ▸env.SELF.put(request);'),
    'a function that no event calls': 'export const f = (request) => ▸fetch(request);\n',
    'a handler without a block':
      'export default { fetch: (request, env) => ▸env.SELF.fetch(request) };\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(requestLoop, before, { message: MESSAGE });
    });
  }
});
