import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kvSingleReads } from '../../../../../extension/core/fixes/rules/kvSingleReads.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';
import { projectOf } from '../../../../support/projectFixes.ts';

const message = 'Too many subrequests by single Worker invocation.';
const TITLE = 'Read the keys from KV a hundred at a time: `getAll`';
const project = projectOf({
  config: '{ "kv_namespaces": [{ "binding": "CACHE" }], "r2_buckets": [{ "binding": "FILES" }] }',
});
const inScript = { message, project, fileName: 'worker.js' };

const handler = (body: string) => `export default {
  async fetch(request, env) {
${body}
  },
};
`;
const getAll = (options = '') => `
async function getAll(kv, keys) {
  const values = new Map();
  for (let start = 0; start < keys.length; start += 100) {
    const some = await kv.get(keys.slice(start, start + 100)${options});
    for (const [key, value] of some) values.set(key, value);
  }
  // Such a read leaves out keys that are whole numbers.
  for (const key of keys) if (!values.has(key)) values.set(key, await kv.get(key${options}));
  return values;
}
`;
const typed = (body: string) => `interface Env {
  CACHE: KVNamespace;
}
export default {
  async fetch(request: Request, env: Env) {
${body}
  },
};
`;
const getAllTyped = (value: string, get = 'get', options = '') => `
async function getAll(kv: KVNamespace, keys: string[]) {
  const values = new Map<string, ${value}>();
  for (let start = 0; start < keys.length; start += 100) {
    const some = await kv.${get}(keys.slice(start, start + 100)${options});
    for (const [key, value] of some) values.set(key, value);
  }
  // Such a read leaves out keys that are whole numbers.
  for (const key of keys) if (!values.has(key)) values.set(key, await kv.${get}(key${options}));
  return values;
}
`;

/** As `getAll`, with what a read of one key gives where there is no value. */
const withMetadata = (code: string) =>
  code
    .replaceAll('kv.get', 'kv.getWithMetadata')
    .replace(
      '(key, value);',
      '(key, value ?? { value: null, metadata: null, cacheStatus: null });',
    );

describe('QF-31 keys of KV that are read one by one', () => {
  const fixed: Record<string, [before: string, after: string]> = {
    'in a loop': [
      `    const out = [];
    for (const key of keys) out.push(await env.CACHE.▸get(key));
    return Response.json(out);`,
      `    const out = [];
    const values = await getAll(env.CACHE, [...keys]);
    for (const key of keys) out.push(values.get(key));
    return Response.json(out);`,
    ],
    'by the names in a list': [
      `    const { keys } = await env.CACHE.list();
    for (const { name } of keys) {
      if ((await ▸env.CACHE.get(name)) === 'x') return new Response(name);
    }`,
      `    const { keys } = await env.CACHE.list();
    const values = await getAll(env.CACHE, Array.from(keys, ({ name }) => name));
    for (const { name } of keys) {
      if ((values.get(name)) === 'x') return new Response(name);
    }`,
    ],
    'under Promise.all': [
      `    const ids = url.searchParams.getAll('id');
    const users = await Promise.all(ids.map((id) => ▸env.CACHE.get(\`user:\${id}\`)));`,
      `    const ids = url.searchParams.getAll('id');
    const values = await getAll(env.CACHE, ids.map((id) => \`user:\${id}\`));
    const users = ids.map((id) => values.get(\`user:\${id}\`));`,
    ],
    'in async functions under Promise.all': [
      `    await Promise.all(
      keys.map(async (key) => {
        console.log(key, await env.CACHE.▸get(key));
      }),
    );`,
      `    const values = await getAll(env.CACHE, keys);
    await Promise.all(
      keys.map(async (key) => {
        console.log(key, values.get(key));
      }),
    );`,
    ],
    'in a list that is made here': [
      `    const keys = text.split(',');
    for (const key of keys) console.log(!await env.CACHE.▸get(key));`,
      `    const keys = text.split(',');
    const values = await getAll(env.CACHE, keys);
    for (const key of keys) console.log(!values.get(key));`,
    ],
  };
  for (const [name, [before, after]] of Object.entries(fixed)) {
    it(`reads them together: ${name}`, () => {
      const result = handler(after) + getAll();
      assert.equal(
        checkFix(kvSingleReads, handler(before), TITLE, result, inScript).safety,
        'review',
      );
    });
  }

  it('reads parsed values as such', () => {
    checkFix(
      kvSingleReads,
      handler("    for (const key of keys) use(await env.CACHE.▸get(key, { type: 'json' }));"),
      TITLE,
      handler(
        '    const values = await getAll(env.CACHE, [...keys]);\n    for (const key of keys) use(values.get(key));',
      ) + getAll(", { type: 'json' }"),
      inScript,
    );
  });

  it('tells KV by the type of the binding, and writes types', () => {
    checkFix(
      kvSingleReads,
      typed(
        '    const keys: string[] = await request.json();\n    for (const key of keys) use(await env.CACHE.▸get(key) || 1);',
      ),
      TITLE,
      typed(
        '    const keys: string[] = await request.json();\n    const values = await getAll(env.CACHE, keys);\n    for (const key of keys) use((values.get(key) ?? null) || 1);',
      ) + getAllTyped('string | null'),
      { message },
    );
  });

  it('keeps the type of parsed values', () => {
    checkFix(
      kvSingleReads,
      `async function load(kv: KVNamespace, ids: Set<string>) {\r
\tconst users = [];\r
\tfor (const id of ids) users.push(await kv.▸get<User>(id, 'json'));\r
\treturn users;\r
}\r
`,
      TITLE,
      `async function load(kv: KVNamespace, ids: Set<string>) {\r
\tconst users = [];\r
\tconst values = await getAll(kv, [...ids]);\r
\tfor (const id of ids) users.push(values.get(id) ?? null);\r
\treturn users;\r
}\r
` +
        getAllTyped('User | null', 'get<User>', ", 'json'")
          .replaceAll('  ', '\t')
          .replaceAll('\n', '\r\n'),
      { message },
    );
  });

  it('reads values together with their metadata', () => {
    checkFix(
      kvSingleReads,
      handler(`    for (const key of keys) {
      const { value, metadata } = await env.CACHE.▸getWithMetadata(key);
      use(value, metadata);
    }`),
      TITLE,
      handler(`    const values = await getAll(env.CACHE, [...keys]);
    for (const key of keys) {
      const { value, metadata } = values.get(key);
      use(value, metadata);
    }`) + withMetadata(getAll()),
      inScript,
    );
  });

  it('keeps the types of values and their metadata', () => {
    const load = (body: string) => `async function load(kv: KVNamespace, keys: string[]) {
${body}
}
`;
    const result = 'KVNamespaceGetWithMetadataResult<User, Info>';
    checkFix(
      kvSingleReads,
      load(
        "  return Promise.all(keys.map(async (key) => (await kv.▸getWithMetadata<User, Info>(key, 'json')).value));",
      ).replace('return Promise', 'return await Promise'),
      TITLE,
      load(
        '  const values = await getAll(kv, keys);\n  return await Promise.all(keys.map(async (key) => (values.get(key)!).value));',
      ) + withMetadata(getAllTyped(result, 'get<User, Info>', ", 'json'")),
      { message },
    );
  });

  it('finds them also where the next call is the one too many', () => {
    const source = (end: string) =>
      handler(`    for (const key of keys) use(await env.CACHE.get(key));\n    ${end}`);
    const options = { message, project, fileName: 'worker.js' };
    const fixes = (end: string) => offeredAt(kvSingleReads, source(end), options);
    assert.deepEqual(
      fixes('return await ▸fetch(request);').map(({ title }) => title),
      [TITLE],
    );
    assert.deepEqual(fixes('return ▸answer();'), []);
  });

  it('offers nothing where no error has come', () => {
    const before = handler('    for (const key of keys) use(await env.CACHE.▸get(key));');
    checkNoFix(kvSingleReads, before, { project, fileName: 'worker.js' });
  });

  const refused: Record<string, string> = {
    'objects of R2': '    for (const key of keys) use(await env.FILES.▸get(key));',
    'a binding that nothing describes':
      '    for (const key of keys) use(await env.OTHER.▸get(key));',
    'a Map':
      '    const env = { CACHE: new Map() };\n    for (const key of keys) use(await env.CACHE.▸get(key));',
    'one key': '    use(await env.CACHE.▸get(key));',
    'binary values': "    for (const key of keys) use(await env.CACHE.▸get(key, 'arrayBuffer'));",
    'values with the state of the cache':
      '    for (const key of keys) use((await env.CACHE.▸getWithMetadata(key)).cacheStatus);',
    'values that the loop writes':
      '    for (const key of keys) await env.CACHE.put(key, (await env.CACHE.▸get(key)) + 1);',
    'keys that the loop finds out':
      '    for (const id of ids) {\n      const key = next(id);\n      use(await env.CACHE.▸get(key));\n    }',
    'values that are read when they are wanted':
      '    for (const key of keys) if (!map.has(key)) map.set(key, await env.CACHE.▸get(key));',
    'keys that the loop changes':
      '    let prefix = "a";\n    for (const key of keys) prefix = await env.CACHE.▸get(prefix + key);',
    'keys that follow each other':
      "    let key = 'first';\n    while (key) key = await env.CACHE.▸get(key);",
    'reads that nothing waits for': '    for (const key of keys) list.push(env.CACHE.▸get(key));',
    'a loop that another test decides about':
      '    if (request.url) for (const key of keys) use(await env.CACHE.▸get(key));',
    'a choice between a read and none':
      '    use(keys ? await Promise.all(keys.map((key) => env.CACHE.▸get(key))) : []);',
  };
  for (const [name, body] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(kvSingleReads, handler(body), inScript);
    });
  }
});
