import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { missingReturn } from '../../../../../extension/core/fixes/rules/missingReturn.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const reach = { reach: 'handler' } as const;

describe('missingReturn', () => {
  it('returns a response that is made at the end', () => {
    const fix = checkFix(
      missingReturn,
      handler("▸if (env.DEBUG) return new Response('debug')", "new Response('ok')"),
      'Return the response',
      handler("if (env.DEBUG) return new Response('debug')", "return new Response('ok')"),
      reach,
    );
    assert.equal(fix.safety, 'safe');
  });

  it('returns a response that a branch makes', () => {
    checkFix(
      missingReturn,
      handler('▸if (env.A) {', '  Response.json({ a: 1 });', '} else return new Response();'),
      'Return the response',
      handler('if (env.A) {', '  return Response.json({ a: 1 });', '} else return new Response();'),
      reach,
    );
  });

  it('returns what a function of the file answers', () => {
    const answer = "const answer = () => new Response('ok');\n";
    const fix = checkFix(
      missingReturn,
      `${answer}${handler('▸await answer();')}`,
      'Return the result of the call',
      `${answer}${handler('return await answer();')}`,
      reach,
    );
    assert.equal(fix.safety, 'review');
  });

  const apps: Record<string, readonly [imported: string, call: string]> = {
    'an app of Hono': [
      "import { Hono } from 'hono';\nconst app = new Hono();\n",
      'app.fetch(request, env, ctx)',
    ],
    'a router of itty-router': [
      "import { Router } from 'itty-router';\nconst router = Router();\n",
      'router.handle(request, env).then(json).catch(error)',
    ],
    'an app of another module': ["import app from './app';\n", 'await app.fetch(request)'],
  };
  for (const [name, [imported, call]] of Object.entries(apps)) {
    it(`returns what ${name} answers`, () => {
      checkFix(
        missingReturn,
        `${imported}${handler(`▸${call}`)}`,
        'Return the result of the call',
        `${imported}${handler(`return ${call}`)}`,
        reach,
      );
    });
  }

  it('looks into the function that a listener answers with', () => {
    checkFix(
      missingReturn,
      `addEventListener('fetch', (event) => event.respondWith(handle(event.request)));
async function handle(request) {
  ▸new Response(request.url);
}
`,
      'Return the response',
      `addEventListener('fetch', (event) => event.respondWith(handle(event.request)));
async function handle(request) {
  return new Response(request.url);
}
`,
    );
  });

  const refused: Record<string, string> = {
    'a response that is returned': handler("▸return new Response('ok');"),
    'a function whose result is no answer': `function probe() {
  ▸new Response('ok');
}
${handler('probe();', 'return new Response();')}`,
    'work before the end': handler('▸fetch(env.LOG);', 'return new Response();'),
    'a request that is sent on before the end': handler(
      '▸env.LOG.fetch(request);',
      'return new Response();',
    ),
    'a call that is not given the request': handler('▸app.handle(env);'),
    'a callback': handler('[1].forEach(() => { ▸new Response(); });', 'return new Response();'),
    'a Response of the file': `import { Response } from './polyfill';
${handler("▸new Response('ok');")}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(missingReturn, before, reach);
    });
  }
});
