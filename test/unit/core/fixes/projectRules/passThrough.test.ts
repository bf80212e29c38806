import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { passThrough } from '../../../../../extension/core/fixes/projectRules/passThrough.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const ROUTED = 'name = "a"\nroutes = ["example.com/*"]\n';
const worker = (body: string) =>
  `export default {\n  async fetch(request, env, context) {\n${body}  },\n};\n`;

describe('an exception in front of an origin', () => {
  it('may be answered by the origin', () => {
    for (const config of [
      ROUTED,
      'route = "example.com/*"\n',
      'routes = [{ pattern = "a.example", custom_domain = true }, { pattern = "b.example/*", zone_name = "b.example" }]\n',
    ]) {
      const fix = checkProjectFix(
        passThrough,
        {
          config,
          configFile: 'wrangler.toml',
          modules: { 'a.js': worker('    // Ask it.\n    return ask(request);\n') },
        },
        'Let the origin answer when the Worker fails',
        worker('    context.passThroughOnException();\n    // Ask it.\n    return ask(request);\n'),
        'a.js',
      );
      assert.equal(fix.safety, 'review');
    }
  });

  it('stays with the Worker where there is no origin, or no way to it', () => {
    const configFile = 'wrangler.toml';
    const modules = { 'a.js': worker('    return ask(request);\n') };
    for (const config of [
      'name = "a"\n',
      'workers_dev = true\nroutes = []\nroute = ""\n',
      'routes = [{ pattern = "a.example", custom_domain = true }]\n',
    ]) {
      checkNoProjectFix(passThrough, { config, configFile, modules });
    }
    for (const source of [
      worker('    context.passThroughOnException();\n    return ask(request);\n'),
      worker(''),
      'export default { fetch(request, env) { return ask(request); } };',
      'export default { fetch: (request, env, ctx) => ask(request) };',
      "addEventListener('fetch', (event) => event.respondWith(ask(event.request)));",
    ]) {
      checkNoProjectFix(passThrough, { config: ROUTED, configFile, modules: { 'a.js': source } });
    }
    checkNoProjectFix(passThrough, { config: ROUTED, configFile });
    checkNoProjectFix(passThrough, { modules });
  });
});
