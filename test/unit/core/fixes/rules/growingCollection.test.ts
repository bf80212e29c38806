import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { growingCollection } from '../../../../../extension/core/fixes/rules/growingCollection.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';
import { checkHint, checkNoHint } from '../../../../support/checkHint.ts';

const message = 'Worker exceeded memory limit.';
const handler = (body: string) => `export default {
  async fetch(request, env) {
${body}
  },
};
`;
const MOVE = 'Move `seen` into the function that uses it';
const NEWEST = 'Keep the newest 1000 items of `seen`';
const EMPTY = 'Empty `seen` when it holds 1000 items';
const list = (body: string) => `const seen = [];\n${handler(body)}`;

describe('QF-21 collections that only grow', () => {
  it('moves an array into the handler that fills it', () => {
    checkHint(
      growingCollection,
      list('    seen.push(request.url);\n    return Response.json(seen);'),
      MOVE,
      handler('    const seen = [];\n    seen.push(request.url);\n    return Response.json(seen);'),
    );
  });

  it('keeps the newest items of an array', () => {
    checkHint(
      growingCollection,
      list('    seen.push(request.url); // Log.\n    return Response.json(seen);'),
      NEWEST,
      list(
        '    seen.push(request.url); // Log.\n    if (seen.length > 1000) seen.splice(0, seen.length - 1000);\n    return Response.json(seen);',
      ),
    );
    checkHint(
      growingCollection,
      'let seen = []\r\naddEventListener("fetch", (event) => {\r\n\tnote(event.request)\r\n\tevent.respondWith(fetch(event.request))\r\n})\r\nfunction note(request) {\r\n\tseen.unshift(request.url)\r\n}\r\n',
      NEWEST,
      'let seen = []\r\naddEventListener("fetch", (event) => {\r\n\tnote(event.request)\r\n\tevent.respondWith(fetch(event.request))\r\n})\r\nfunction note(request) {\r\n\tseen.unshift(request.url)\r\n\tif (seen.length > 1000) seen.splice(1000)\r\n}\r\n',
      'worker.js',
    );
  });

  it('empties a Map or a Set before it holds too much', () => {
    const map = (add: string) =>
      `const seen = new Map<string, string>();\n${handler(`${add}    return new Response(seen.get(request.url));`)}`;
    checkFix(
      growingCollection,
      map('    ▸seen.set(request.url, await load());\n'),
      EMPTY,
      map('    if (seen.size >= 1000) seen.clear();\n    seen.set(request.url, await load());\n'),
      { message },
    );
    checkFix(
      growingCollection,
      `class Api {\n  static seen = new Set();\n  static note(url) {\n    ▸this.seen.add(url);\n  }\n}\n`,
      'Empty `Api.seen` when it holds 1000 items',
      `class Api {\n  static seen = new Set();\n  static note(url) {\n    if (this.seen.size >= 1000) this.seen.clear();\n    this.seen.add(url);\n  }\n}\n`,
      { message },
    );
  });

  it('looks for it without a place', () => {
    const before = `▸import { load } from './load';\nconst seen = new Map();\n${handler('    seen.set(request.url, await load());\n    return new Response(seen.get(request.url));')}`;
    const fixes = offeredAt(growingCollection, before, { message, reach: 'handler' });
    assert.deepEqual(
      fixes.map(({ title, safety }) => [title, safety]),
      [[EMPTY, 'review']],
    );
  });

  const silent: Record<string, string> = {
    'a Map, whose keys may be few': `const seen = new Map();\n${handler('    seen.set(request.method, 1);\n    return Response.json([...seen]);')}`,
    'an array that is filled once': `let isReady = false;\nconst seen = [];\n${handler('    if (!isReady) {\n      seen.push(1);\n      isReady = true;\n    }\n    return Response.json(seen);')}`,
    'an array that is filled once, by a function that leaves': `let isReady = false;\nconst seen = [];\nfunction fill() {\n  if (isReady) return;\n  seen.push(1);\n  isReady = true;\n}\n${handler('    fill();\n    return Response.json(seen);')}`,
    'an array of a Durable Object': `import { DurableObject } from 'cloudflare:workers';\nconst seen = [];\nexport class Room extends DurableObject {\n  fetch(request) {\n    seen.push(request.url);\n    return Response.json(seen);\n  }\n}\n`,
    'an array of routes': `const seen = [];\nfunction route(path, handle) {\n  seen.push({ path, handle });\n}\nroute('/', () => new Response());\n${handler('    return seen.find(({ path }) => path === request.url).handle();')}`,
  };
  for (const [name, source] of Object.entries(silent)) {
    it(`tells nothing of ${name}`, () => {
      checkNoHint(growingCollection, source);
    });
  }

  const refused: Record<string, string> = {
    'an array that is shortened': list(
      '    ▸seen.push(request.url);\n    if (env.FULL) seen.shift();\n    return Response.json(seen);',
    ),
    'an array that is emptied': list(
      '    ▸seen.push(request.url);\n    await env.LOG.send(JSON.stringify(seen));\n    seen.length = 0;',
    ),
    'an array whose length is asked for': list(
      '    if (seen.length < 10) ▸seen.push(request.url);\n    return Response.json(seen);',
    ),
    'an array that is set anew': `let seen = [];\n${handler('    ▸seen.push(request.url);\n    const all = seen;\n    seen = [];\n    return Response.json(all);')}`,
    'an array that is handed on': list('    ▸seen.push(request.url);\n    return flush(seen);'),
    'an array that other modules see': `export const seen = [];\n${handler('    ▸seen.push(request.url);\n    return new Response();')}`,
    'an array of the request': handler(
      '    const seen = [];\n    ▸seen.push(request.url);\n    return Response.json(seen);',
    ),
    'an array that is filled while the module loads': `const seen = [];\n▸seen.push(1);\n${handler('    return Response.json(seen);')}`,
    'a Map whose entries are deleted': `const seen = new Map();\n${handler('    ▸seen.set(request.url, 1);\n    const answer = await fetch(request);\n    seen.delete(request.url);\n    return answer;')}`,
    'a WeakMap': `const seen = new WeakMap();\n${handler('    ▸seen.set(request, 1);\n    return new Response();')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(growingCollection, before, { message });
      checkNoHint(growingCollection, before.replace('▸', ''));
    });
  }
});
