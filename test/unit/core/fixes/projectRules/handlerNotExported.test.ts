import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { handlerNotExported } from '../../../../../extension/core/fixes/projectRules/handlerNotExported.ts';
import { checkNoProjectFix, checkProjectFix, projectOf } from '../../../../support/projectFixes.ts';

const check = (before: string, title: string, after: string, file = 'src/index.js') =>
  checkProjectFix(handlerNotExported, { modules: { [file]: before } }, title, after, file).safety;

const RPC = "import { WorkerEntrypoint } from 'cloudflare:workers';\n";

describe('a handler that the entry module does not export', () => {
  it('is exported by default instead of by name', () => {
    const object = 'const handler = {\n  fetch: async () => new Response(),\n};\n';
    assert.equal(
      check(
        `${object}export { handler }; // it\n`,
        'Export `handler` by default',
        `${object}export default handler; // it\n`,
      ),
      'safe',
    );
  });

  it('is exported by default besides', () => {
    const title = 'Export `worker` by default';
    check(
      'export const worker = { async fetch() { return new Response() } }\nexport const other = 1\n',
      title,
      'export const worker = { async fetch() { return new Response() } }\nexport const other = 1\n\nexport default worker\n',
    );
    const typed = 'const worker: ExportedHandler = {\r\n\tasync scheduled() {},\r\n};\r\n';
    check(typed, title, `${typed}\r\nexport default worker;\r\n`, 'src/index.ts');
  });

  it('is exported by default when it is an app of Hono', () => {
    const api = "const api = new Hono().get('/', (c) => c.text('api'));\n";
    const app = `import { Hono } from 'hono';\n${api}const app = new Hono();\napp.route('/api', api);\n`;
    check(app, 'Export `app` by default', `${app}\nexport default app;\n`);
    const typed = `${app}const routes = app.get('/', (c) => c.text('ok'));\nexport type App = typeof routes;\n`;
    check(typed, 'Export `app` by default', `${typed}\nexport default app;\n`, 'src/index.ts');
    checkNoProjectFix(handlerNotExported, { modules: { 'src/index.js': `${app}app.fire();\n` } });
  });

  it('is exported as a module, not as CommonJS', () => {
    const title = 'Export by `export default` instead of `module.exports`';
    assert.equal(
      check(
        'module.exports = { fetch() { return new Response() } }\n',
        title,
        'export default { fetch() { return new Response() } }\n',
      ),
      'safe',
    );
    assert.equal(
      check(
        'const app = build();\nmodule.exports = app;\n',
        title,
        'const app = build();\nexport default app;\n',
      ),
      'review',
    );
  });

  it('gets the name that the runtime knows', () => {
    const worker = (key: string) => `export default {\n  async ${key}(request) {\n  },\n};\n`;
    const title = (key: string) => `Call the handler \`${key}\` \`fetch\``;
    assert.equal(check(worker('onFetch'), title('onFetch'), worker('fetch')), 'safe');
    assert.equal(check(worker('Fetch'), title('Fetch'), worker('fetch')), 'safe');
    assert.equal(check(worker('handler'), title('handler'), worker('fetch')), 'review');
    check(
      'const onFetch = () => new Response();\nexport default { onFetch };\n',
      title('onFetch'),
      'const onFetch = () => new Response();\nexport default { fetch: onFetch };\n',
    );
  });

  it('is needed also by a Worker that is only called by RPC', () => {
    check(
      `${RPC}export class Api extends WorkerEntrypoint {}\n`,
      'Export a `fetch` that answers 404',
      `${RPC}export class Api extends WorkerEntrypoint {}\n\nexport default { fetch: () => new Response(null, { status: 404 }) };\n`,
    );
    check(
      `${RPC}export default class extends WorkerEntrypoint {\n  add(a, b) {\n    return a + b;\n  }\n}\n`,
      'Add a `fetch` that answers 404',
      `${RPC}export default class extends WorkerEntrypoint {\n  add(a, b) {\n    return a + b;\n  }\n\n  async fetch() {\n    return new Response(null, { status: 404 });\n  }\n}\n`,
    );
  });

  it('is not sought where the module has one, or may have one', () => {
    for (const source of [
      "addEventListener('fetch', (event) => event.respondWith(new Response()));",
      'export default { fetch() {} };',
      'export default { fetch() {}, onQueued() {}, helper() {} };',
      "import app from './app';\nexport default app;",
      "export { default } from './app';",
      'const app = new Hono();\nexport default app;',
      'const a = { fetch() {} };\nconst b = { fetch() {} };',
      'const a = { method: "fetch", fetch: 1 };',
      "const b = require('b');\nmodule.exports = { fetch() {} };",
      'exports.fetch = () => {};',
      `${RPC}class Api extends WorkerEntrypoint {}`,
      `${RPC}class Base extends WorkerEntrypoint { fetch() {} }\nexport default class extends Base {}`,
      `${RPC}export default class extends WorkerEntrypoint { fetch() {} }`,
      'export const a = 1;',
    ]) {
      checkNoProjectFix(handlerNotExported, { modules: { 'src/index.js': source } });
    }
    assert.deepEqual(handlerNotExported.propose(projectOf({}), ''), []);
  });
});
