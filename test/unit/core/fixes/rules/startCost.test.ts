import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startCost } from '../../../../../extension/core/fixes/rules/startCost.ts';
import { checkFix, checkNoFix } from '../../../../support/checkFix.ts';

const answer = (use: string) =>
  `export default {\n  fetch: async (request) => Response.json(${use}),\n};\n`;
const MESSAGE = 'Script startup exceeded CPU time limit.';
const TITLE = 'Make `schema` on first use';

const fixed: Record<string, [before: string, after: string, fileName: string]> = {
  'what a package builds': [
    `import { z } from 'zod';\n▸const schema = z.object({ a: z.string() }).strict();\n${answer('schema.parse(request)')}`,
    `import { z } from 'zod';\nlet schema;\nconst getSchema = () => (schema ??= z.object({ a: z.string() }).strict());\n${answer('getSchema().parse(request)')}`,
    'worker.js',
  ],
  'what a class of a package is made of, with its type': [
    `import { Ajv } from 'ajv';\nconst ▸schema = new Ajv({ strict: true });\n${answer('schema.errors')}`,
    `import { Ajv } from 'ajv';\nconst createSchema = () => new Ajv({ strict: true });\nlet schema: ReturnType<typeof createSchema> | undefined;\nconst getSchema = () => (schema ??= createSchema());\n${answer('getSchema().errors')}`,
    'worker.ts',
  ],
  'what is compiled of what the module has made': [
    `import Ajv from 'ajv';\nexport const ajv = new Ajv();\n▸const schema = ajv.compile({ type: 'object' });\n${answer('schema(request)')}`,
    `import Ajv from 'ajv';\nexport const ajv = new Ajv();\nlet schema;\nconst getSchema = () => (schema ??= ajv.compile({ type: 'object' }));\n${answer('getSchema()(request)')}`,
    'worker.js',
  ],
  'several things in one object': [
    `import { z } from 'zod';\nconst schema = {\n  user: ▸z.object({ a: z.string() }),\n};\n${answer('schema.user.parse(request)')}`,
    `import { z } from 'zod';\nlet schema;\nconst getSchema = () => (schema ??= {\n  user: z.object({ a: z.string() }),\n});\n${answer('getSchema().user.parse(request)')}`,
    'worker.js',
  ],
  'what a tag makes of a text': [
    `import gql from 'graphql-tag';\nconst schema = ▸gql\`type Query { a: Int }\`;\n${answer('schema.kind')}`,
    `import gql from 'graphql-tag';\nlet schema;\nconst getSchema = () => (schema ??= gql\`type Query { a: Int }\`);\n${answer('getSchema().kind')}`,
    'worker.js',
  ],
  'what a function of the file builds': [
    `function build() { return 1; }\nconst schema = ▸build();\n${answer('{ schema }')}`,
    `function build() { return 1; }\nlet schema;\nconst getSchema = () => (schema ??= build());\n${answer('{ schema: getSchema() }')}`,
    'worker.js',
  ],
};

describe('QF-22 cost of start-up', () => {
  for (const [name, [before, after, fileName]] of Object.entries(fixed)) {
    it(`puts off ${name}`, () => {
      assert.equal(
        checkFix(startCost, before, TITLE, after, { fileName, message: MESSAGE }).safety,
        'review',
      );
    });
  }

  it('puts off the only value there is, without a place', () => {
    const [before, after] = fixed['what a function of the file builds'] ?? ['', ''];
    checkFix(startCost, `▸${before.replace('▸', '')}`, TITLE, after, {
      fileName: 'worker.js',
      reach: 'handler',
      message: MESSAGE,
    });
  });

  it('offers nothing where no error has come', () => {
    for (const [before] of Object.values(fixed)) checkNoFix(startCost, before);
  });

  const refused: Record<string, string> = {
    'what the language builds': `const schema = ▸new Map([[1, 2]]);\n${answer('schema.size')}`,
    'what the runtime builds': `import { AsyncLocalStorage } from 'node:async_hooks';\nconst schema = ▸new AsyncLocalStorage();\n${answer('schema.getStore()')}`,
    'a value that the module itself uses': `import { Hono } from 'hono';\nconst schema = ▸new Hono();\nschema.get('/', (c) => c.text('ok'));\n${answer('schema')}`,
    'a route, which must be there before the first request': `import { Hono } from 'hono';\nconst app = new Hono();\nconst schema = ▸app.get('/', (c) => c.text('ok'));\nexport default { fetch: (request) => app.fetch(request, schema) };\n`,
    'a value that other modules import': `import { z } from 'zod';\nexport const schema = ▸z.object({});\n${answer('schema')}`,
    'a value that a handler builds': `import { z } from 'zod';\nexport const f = () => {\n  const schema = ▸z.object({});\n  return () => schema;\n};\n`,
    'a value that the module waits for': `import { load } from './load';\nconst schema = ▸await load();\n${answer('schema')}`,
    'a constant': `const schema = ▸{ a: 1 };\n${answer('schema')}`,
  };
  for (const [name, before] of Object.entries(refused)) {
    it(`offers nothing for ${name}`, () => {
      checkNoFix(startCost, before, { message: MESSAGE });
    });
  }
});
