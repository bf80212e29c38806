import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cachePutMethod } from '../../../../../extension/core/fixes/rules/cachePutMethod.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const ERROR = { message: 'Cannot cache response to non-GET request.' };
const titleFor = (name: string) => `Put it into the cache only when \`${name}\` is a GET`;

const fixed: [name: string, request: string, before: string, after: string][] = [
  [
    'a statement',
    'request',
    'await ▸cache.put(request, copy);\n',
    'if (request.method === "GET") await cache.put(request, copy);\n',
  ],
  [
    'what outlives the answer',
    'request',
    'ctx.waitUntil(▸caches.default.put(request, response.clone()));\n',
    'if (request.method === "GET") ctx.waitUntil(caches.default.put(request, response.clone()));\n',
  ],
  [
    'a condition',
    'key',
    'if (response.ok) await ▸cache.put(key, copy);\n',
    'if (response.ok && key.method === "GET") await cache.put(key, copy);\n',
  ],
  [
    'a condition of two',
    'key',
    'if (a || b) await ▸cache.put(key, copy);\n',
    'if ((a || b) && key.method === "GET") await cache.put(key, copy);\n',
  ],
  [
    'one of two branches',
    'key',
    'if (a) await ▸cache.put(key, copy);\nelse skip();\n',
    'if (a) { if (key.method === "GET") await cache.put(key, copy); }\nelse skip();\n',
  ],
  [
    'a key that is made of the request',
    'request',
    'await ▸cache.put(new Request(url, request), copy);\n',
    'if (request.method === "GET") await cache.put(new Request(url, request), copy);\n',
  ],
  [
    'the request of Hono',
    'c.req.raw',
    'await ▸cache.put(c.req.raw, copy);\n',
    'if (c.req.raw.method === "GET") await cache.put(c.req.raw, copy);\n',
  ],
];

describe('QF-45 the cache and methods', () => {
  for (const [name, request, before, after] of fixed) {
    it(`puts only answers to a GET in ${name}`, () => {
      const fix = checkFix(cachePutMethod, before, titleFor(request), after, ERROR);
      assert.equal(fix.safety, 'safe');
    });
  }

  const refused: Record<string, string> = {
    'a key that is a GET': 'await ▸cache.put(request.url, copy);\n'.replace(
      'request.url',
      "'https://a.b/'",
    ),
    'a request that is made of an address':
      'const key = new Request(request.url);\nawait ▸cache.put(key, copy);\n',
    'a method that was looked at':
      "if (request.method === 'POST') log();\nawait ▸cache.put(request, copy);\n",
    KV: 'export default { async fetch(request, env) { await env.KV.▸put(key, copy); } };\n',
    'a value that is returned': 'const save = (request, copy) => ▸cache.put(request, copy);\n',
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => checkNoFix(cachePutMethod, before, ERROR));
  }

  it('offers nothing without the error', () => {
    checkNoFix(cachePutMethod, 'await ▸cache.put(request, copy);\n');
  });
});
