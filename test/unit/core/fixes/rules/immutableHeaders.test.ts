import { describe, it } from 'node:test';
import assert from 'node:assert/strict';
import { immutableHeaders } from '../../../../../extension/core/fixes/rules/immutableHeaders.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';

const handler = (...lines: string[]) =>
  `export default {
  async fetch(request, env, ctx) {
${lines.map((line) => `    ${line}\n`).join('')}  },
};
`;
const RESPONSE = 'Copy the response before changing its headers';
const IMMUTABLE = "Can't modify immutable headers.";
const REQUEST = 'Copy the request before changing its headers';

interface Fixed {
  readonly name: string;
  readonly before: string;
  readonly title: string;
  readonly after: string;
}

const fixed: Fixed[] = [
  {
    name: 'copies a fetched response and renames the original',
    before: handler(
      'const resp = await env.UP.fetch(url);',
      "resp.headers.▸set('X-Seen', '1');",
      'return resp;',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await env.UP.fetch(url);',
      'const resp = new Response(upstream.body, upstream);',
      "resp.headers.set('X-Seen', '1');",
      'return resp;',
    ),
  },
  {
    name: 'copies the incoming request and uses the copy afterwards',
    before: handler(
      "console.log(request.url, 1);\n    request.headers.▸set('X-Seen', '1');",
      'return env.UP.fetch(request, { request });',
    ),
    title: REQUEST,
    after: handler(
      'console.log(request.url, 1);\n    const req = new Request(request);',
      "req.headers.set('X-Seen', '1');",
      'return env.UP.fetch(req, { request: req });',
    ),
  },
  {
    name: 'uses the original up to the first change, which need not be the one that failed',
    before: handler(
      'const resp = await fetch(request);',
      'if (!resp.ok) return resp;',
      "resp.headers.append('A', '1');",
      "resp.headers.▸delete('B');",
      'return resp;',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await fetch(request);',
      'if (!upstream.ok) return upstream;',
      'const resp = new Response(upstream.body, upstream);',
      "resp.headers.append('A', '1');",
      "resp.headers.delete('B');",
      'return resp;',
    ),
  },
  {
    name: 'copies above a branch when the response is used behind it',
    before: handler(
      'const resp = await fetch(request);',
      "if (request.method === 'GET') {",
      "  ▸resp.headers.set('A', '1');",
      '}',
      'return resp;',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await fetch(request);',
      'const resp = new Response(upstream.body, upstream);',
      "if (request.method === 'GET') {",
      "  resp.headers.set('A', '1');",
      '}',
      'return resp;',
    ),
  },
  {
    name: 'copies a cached response inside the branch that knows it is there',
    before: handler(
      'const hit = await caches.default.match(request);',
      'if (hit) {',
      "  hit.headers.▸set('X-Cache', 'hit');",
      '  return hit;',
      '}',
      'return fetch(request);',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await caches.default.match(request);',
      'if (upstream) {',
      '  const hit = new Response(upstream.body, upstream);',
      "  hit.headers.set('X-Cache', 'hit');",
      '  return hit;',
      '}',
      'return fetch(request);',
    ),
  },
  {
    name: 'copies behind a test of several things',
    before: handler(
      'const hit = await caches.default.match(request);',
      'if (hit && !hit.headers.has("X-Skip")) {',
      "  hit.headers.▸set('X-Cache', 'hit');",
      '  return hit;',
      '}',
      'return fetch(request);',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await caches.default.match(request);',
      'if (upstream && !upstream.headers.has("X-Skip")) {',
      '  const hit = new Response(upstream.body, upstream);',
      "  hit.headers.set('X-Cache', 'hit');",
      '  return hit;',
      '}',
      'return fetch(request);',
    ),
  },
  {
    name: 'copies outside a loop',
    before: handler(
      'const resp = await fetch(request);',
      'for (const [name, value] of extra) {',
      '  resp.headers.▸append(name, value);',
      '}',
      'return resp;',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await fetch(request);',
      'const resp = new Response(upstream.body, upstream);',
      'for (const [name, value] of extra) {',
      '  resp.headers.append(name, value);',
      '}',
      'return resp;',
    ),
  },
  {
    name: 'sets a variable again that can be set again',
    before: handler(
      'let response = await caches.default.match(request);',
      'if (!response) {',
      '  response = await fetch(request);',
      "  response.headers.▸append('Cache-Control', 's-maxage=10');",
      '}',
      'return response;',
    ),
    title: RESPONSE,
    after: handler(
      'let response = await caches.default.match(request);',
      'if (!response) {',
      '  response = await fetch(request);',
      '  response = new Response(response.body, response);',
      "  response.headers.append('Cache-Control', 's-maxage=10');",
      '}',
      'return response;',
    ),
  },
  {
    name: 'copies before headers that were given a name',
    before: handler(
      'const resp = await env.ASSETS.fetch(request);',
      'const { headers } = resp;',
      "headers.▸set('A', '1');",
      'return resp;',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await env.ASSETS.fetch(request);',
      'const resp = new Response(upstream.body, upstream);',
      'const { headers } = resp;',
      "headers.set('A', '1');",
      'return resp;',
    ),
  },
  {
    name: 'copies a redirect and what comes from a Durable Object',
    before: handler(
      "const gone = Response.redirect('https://example.com/', 302);",
      "▸gone.headers.set('A', '1');",
      'return gone;',
    ),
    title: RESPONSE,
    after: handler(
      "const upstream = Response.redirect('https://example.com/', 302);",
      'const gone = new Response(upstream.body, upstream);',
      "gone.headers.set('A', '1');",
      'return gone;',
    ),
  },
  {
    name: 'copies in the callback that receives the response',
    before: handler(
      'return fetch(request).then((resp) => {',
      "  resp.headers.▸set('A', '1');",
      '  return resp;',
      '});',
    ),
    title: RESPONSE,
    after: handler(
      'return fetch(request).then((upstream) => {',
      '  const resp = new Response(upstream.body, upstream);',
      "  resp.headers.set('A', '1');",
      '  return resp;',
      '});',
    ),
  },
  {
    name: 'keeps a type annotation with the variable and a suppressing comment with its line',
    before: handler(
      'const resp: Response = await this_(fetch);\n    const stub = env.ROOM.getByName("a");',
      'const got: Response = await stub.fetch(request);',
      '// @ts-expect-error seen',
      "▸got.headers.set('A', 1);",
      'return got;',
    ),
    title: RESPONSE,
    after: handler(
      'const resp: Response = await this_(fetch);\n    const stub = env.ROOM.getByName("a");',
      'const upstream: Response = await stub.fetch(request);',
      'const got = new Response(upstream.body, upstream);',
      '// @ts-expect-error seen',
      "got.headers.set('A', 1);",
      'return got;',
    ),
  },
  {
    name: 'takes another name when the first one is taken',
    before: handler(
      "const upstream = await fetch('https://example.com/');",
      "upstream.headers.▸set('A', '1');",
      'return upstream;',
    ),
    title: RESPONSE,
    after: handler(
      "const original = await fetch('https://example.com/');",
      'const upstream = new Response(original.body, original);',
      "upstream.headers.set('A', '1');",
      'return upstream;',
    ),
  },
  {
    name: 'writes no semicolons where the file has none',
    before: handler(
      'const resp = await fetch(request)',
      "resp.headers.▸set('A', '1')",
      'return resp',
    ),
    title: RESPONSE,
    after: handler(
      'const upstream = await fetch(request)',
      'const resp = new Response(upstream.body, upstream)',
      "resp.headers.set('A', '1')",
      'return resp',
    ),
  },
  {
    name: 'keeps everything on one line that was on one line',
    before:
      "export default { async fetch(r) { const a = await fetch(r); a.headers.▸set('A', '1'); return a; } };",
    title: RESPONSE,
    after:
      "export default { async fetch(r) { const upstream = await fetch(r); const a = new Response(upstream.body, upstream); a.headers.set('A', '1'); return a; } };",
  },
];

describe('QF-08 immutable headers', () => {
  for (const { name, before, title, after } of fixed) {
    it(name, () => {
      const fix = checkFix(immutableHeaders, before, title, after);
      assert.equal(fix.safety, 'safe');
      const crlf = (text: string) => text.replaceAll('\n', '\r\n').replaceAll('    ', '\t');
      checkFix(immutableHeaders, crlf(before), title, crlf(after));
    });
  }

  it('copies a response in a handler of itty-router', () => {
    const worker = (...lines: string[]) =>
      `import { AutoRouter } from 'itty-router';\nconst router = AutoRouter();\nrouter.all('*', async (request, env) => {\n${lines.map((line) => `  ${line}\n`).join('')}});\nexport default router;\n`;
    checkFix(
      immutableHeaders,
      worker(
        'const response = await env.UP.fetch(request.url);',
        "response.headers.▸set('A', '1');",
        'return response;',
      ),
      RESPONSE,
      worker(
        'const upstream = await env.UP.fetch(request.url);',
        'const response = new Response(upstream.body, upstream);',
        "response.headers.set('A', '1');",
        'return response;',
      ),
    );
  });

  it('follows a stub that the handler hands to a function of the file', () => {
    const source = (...lines: string[]) => `async function ask(stub, request) {
${lines.map((line) => `  ${line}\n`).join('')}}
${handler("return ask(env.ROOM.getByName('a'), request);")}`;
    checkFix(
      immutableHeaders,
      source(
        'const resp = await stub.fetch(request);',
        "resp.headers.▸set('A', '1');",
        'return resp;',
      ),
      RESPONSE,
      source(
        'const upstream = await stub.fetch(request);',
        'const resp = new Response(upstream.body, upstream);',
        "resp.headers.set('A', '1');",
        'return resp;',
      ),
    );
  });

  const atTheCaller: Record<string, { before: string; title: string; after: string }> = {
    'whose result the caller does not use': {
      before: `function secure(response) {
  response.headers.▸set('A', '1');
  return response;
}
${handler('const resp = await fetch(request);', 'secure(resp);', 'return resp;')}`,
      title: RESPONSE,
      after: `function secure(response) {
  response.headers.set('A', '1');
  return response;
}
${handler(
  'const upstream = await fetch(request);',
  'const resp = new Response(upstream.body, upstream);',
  'secure(resp);',
  'return resp;',
)}`,
    },
    'that returns nothing': {
      before: `const tag = (incoming) => {
  incoming.headers.▸set('A', '1');
};
${handler('tag(request);', 'return fetch(request);')}`,
      title: REQUEST,
      after: `const tag = (incoming) => {
  incoming.headers.set('A', '1');
};
${handler('const req = new Request(request);', 'tag(req);', 'return fetch(req);')}`,
    },
    'whose caller got it from another one': {
      before: `function secure(response) { response.headers.▸set('A', '1'); }
function finish(response) {
  secure(response);
  return response;
}
${handler('const resp = await fetch(request);', 'return finish(resp);')}`,
      title: RESPONSE,
      after: `function secure(response) { response.headers.set('A', '1'); }
function finish(upstream) {
  const response = new Response(upstream.body, upstream);
  secure(response);
  return response;
}
${handler('const resp = await fetch(request);', 'return finish(resp);')}`,
    },
    'that is a second name': {
      before: handler(
        'const resp = await fetch(request);',
        'const out = resp;',
        "out.headers.▸set('A', '1');",
        'return resp;',
      ),
      title: RESPONSE,
      after: handler(
        'const upstream = await fetch(request);',
        'const resp = new Response(upstream.body, upstream);',
        'const out = resp;',
        "out.headers.set('A', '1');",
        'return resp;',
      ),
    },
  };
  for (const [name, { before, title, after }] of Object.entries(atTheCaller)) {
    it(`copies before a variable is handed to one ${name}`, () => {
      assert.equal(checkFix(immutableHeaders, before, title, after).safety, 'safe');
    });
  }

  const inTheFunction: Record<string, readonly string[]> = {
    'every caller uses the result': [
      'const resp = await fetch(request);',
      'if (!resp.ok) return resp;',
      'return secure(resp);',
    ],
    'its callers give it what nobody else has': ['return secure(await fetch(request));'],
    'the caller is done with the original on its other paths': [
      'const resp = await fetch(request);',
      "if (request.method === 'GET') return secure(resp);",
      'return resp;',
    ],
    'the caller only asks what the copy has too': [
      'const resp = await fetch(request);',
      'const out = secure(resp);',
      'console.log(resp.status);',
      'return out;',
    ],
  };
  for (const [name, lines] of Object.entries(inTheFunction)) {
    it(`copies in a function when ${name}`, () => {
      const source = (...own: string[]) => `function secure(${own[0]}) {
${own
  .slice(1)
  .map((line) => `  ${line}\n`)
  .join('')}  return response;
}
${handler(...lines)}`;
      const fix = checkFix(
        immutableHeaders,
        source('response', "response.headers.▸set('A', '1');"),
        RESPONSE,
        source(
          'upstream',
          'const response = new Response(upstream.body, upstream);',
          "response.headers.set('A', '1');",
        ),
      );
      assert.equal(fix.safety, 'safe');
    });
  }

  it('asks when a caller may have kept the original', () => {
    const source = (...lines: string[]) => `function secure(${lines.join('\n  ')}
  return response;
}
${handler('const resp = await fetch(request);', 'keep(resp);', 'return secure(resp);')}`;
    const fix = checkFix(
      immutableHeaders,
      source('response) {', "response.headers.▸set('A', '1');"),
      RESPONSE,
      source(
        'upstream) {',
        'const response = new Response(upstream.body, upstream);',
        "response.headers.set('A', '1');",
      ),
    );
    assert.equal(fix.safety, 'review');
  });

  it('asks, with the error, where only callers that are not seen know the response', () => {
    const cors = (first: string, ...lines: string[]) =>
      `export function cors(${first}: Response): Response {\n${lines.map((line) => `  ${line}\n`).join('')}  return response;\n}\n`;
    const before = cors('response', "response.headers.▸set('A', '1');");
    const fix = checkFix(
      immutableHeaders,
      before,
      RESPONSE,
      cors(
        'upstream',
        'const response = new Response(upstream.body, upstream);',
        "response.headers.set('A', '1');",
      ),
      { message: IMMUTABLE },
    );
    assert.equal(fix.safety, 'review');
    checkNoFix(immutableHeaders, before);
    checkNoFix(immutableHeaders, before.replace('  return response;\n', ''), {
      message: IMMUTABLE,
    });
  });

  it('asks, with the error, where callers give responses of several kinds', () => {
    const helper = `const cors = (response: Response) => {
  response.headers.▸set('A', '1');
  return response;
};
`;
    const [fix] = offeredAt(
      immutableHeaders,
      helper +
        handler(
          "if (env.OFF) return cors(new Response('off'));",
          'return cors(await fetch(request));',
        ),
      { message: IMMUTABLE },
    );
    assert.equal(fix?.safety, 'review');
    checkNoFix(immutableHeaders, helper + handler("return cors(new Response('off'));"), {
      message: IMMUTABLE,
    });
  });

  it('declares the copy among variables of one declaration', () => {
    for (const gap of [', ', ',\n      ']) {
      for (const headers of ['headers = resp.headers', '{ headers } = resp']) {
        const fix = checkFix(
          immutableHeaders,
          handler(
            `const resp = await fetch(request), ok = resp.ok${gap}${headers};`,
            "headers.▸set('A', '1');",
            'return resp;',
          ),
          RESPONSE,
          handler(
            `const upstream = await fetch(request), ok = upstream.ok${gap}resp = new Response(upstream.body, upstream)${gap}${headers};`,
            "headers.set('A', '1');",
            'return resp;',
          ),
        );
        assert.equal(fix.safety, 'safe');
      }
    }
  });

  const refused: Record<string, string> = {
    'headers of another statement': handler(
      "headers.▸set('A', '1');",
      'const resp = await fetch(request);',
      "resp.headers.set('A', '1');",
      'return resp;',
    ),
    'headers of a variable that can be set again, taken in its declaration': handler(
      'let resp = await fetch(request), headers = resp.headers;',
      "headers.▸set('A', '1');",
      'resp = resp.ok ? resp : new Response(null);',
      'return resp;',
    ),
    'a function that two callers go on without': `function secure(response) {
  response.headers.▸set('A', '1');
}
${handler(
  'const first = await fetch(request);',
  'secure(first);',
  'const second = await fetch(request);',
  'secure(second);',
  'return first.ok ? first : second;',
)}`,
    'a response that is changed in each turn of a loop': handler(
      'const pending = fetch(request);',
      'for (const one of all) pending.then((response) => {',
      "  response.headers.▸append('A', one);",
      '});',
      'return pending;',
    ),
    'a promise whose response another one returns': handler(
      'const pending = fetch(request);',
      'const resp = await pending;',
      "resp.headers.▸set('A', '1');",
      'return pending;',
    ),
    'a response that the file makes': handler(
      "const resp = new Response('ok');",
      "resp.headers.▸set('A', '1');",
      'return resp;',
    ),
    'a response that is copied already': handler(
      'const upstream = await fetch(request);',
      'const resp = new Response(upstream.body, upstream);',
      "resp.headers.▸set('A', '1');",
      'return resp;',
    ),
    'a variable that was given a copy before': handler(
      'let resp = await fetch(request);',
      'resp = new Response(resp.body, resp);',
      "resp.headers.▸set('A', '1');",
      'return resp;',
    ),
    'a copied request': handler(
      'const req = new Request(request);',
      "req.headers.▸set('A', '1');",
      'return fetch(req);',
    ),
    'a request parameter that is set again': handler(
      'request = new Request(request);',
      "request.headers.▸set('A', '1');",
      'return fetch(request);',
    ),
    'a response handed in from elsewhere': `function tag(resp: Response) {
  resp.headers.▸set('A', '1');
  return resp;
}
`,
    'a response of a function that others call too': `export async function ask(stub, request) {
  const resp = await stub.fetch(request);
  resp.headers.▸set('A', '1');
  return resp;
}
${handler('return ask(env.UP, request);')}`,
    'a response of a function that is called with different things': `async function ask(stub, request) {
  const resp = await stub.fetch(request);
  resp.headers.▸set('A', '1');
  return resp;
}
${handler('return (await ask({ fetch: () => new Response() })) ?? ask(env.UP, request);')}`,
    'headers that stand alone': handler(
      'const headers = new Headers();',
      "headers.▸set('A', '1');",
      'return new Response(null, { headers });',
    ),
    'a map that is called headers': handler(
      'const up = { headers: new Map() };',
      "up.headers.▸set('A', '1');",
      "return new Response('ok');",
    ),
    'a response that JSON makes': handler(
      'const resp = Response.json({});',
      "resp.headers.▸set('A', '1');",
      'return resp;',
    ),
    'a response that has no name': handler("(await fetch(request)).headers.▸set('A', '1');"),
    'a body that is read before the change': handler(
      'const resp = await fetch(request);',
      'await report(resp);',
      "resp.headers.▸set('A', '1');",
      'return resp;',
    ),
    'a cached response that may be missing': handler(
      'const hit = await caches.default.match(request);',
      "if (hit) hit.headers.▸set('A', '1');",
      'return hit ?? fetch(request);',
    ),
    'a fetch of the file itself': `const fetch = () => ({ headers: new Map() });
export default {
  async fetch(request) {
    const resp = await fetch(request);
    resp.headers.▸set('A', '1');
    return resp;
  },
};
`,
    "itty-router's request, which the next handler gets": `import { Router } from 'itty-router';
const router = Router();
router.all('*', (request) => {
  request.headers.▸set('A', '1');
});
export default router;
`,
    'a Response of the file itself': `import { Response } from './response';
${handler('const resp = await fetch(request);', "resp.headers.▸set('A', '1');", 'return resp;')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(immutableHeaders, before);
    });
  }
});
