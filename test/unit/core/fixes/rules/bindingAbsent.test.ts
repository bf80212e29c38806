import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindingAbsent } from '../../../../../extension/core/fixes/rules/bindingAbsent.ts';
import { checkFix, checkNoFix, offeredAt } from '../../../../support/checkFix.ts';
import { fileAfter, type ProjectFiles, projectOf } from '../../../../support/projectFixes.ts';

const handler = (body: string) =>
  `export default {\n  async fetch(request, env, ctx) {\n    ${body}\n  },\n};\n`;

const undefinedMember = (name: string) => `Cannot read properties of undefined (reading '${name}')`;

function options(files: ProjectFiles, member = 'get') {
  return { fileName: 'worker.js', project: projectOf(files), message: undefinedMember(member) };
}

/** What the titled fix makes of the configuration. */
function configAfter(body: string, member: string, files: ProjectFiles, title: string): string {
  const source = handler(body);
  const whole = { modules: { 'worker.js': source.replace('▸', '') }, ...files };
  const fixes = offeredAt(bindingAbsent, source, options(whole, member));
  const fix = fixes.find((one) => one.title === title);
  assert.ok(fix, `offered: ${JSON.stringify(fixes.map((one) => one.title))}`);
  assert.equal(fix.safety, 'review');
  assert.deepEqual(fix.edits, []);
  return fileAfter(whole, fix, files.configFile ?? 'wrangler.jsonc');
}

describe('a binding that the environment does not have', () => {
  it('is named as the configuration names it, everywhere in the module', () => {
    const config = '{ "kv_namespaces": [{ "binding": "CACHE" }] }';
    const fix = checkFix(
      bindingAbsent,
      handler('if (env.CACH) await ▸env.CACH.get("a"); // the cache'),
      'Use `CACHE`, as the configuration names it',
      handler('if (env.CACHE) await env.CACHE.get("a"); // the cache'),
      options({ config }),
    );
    assert.equal(fix.safety, 'safe');
  });

  it('is named rightly where it is taken out of env', () => {
    const config = "[[kv_namespaces]]\nbinding = 'CACHE'\n";
    checkFix(
      bindingAbsent,
      handler('const { cache } = env;\n    await ▸cache.get("a");'),
      'Use `CACHE`, as the configuration names it',
      handler('const { CACHE: cache } = env;\n    await cache.get("a");'),
      options({ config, configFile: 'wrangler.toml' }),
    );
  });

  it('is named rightly where the parameter takes it out', () => {
    const source = (pattern: string, read: string) =>
      `export default {\n  fetch: (request, ${pattern}) => ${read}('a'),\n};\n`;
    checkFix(
      bindingAbsent,
      source('{ CACH }', '▸CACH.get'),
      'Use `CACHE`, as the configuration names it',
      source('{ CACHE: CACH }', 'CACH.get'),
      options({ config: '{ "kv_namespaces": [{ "binding": "CACHE" }] }' }),
    );
  });

  it('is described where the parameter takes it out', () => {
    const source =
      'export default {\n  fetch: (request, { DB }) => ▸DB.prepare("SELECT 1").first(),\n};\n';
    const files = { config: '{ "name": "a" }', modules: { 'worker.js': source.replace('▸', '') } };
    const titles = offeredAt(bindingAbsent, source, options(files, 'prepare'));
    assert.deepEqual(
      titles.map(({ title }) => title),
      ['Add a D1 database `DB` to wrangler.jsonc'],
    );
  });

  it('gets a description of the kind that has the methods called', () => {
    const config = '{\n  "name": "a"\n}\n';
    const cases: readonly (readonly [string, string, string, string])[] = [
      [
        'await ▸env.CACHE.getWithMetadata("a");',
        'getWithMetadata',
        'Add a KV namespace `CACHE` to wrangler.jsonc',
        '"kv_namespaces": [{ "binding": "CACHE" }]',
      ],
      [
        'await env.DB.batch([▸env.DB.prepare("")]);',
        'prepare',
        'Add a D1 database `DB` to wrangler.jsonc',
        '"d1_databases": [{ "binding": "DB" }]',
      ],
      [
        'await ▸env.FILES.get("a"); await env.FILES.head("b");',
        'get',
        'Add an R2 bucket `FILES` to wrangler.jsonc',
        '"r2_buckets": [{ "binding": "FILES" }]',
      ],
      [
        'await ▸env.JOB_QUEUE.send({});',
        'send',
        'Add a queue `JOB_QUEUE` to wrangler.jsonc',
        '"queues": { "producers": [{ "queue": "job-queue", "binding": "JOB_QUEUE" }] }',
      ],
      [
        'return ▸env.AUTH.fetch(request);',
        'fetch',
        'Add a service `AUTH` to wrangler.jsonc',
        '"services": [{ "binding": "AUTH", "service": "auth" }]',
      ],
      [
        'await ▸env.AI.run("m", {});',
        'run',
        'Add a Workers AI binding `AI` to wrangler.jsonc',
        '"ai": { "binding": "AI" }',
      ],
    ];
    for (const [body, member, title, line] of cases) {
      const after = configAfter(body, member, { config }, title);
      assert.equal(after, `{\n  "name": "a",\n  ${line}\n}\n`);
    }
  });

  it('is described in its environment, as at the top level where it has it', () => {
    const config =
      'name = "a"\n[[kv_namespaces]]\nbinding = "CACHE"\nid = "1" # live\n\n[env.test.vars]\nA = "1"\n';
    const files = { config, configFile: 'wrangler.toml', environment: 'test' };
    assert.equal(
      configAfter(
        'await ▸env.CACHE.get("a");',
        'get',
        files,
        'Add `CACHE` to the environment `test`, as at the top level',
      ),
      `${config.trimEnd()}\n\n[[env.test.kv_namespaces]]\nbinding = "CACHE"\nid = "1"\n`,
    );
  });

  it('takes a variable and a single binding over from the top level', () => {
    const config = '{ "vars": { "HOST": "x" }, "ai": { "binding": "AI" }, "env": { "test": {} } }';
    const files = { config, environment: 'test' };
    const take = (name: string) =>
      `Add \`${name}\` to the environment \`test\`, as at the top level`;
    assert.match(
      configAfter('env.HOST; ▸env.HOST.split(".");', 'split', files, take('HOST')),
      /"test": \{ "vars": \{ "HOST": "x" \} \}/,
    );
    assert.match(
      configAfter('▸env.AI.run("m");', 'run', files, take('AI')),
      /"test": \{ "ai": \{ "binding": "AI" \} \}/,
    );
  });

  it('is bound to the one class that has no binding, with a migration', () => {
    const config = '{\n  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Old"] }]\n}';
    const room =
      'import { DurableObject } from "cloudflare:workers";\nexport class Room extends Base {}\nclass Base extends DurableObject {}\n';
    const body = '▸env.ROOMS.idFromName("a");';
    const modules = { 'worker.js': handler(body.replace('▸', '')), 'room.js': room };
    assert.equal(
      configAfter(
        body,
        'idFromName',
        { config, modules },
        'Bind `ROOMS` to the class `Room` in wrangler.jsonc',
      ),
      '{\n  "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Old"] }, { "tag": "v2", "new_sqlite_classes": ["Room"] }],\n  "durable_objects": { "bindings": [{ "name": "ROOMS", "class_name": "Room" }] }\n}',
    );
  });

  it('is another thing, not a misspelling, when its name is counted', () => {
    const config = '{ "d1_databases": [{ "binding": "DB1" }] }';
    const fixes = offeredAt(
      bindingAbsent,
      handler('▸env.DB2.prepare("");'),
      options({ config }, 'prepare'),
    );
    assert.deepEqual(
      fixes.map(({ title, safety }) => `${title} ${safety}`),
      ['Add a D1 database `DB2` to wrangler.jsonc review'],
    );
  });

  it('is not missing when the configuration, a secret or a library has it', () => {
    const config =
      '{ "kv_namespaces": [{ "binding": "CACHE" }], "secrets": { "required": ["KEY"] } }';
    const cases: readonly (readonly [string, string])[] = [
      ['(await ▸env.CACHE.get("a")).length;', 'get'],
      ['▸env.KEY.split(",");', 'split'],
      ['▸env.TOKEN.split(",");', 'split'],
      ['▸process.env.CACH.get("a");', 'get'],
      ['const env2 = library(env); ▸env2.CACH.get("a");', 'get'],
      ['▸env.CACH?.get("a");', 'get'],
      // The message speaks of another member.
      ['▸env.CACH.get("a").value;', 'value'],
    ];
    for (const [body, member] of cases) {
      checkNoFix(bindingAbsent, handler(body), options({ config, secrets: ['TOKEN'] }, member));
    }
  });

  it('is not guessed without a message or a configuration', () => {
    const body = handler('await ▸env.CACHE.get("a");');
    checkNoFix(bindingAbsent, body, { ...options({ config: '{}' }), message: '' });
    checkNoFix(bindingAbsent, body, options({}));
    checkNoFix(bindingAbsent, body, options({ config: '{ "name" }' }));
    checkNoFix(
      bindingAbsent,
      handler('▸env.KEY.toUpperCase();'),
      options({ config: '{}' }, 'toUpperCase'),
    );
    checkNoFix(
      bindingAbsent,
      handler('const a = b, b = a; ▸a.get("a");'),
      options({ config: '{}' }),
    );
  });
});
