import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { sameZoneFetch } from '../../../../../extension/core/fixes/rules/sameZoneFetch.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';
import { fileAfter, type ProjectFiles, projectOf } from '../../../../support/projectFixes.ts';

const handler = (body: string, parameters = 'request, env') => `export default {
  async fetch(${parameters}) {
${body}
  },
};
`;
const MESSAGE = 'Unexpected token \'e\', "error code: 1042" is not valid JSON';
const title = (call: string) => `Call the Worker prices by a service binding: \`${call}()\``;

const fixed: Record<string, [before: string, title: string, after: string]> = {
  'where its answer is parsed': [
    handler(
      "    const answer = await fetch('https://prices.me.workers.dev/today');\n    return Response.json(await answer.▸json());",
    ),
    title('env.PRICES.fetch'),
    handler(
      "    const answer = await env.PRICES.fetch('https://prices.me.workers.dev/today');\n    return Response.json(await answer.json());",
    ),
  ],
  'whose address is a constant': [
    `const PRICES = 'https://prices.me.workers.dev';\n${handler('    return ▸fetch(`${PRICES}/today`, request);', 'request, { TOKEN }, ctx')}`,
    title('env.PRICES.fetch'),
    `import { env } from 'cloudflare:workers';\n\nconst PRICES = 'https://prices.me.workers.dev';\n${handler('    return env.PRICES.fetch(`${PRICES}/today`, request);', 'request, { TOKEN }, ctx')}`,
  ],
  'from a class': [
    "import { WorkerEntrypoint } from 'cloudflare:workers';\nexport default class extends WorkerEntrypoint {\n  async today() {\n    return ▸fetch(new URL('/today', 'https://prices.me.workers.dev'));\n  }\n}\n",
    title('this.env.PRICES.fetch'),
    "import { WorkerEntrypoint } from 'cloudflare:workers';\nexport default class extends WorkerEntrypoint {\n  async today() {\n    return this.env.PRICES.fetch(new URL('/today', 'https://prices.me.workers.dev'));\n  }\n}\n",
  ],
  'from a handler of Hono': [
    "import { Hono } from 'hono';\nexport default new Hono().get('/', (c) => ▸fetch('https://prices.me.workers.dev/'));\n",
    title('c.env.PRICES.fetch'),
    "import { Hono } from 'hono';\nexport default new Hono().get('/', (c) => c.env.PRICES.fetch('https://prices.me.workers.dev/'));\n",
  ],
};

describe('QF-17 fetch of the same zone', () => {
  for (const [name, [before, offered, after]] of Object.entries(fixed)) {
    it(`calls a Worker ${name}`, () => {
      assert.equal(
        checkFix(sameZoneFetch, before, offered, after, { message: MESSAGE }).safety,
        'review',
      );
    });
  }

  it('offers nothing where no error has come', () => {
    for (const [before] of Object.values(fixed)) checkNoFix(sameZoneFetch, before);
  });

  const refused: Record<string, string> = {
    'another host': handler("    return ▸fetch('https://prices.example/');"),
    'a host that only ends like one': handler(
      "    return ▸fetch('https://prices.me.workers.dev.example/');",
    ),
    'the name in a path': handler("    return ▸fetch('https://a.example/prices.me.workers.dev/');"),
    'an address that is not written': handler('    return ▸fetch(env.PRICES_URL);'),
    'a binding': handler("    return ▸env.PRICES.fetch('https://prices.me.workers.dev/');"),
    'a fetch of its own': `import { fetch } from './fetch';\n${handler("    return ▸fetch('https://prices.me.workers.dev/');")}`,
    'an environment that is something else': handler(
      "    return ▸fetch('https://prices.me.workers.dev/');",
      'request, { env }',
    ),
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(sameZoneFetch, before, { message: MESSAGE });
    });
  }
});

const inFetch = (body: string) =>
  `export default {\n  async fetch(request, env, ctx) {\n    ${body}\n  },\n};\n`;
const FILES: ProjectFiles = { config: '{\n  "name": "shop"\n}\n' };
const options = (files: ProjectFiles = FILES) => ({
  project: projectOf(files),
  message: 'error code: 1042',
});

describe('the configuration of a service that is called', () => {
  it('gets a binding', () => {
    const fix = checkFix(
      sameZoneFetch,
      inFetch('return ▸fetch("https://day-prices.me.workers.dev/today", { method: "PUT" });'),
      'Call the Worker day-prices by a service binding: `env.DAY_PRICES.fetch()`',
      inFetch(
        'return env.DAY_PRICES.fetch("https://day-prices.me.workers.dev/today", { method: "PUT" });',
      ),
      options(),
    );
    assert.equal(fix.safety, 'review');
    assert.equal(
      fileAfter(FILES, fix, 'wrangler.jsonc'),
      '{\n  "name": "shop",\n  "services": [{ "binding": "DAY_PRICES", "service": "day-prices" }]\n}\n',
    );
  });

  it('keeps the binding that there is', () => {
    const files = { ...FILES, config: '[[services]]\nbinding = "P"\nservice = "day-prices"\n' };
    const fix = checkFix(
      sameZoneFetch,
      "import { WorkerEntrypoint } from 'cloudflare:workers';\nexport default class extends WorkerEntrypoint {\n  async get(id) { return ▸fetch(`https://day-prices.me.workers.dev/${id}`); }\n}\n",
      'Call the Worker day-prices by a service binding: `this.env.P.fetch()`',
      "import { WorkerEntrypoint } from 'cloudflare:workers';\nexport default class extends WorkerEntrypoint {\n  async get(id) { return this.env.P.fetch(`https://day-prices.me.workers.dev/${id}`); }\n}\n",
      options({ ...files, configFile: 'wrangler.toml' }),
    );
    assert.equal(fix.elsewhere, undefined);
  });

  it('is not touched where another binding has the name', () => {
    const config = '{ "vars": { "DAY_PRICES": "" } }';
    const body = inFetch('return ▸fetch("https://day-prices.me.workers.dev/");');
    checkNoFix(sameZoneFetch, body, options({ config }));
  });
});
