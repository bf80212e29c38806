import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Safety } from '../../../../../extension/core/fixes/fixRule.ts';
import { sharedIo } from '../../../../../extension/core/fixes/rules/sharedIo.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const MESSAGE = 'Cannot perform I/O on behalf of a different request.';
const handler = (body: string) => `export default {
  async fetch(request, env, ctx) {
${body}
  },
};
`;
const KEEP = 'Keep what `text()` gives, not the response';
const MOVE = 'Move `cached` into the function that uses it';

interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
  readonly safety: Safety;
}

const fixed: Fixed[] = [
  {
    name: 'keeps the text of a response',
    before: `let cached = null;\n${handler('    if (!cached) cached = await env.UP.fetch(request);\n    return new Response(await cached.▸clone().text());')}`,
    title: KEEP,
    after: `let cached = null;\n${handler('    if (!cached) cached = await (await env.UP.fetch(request)).text();\n    return new Response(cached);')}`,
    safety: 'safe',
  },
  {
    name: 'changes the type that is written',
    before: `let cached: Response | undefined;\n${handler("    cached ??= await fetch('https://a.example/');\n    const text = await cached!.▸clone().text();\n    return new Response(text);")}`,
    title: KEEP,
    after: `let cached: string | undefined;\n${handler("    cached ??= await (await fetch('https://a.example/')).text();\n    const text = cached;\n    return new Response(text);")}`,
    safety: 'safe',
  },
  {
    name: 'keeps parsed JSON, which the user looks at',
    before: `let cached;\n${handler("    cached ??= await fetch('https://a.example/');\n    return Response.json(await cached.▸clone().json());")}`,
    title: 'Keep what `json()` gives, not the response',
    after: `let cached;\n${handler("    cached ??= await (await fetch('https://a.example/')).json();\n    return Response.json(cached);")}`,
    safety: 'review',
  },
  {
    name: 'moves a response that is returned as it is',
    before: `let cached = null;\n${handler('    if (!cached) cached = await env.UP.fetch(request);\n    return ▸cached.clone();')}`,
    title: MOVE,
    after: handler(
      '    let cached = null;\n    if (!cached) cached = await env.UP.fetch(request);\n    return cached.clone();',
    ),
    safety: 'review',
  },
  {
    name: 'moves a promise',
    before: `let cached;\r\n${handler('    cached ??= fetch(request);\r\n    return new Response((await ▸cached).body);')}`,
    title: MOVE,
    after: handler(
      '    let cached;\r\n    cached ??= fetch(request);\r\n    return new Response((await cached).body);',
    ),
    safety: 'review',
  },
  {
    name: 'moves the stub of a Durable Object',
    before: `let cached;\n${handler("    cached = cached ?? env.ROOM.get(env.ROOM.idFromName('a'));\n    return ▸cached.fetch(request);")}`,
    title: MOVE,
    after: handler(
      "    let cached;\n    cached = cached ?? env.ROOM.get(env.ROOM.idFromName('a'));\n    return cached.fetch(request);",
    ),
    safety: 'review',
  },
];

describe('QF-07 shared objects of requests', () => {
  for (const { name, before, title, after, safety } of fixed) {
    it(name, () => {
      assert.equal(checkFix(sharedIo, before, title, after, { message: MESSAGE }).safety, safety);
    });
  }

  it('offers first to keep the data', () => {
    const before = `let cached;\n${handler('    cached ??= await fetch(request);\n    return new Response(await cached.▸clone().text());')}`;
    assert.deepEqual(
      offeredAt(sharedIo, before, { message: MESSAGE }).map(({ title }) => title),
      [KEEP, MOVE],
    );
  });

  const refused: Record<string, string> = {
    'the text of a response': `let cached;\n${handler('    cached ??= await (await fetch(request)).text();\n    return new Response(▸cached);')}`,
    'a value of KV': `let cached;\n${handler("    cached ??= await env.SETTINGS.get('k');\n    return new Response(▸cached);")}`,
    'parsed configuration': `let cached;\n${handler('    cached ??= JSON.parse(env.SETTINGS);\n    return Response.json(▸cached);')}`,
    'a WebAssembly instance': `let cached;\n${handler('    cached ??= await WebAssembly.instantiate(wasm);\n    return new Response(▸cached.exports.f());')}`,
    'a client that opens a socket for each query': `let cached;\n${handler('    cached ??= postgres(env.DB.connectionString);\n    return Response.json(await ▸cached.query());')}`,
    'a variable of the function': handler(
      '    let cached;\n    cached ??= await fetch(request);\n    return ▸cached;',
    ),
    'a variable that other modules see': `let cached;\nexport { cached };\n${handler('    cached ??= await fetch(request);\n    return ▸cached.clone();')}`,
    'a variable that several functions use, and not for its data': `let cached;\nconst show = () => cached.status;\n${handler('    cached ??= await fetch(request);\n    show();\n    return ▸cached.clone();')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(sharedIo, before, { message: MESSAGE });
    });
  }
});
