import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { missingResponse } from '../../../../../extension/core/fixes/rules/missingResponse.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async ▸fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const unmarked = (...lines: string[]) => handler(...lines).replace('▸', '');
const TITLE = 'Return 404 where the function ends without a response';
const reach = { reach: 'handler' } as const;

describe('missingResponse', () => {
  it('answers 404 behind the last branch, in the quotes of the file', () => {
    const fix = checkFix(
      missingResponse,
      handler("if (request.method === 'POST') return new Response('ok');"),
      TITLE,
      unmarked(
        "if (request.method === 'POST') return new Response('ok');",
        "return new Response('Not found', { status: 404 });",
      ),
      reach,
    );
    assert.equal(fix.safety, 'review');
  });

  it('keeps a function on its line', () => {
    checkFix(
      missingResponse,
      'export default { async fetch(request) { ▸if (request.body) return ok(); } };\r\n',
      TITLE,
      'export default { async fetch(request) { if (request.body) return ok(); return new Response("Not found", { status: 404 }); } };\r\n',
      reach,
    );
  });

  it('fills an empty function', () => {
    checkFix(
      missingResponse,
      "const name = 'a'\nexport default {\n  async ▸fetch() {\n  }\n}\n",
      TITLE,
      "const name = 'a'\nexport default {\n  async fetch() {\n    return new Response('Not found', { status: 404 })\n  }\n}\n",
      reach,
    );
  });

  it('looks into the function whose result a Durable Object returns', () => {
    const source = (more: string) => `import { DurableObject } from "cloudflare:workers";
export class Room extends DurableObject {
  async fetch(request: Request) {
    return route(request);
  }
}
function ▸route(request: Request) {
  switch (request.method) {
    case "GET":
      return new Response("a");
  }
${more}}
`;
    checkFix(
      missingResponse,
      source(''),
      TITLE,
      source('  return new Response("Not found", { status: 404 });\n').replace('▸', ''),
    );
  });

  const refused: Record<string, string> = {
    'a handler that always answers': handler("return new Response('ok');"),
    'an answer on both sides of an if': handler('if (env.A) return a();', 'else return b();'),
    'a switch with a default': handler(
      'switch (env.A) {',
      "  case 'a': return a();",
      '  default: throw new Error();',
      '}',
    ),
    'a try whose catch answers too': handler('try { return a(); } catch { return b(); }'),
    'a loop without an end': handler('for (;;) { if (await env.A.get()) return a(); }'),
    'a missing return alone': handler("new Response('ok');"),
    "a missing return of an app's answer alone": handler('app.fetch(request, env, ctx);'),
    'a handler of another event': 'export default { async ▸scheduled() { await work(); } };',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(missingResponse, before, reach);
    });
  }
});
