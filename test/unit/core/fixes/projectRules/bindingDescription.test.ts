import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bindingDescription } from '../../../../../extension/core/fixes/projectRules/bindingDescription.ts';
import {
  checkNoProjectFix,
  checkProjectFix,
  type ProjectFiles,
} from '../../../../support/projectFixes.ts';

const check = (files: ProjectFiles, title: string, after: string, message = '') =>
  checkProjectFix(bindingDescription, files, title, after, undefined, message).safety;

const modules = {
  'a.js':
    'export default { async fetch(request, env) { await env.CACHE.get("a"); await env.DB.prepare("b"); } };',
};

describe('the description of a binding', () => {
  it('gets the name that the source uses for its kind', () => {
    const config = (name: string) => `{ "kv_namespaces": [{ "binding": "${name}" /* ? */ }] }`;
    check(
      { config: config(''), modules },
      'Name the binding `CACHE`, as the source does',
      config('CACHE'),
    );
    const toml = (name: string) => `[[d1_databases]]\nbinding = "${name}"\n`;
    check(
      { config: toml(''), configFile: 'wrangler.toml', modules },
      'Name the binding `DB`, as the source does',
      toml('DB'),
    );
  });

  it('names the Worker of the workspace as that names itself', () => {
    const config = (service: string) =>
      `{ "name": "shop", "services": [{ "binding": "A", "service": "${service}" }] }`;
    const siblings = {
      'prices/wrangler.toml': 'name = "prices"\n[env.live]\n',
      'broken/wrangler.toml': 'name = ',
    };
    const title = (name: string) => `Bind the Worker \`${name}\`, as its configuration names it`;
    assert.equal(
      check(
        { config: config('prcies'), siblings },
        title('prices'),
        config('prices'),
        "Could not resolve service binding 'A'. Target script 'prcies' not found.",
      ),
      'safe',
    );
    check({ config: config('price-live'), siblings }, title('prices-live'), config('prices-live'));
    check({ config: config('shops') }, title('shop'), config('shop'));
  });

  it('has no placeholder for the id of a database', () => {
    const config = '[[d1_databases]]\nbinding = "DB"\ndatabase_id = "<id>" # later\n';
    check(
      { config, configFile: 'wrangler.toml' },
      'Let wrangler create the database of `DB`',
      '[[d1_databases]]\nbinding = "DB"\n',
      'binding DB of type d1 must have a valid `id` specified',
    );
  });

  it('is left alone where it is right, or where nobody can tell', () => {
    const two = { 'a.js': 'export default { fetch(r, env) { env.A.put(1); env.B.put(2); } };' };
    const service = (name: string) => `{ "services": [{ "binding": "A", "service": "${name}" }] }`;
    const siblings = { 'a/wrangler.toml': 'name = "prices"', 'b/wrangler.toml': 'name = "price"' };
    const database =
      '{ "d1_databases": [{ "binding": "DB", "database_id": "0d8f3a80-1111-4222-8333-444455556666" }] }';
    const invalid = 'binding DB of type d1 must have a valid `id` specified';
    const cases: readonly (readonly [ProjectFiles, string?])[] = [
      [{ config: '{ "kv_namespaces": [{ "binding": "" }] }', modules: two }],
      [{ config: '{ "kv_namespaces": [{ "binding": "" }] }' }],
      [{ config: '{ "kv_namespaces": [{ "binding": "CACHE" }] }', modules }],
      [{ config: service('prices'), siblings }],
      [{ config: service('pricess'), siblings: {} }],
      [{ config: service('pricez'), siblings }],
      [{ config: service('pricesx'), siblings }, "Target script 'other' not found."],
      [{ config: database }, invalid],
      [{ config: '{' }, invalid],
      [{}],
    ];
    for (const [files, message] of cases) checkNoProjectFix(bindingDescription, files, message);
  });
});
