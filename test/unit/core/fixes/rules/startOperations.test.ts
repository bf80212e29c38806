import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { startOperations } from '../../../../../extension/core/fixes/rules/startOperations.ts';
import { checkHint, checkNoHint } from '../../../../support/checkHint.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const MESSAGE = 'Disallowed operation called within global scope.';
const handler = (body: string) => `export default {
  async fetch(request, env, ctx) {
${body}
  },
};
`;

interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  readonly safety: Safety;
  readonly fileName?: string;
}

const fixed: Fixed[] = [
  {
    name: 'makes a random value on first use',
    before: `const id = ▸crypto.randomUUID();\n${handler('    return new Response(id);')}`,
    title: 'Make `id` on first use',
    after: `let id;\nconst getId = () => (id ??= crypto.randomUUID());\n${handler('    return new Response(getId());')}`,
    safety: 'safe',
    fileName: 'worker.js',
  },
  {
    name: 'gives it a type in TypeScript',
    before: `const REQUEST_ID = ▸crypto.randomUUID();\n${handler('    return Response.json({ REQUEST_ID });')}`,
    title: 'Make `REQUEST_ID` on first use',
    after: `let REQUEST_ID: string | undefined;\nconst getRequestId = () => (REQUEST_ID ??= crypto.randomUUID());\n${handler('    return Response.json({ REQUEST_ID: getRequestId() });')}`,
    safety: 'safe',
  },
  {
    name: 'keeps the type that is written',
    before: `const salt: Uint8Array = ▸crypto.getRandomValues(new Uint8Array(8));\n${handler('    return new Response(salt);')}`,
    title: 'Make `salt` on first use',
    after: `let salt: Uint8Array | undefined;\nconst getSalt = () => (salt ??= crypto.getRandomValues(new Uint8Array(8)));\n${handler('    return new Response(getSalt());')}`,
    safety: 'safe',
  },
  {
    name: 'derives a type that is not written, and asks where more than the operation is put off',
    before: `const keys = { one: ▸crypto.randomUUID() };\n${handler('    return Response.json(keys);')}`,
    title: 'Make `keys` on first use',
    after: `const createKeys = () => ({ one: crypto.randomUUID() });\nlet keys: ReturnType<typeof createKeys> | undefined;\nconst getKeys = () => (keys ??= createKeys());\n${handler('    return Response.json(getKeys());')}`,
    safety: 'review',
  },
  {
    name: 'keeps CRLF and a missing semicolon',
    before: `const id = ▸crypto.randomUUID()\r\nexport default { fetch: () => new Response(id) }\r\n`,
    title: 'Make `id` on first use',
    after: `let id\r\nconst getId = () => (id ??= crypto.randomUUID())\r\nexport default { fetch: () => new Response(getId()) }\r\n`,
    safety: 'safe',
    fileName: 'worker.js',
  },
  {
    name: 'makes a response for each use',
    before: `const ok = ▸new Response('ok');\n${handler('    return request.url ? ok : ok.clone();')}`,
    title: 'Create a new `ok` for each use',
    after: `const ok = () => new Response('ok');\n${handler('    return request.url ? ok() : ok().clone();')}`,
    safety: 'safe',
  },
  {
    name: 'asks where a response is handed to a function that may change it',
    before: `const ok = ▸new Response('ok');\n${handler('    tag(ok);\n    return ok.clone();')}`,
    title: 'Create a new `ok` for each use',
    after: `const ok = () => new Response('ok');\n${handler('    tag(ok());\n    return ok().clone();')}`,
    safety: 'review',
  },
  {
    name: 'moves a response whose headers are changed',
    before: `const ok = ▸new Response('ok');\n${handler("    ok.headers.set('A', '1');\n    return ok.clone();")}`,
    title: 'Move `ok` into the function that uses it',
    after: handler(
      "    const ok = new Response('ok');\n    ok.headers.set('A', '1');\n    return ok.clone();",
    ),
    safety: 'review',
  },
  {
    name: 'takes no semicolon that guards the next line',
    before: `const a = 1\nconst id = ▸crypto.randomUUID()\n;(() => {})()\nexport default { fetch: () => new Response(id) }\n`,
    title: 'Make `id` on first use',
    after: `const a = 1\nlet id\nconst getId = () => (id ??= crypto.randomUUID())\n;(() => {})()\nexport default { fetch: () => new Response(getId()) }\n`,
    safety: 'safe',
    fileName: 'worker.js',
  },
  {
    name: 'leaves such a semicolon where it is when the variable moves',
    before: `const a = 1\nconst stop = ▸new AbortController()\n;(() => {})()\nexport const read = () => {\n  return stop\n}\n`,
    title: 'Move `stop` into the function that uses it',
    after: `const a = 1\n;(() => {})()\nexport const read = () => {\n  const stop = new AbortController()\n  return stop\n}\n`,
    safety: 'review',
  },
  {
    name: 'makes a value on first use that a function reads which only a handler calls',
    before: `const id = ▸crypto.randomUUID();\nfunction label() { return id; }\n${handler('    return new Response(label());')}`,
    title: 'Make `id` on first use',
    after: `let id;\nconst getId = () => (id ??= crypto.randomUUID());\nfunction label() { return getId(); }\n${handler('    return new Response(label());')}`,
    safety: 'safe',
    fileName: 'worker.js',
  },
  {
    name: 'keeps brackets around the value',
    before: `const ok = (▸new Response('ok'));\n${handler('    return ok;')}`,
    title: 'Create a new `ok` for each use',
    after: `const ok = () => (new Response('ok'));\n${handler('    return ok();')}`,
    safety: 'safe',
  },
  {
    name: 'makes the written type the type of the result',
    before: `const gone: Response = ▸Response.json({}, { status: 410 });\n${handler('    return gone;')}`,
    title: 'Create a new `gone` for each use',
    after: `const gone = (): Response => Response.json({}, { status: 410 });\n${handler('    return gone();')}`,
    safety: 'safe',
  },
  {
    name: 'moves what belongs to one request into its function',
    before: `// aborts\nconst controller = ▸new AbortController();\n${handler('    const answer = await fetch(a, { signal: controller.signal });\n    controller.abort();\n    return answer;')}`,
    title: 'Move `controller` into the function that uses it',
    after: `// aborts\n${handler('    const controller = new AbortController();\n    const answer = await fetch(a, { signal: controller.signal });\n    controller.abort();\n    return answer;')}`,
    safety: 'review',
  },
  {
    name: 'moves a fetch that the module waits for',
    before: `const rates = await ▸fetch('https://rates.example/');\n${handler('    return new Response(rates.statusText);')}`,
    title: 'Move `rates` into the function that uses it',
    after: handler(
      "    const rates = await fetch('https://rates.example/');\n    return new Response(rates.statusText);",
    ),
    safety: 'review',
  },
  {
    name: 'moves a read of an imported binding',
    before: `import { env } from 'cloudflare:workers';\nconst rates = await env.CACHE.▸get('k');\nexport const read = async () => {\n  return rates;\n};\n`,
    title: 'Move `rates` into the function that uses it',
    after: `import { env } from 'cloudflare:workers';\nexport const read = async () => {\n  const rates = await env.CACHE.get('k');\n  return rates;\n};\n`,
    safety: 'review',
  },
];

describe('QF-24 operations at start-up', () => {
  for (const { name, before, title, after, safety, fileName = 'worker.ts' } of fixed) {
    it(name, () => {
      const fix = checkFix(startOperations, before, title, after, { message: MESSAGE, fileName });
      assert.equal(fix.safety, safety);
    });
  }

  it('offers nothing where nothing has failed, for the source may be of a browser', () => {
    for (const { before, fileName = 'worker.ts' } of fixed) {
      // In a Worker one with a body never loads.
      if (/new Re(sponse|quest)|Response\.json/.test(before)) continue;
      checkNoFix(startOperations, before, { fileName });
    }
  });

  it('tells of a response that a Worker makes while it loads', () => {
    const source = (made: string, used: string) =>
      `const NOT_FOUND = ${made};\n${handler(`    return ${used};`)}`;
    checkHint(
      startOperations,
      source("new Response('Not found', { status: 404 })", 'NOT_FOUND'),
      'Create a new `NOT_FOUND` for each use',
      source("() => new Response('Not found', { status: 404 })", 'NOT_FOUND()'),
    );
    checkNoHint(startOperations, source('new Response(null, { status: 404 })', 'NOT_FOUND'));
    checkNoHint(startOperations, "export const page = new Response('a');\n");
    checkNoHint(startOperations, source('crypto.randomUUID()', 'new Response(NOT_FOUND)'));
  });

  const inHandler = handler('    return new Response(String(value));');
  const refused: Record<string, string> = {
    'what may run while a module loads': `const value = [▸Math.random(), Date.now(), new URL('https://a.example/'), new Headers(), new TextEncoder(), new Response(null), new Request('https://a.example/'), caches.default.match('https://a.example/')];\n${inHandler}`,
    'an operation in a function': `const value = () => ▸crypto.randomUUID();\n${inHandler}`,
    'a field of each object': `class Item { id = ▸crypto.randomUUID(); }\nconst value = () => new Item();\n${inHandler}`,
    'a function of the same name': `import { crypto } from './own';\nconst value = ▸crypto.randomUUID();\n${inHandler}`,
    'a constant that other modules import': `export const value = ▸crypto.randomUUID();\n${inHandler}`,
    'a constant that is exported further down': `const value = ▸crypto.randomUUID();\nexport { value };\n${inHandler}`,
    'a constant that is read while the module loads': `const value = ▸crypto.randomUUID();\nconst other = value + 1;\n${inHandler}`,
    'a constant of a function that the module calls': `const value = ▸crypto.randomUUID();\nfunction label() { return 'x' + value; }\nconst NAME = label();\n${handler('    return new Response(NAME);')}`,
    'a constant of a class that the module makes an object of': `const value = ▸crypto.randomUUID();\nclass Item { id = value; }\nclass Items { first() { return new Item(); } }\nconst NAME = new Items().first();\n${handler('    return new Response(NAME);')}`,
    'a constant of a callback that the module calls': `const value = ▸crypto.randomUUID();\nconst NAMES = ['a', 'b'].map((one) => one + value);\n${handler('    return new Response(NAMES);')}`,
    'a response whose headers several functions change': `const value = ▸new Response('ok');\nexport const a = () => value.headers.set('A', '1');\nexport const b = () => value.headers.set('B', '1');\n`,
    'a variable that is set again': `let value = ▸crypto.randomUUID();\nexport const set = () => { value = 1; };\n${inHandler}`,
    'a constant that a type is made of': `const value = ▸crypto.randomUUID();\ntype Value = typeof value;\n${inHandler}`,
    'a timer that nothing holds': '▸setInterval(() => sweep(), 1000);\nexport default {};\n',
    'an object that several functions use': `const value = ▸new AbortController();\nexport const a = () => value;\nexport const b = () => value;\n`,
    'an id of a Durable Object': `import { env } from 'cloudflare:workers';\nconst value = ▸env.ROOM.idFromName('a');\n${inHandler}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(startOperations, before, { message: MESSAGE });
    });
  }
});
