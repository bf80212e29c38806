import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  environmentOf,
  parseWranglerConfig,
} from '../../../../extension/core/config/wranglerConfig.ts';

const EXPECTED = {
  name: 'chat',
  main: 'src/index.ts',
  noBundle: false,
  hasContainers: false,
  environments: [
    { name: 'staging', worker: 'chat-staging', says: {} },
    { name: 'live', worker: 'chat-eu', says: {} },
  ],
};

test('TOML with comments and environments', () => {
  const text = `# the chat
name = "chat" # its name
main = "src/index.ts"
[env.staging]
vars = { A = "b" }
[env.live]
name = "chat-eu"
`;
  assert.deepEqual(parseWranglerConfig(text, 'toml'), EXPECTED);
});

test('JSON with comments and trailing commas', () => {
  const text = `{
  // the chat
  "name": "chat",
  "main": "src/index.ts", /* entry */
  "env": { "staging": {}, "live": { "name": "chat-eu" }, },
}`;
  assert.deepEqual(parseWranglerConfig(text, 'json'), EXPECTED);
});

test('a configuration without a name has none', () => {
  const config = parseWranglerConfig('{ "env": { "staging": {} } }', 'json');
  assert.equal(config.name, undefined);
  assert.deepEqual(config.environments, [{ name: 'staging', worker: undefined, says: {} }]);
});

test('values of another type count as missing, and broken TOML is told', () => {
  assert.equal(parseWranglerConfig('{ "name": 5, "env": [] }', 'json').name, undefined);
  assert.equal(parseWranglerConfig('', 'json').name, undefined);
  assert.throws(() => parseWranglerConfig('name = ', 'toml'));
});

test('a Worker is deployed with what its environment says, else with the configuration’s own', () => {
  const config = parseWranglerConfig(
    `{ "name": "chat", "main": "a.ts", "env": {
      "live": { "main": "b.js", "no_bundle": true }, "same": { "name": "eu" } } }`,
    'json',
  );
  const of = (worker: string) => {
    const { main, noBundle, environment } = environmentOf(config, worker);
    return { main, noBundle, environment };
  };
  const own = { main: 'a.ts', noBundle: false };
  assert.deepEqual(of('chat'), { ...own, environment: undefined });
  assert.deepEqual(of('eu'), { ...own, environment: 'same' });
  assert.deepEqual(of('chat-live'), { main: 'b.js', noBundle: true, environment: 'live' });
});

test('what makes the entry is inherited as a whole, and watches src when it does not say what', () => {
  const config = parseWranglerConfig(
    `name = "chat"
base_dir = "src"
find_additional_modules = true
upload_source_maps = false
[build]
command = "make"
[env.own.build]
command = "make"
watch_dir = ["a", "../b"]
[env.none]
build = {}
upload_source_maps = true
[env.same]
`,
    'toml',
  );
  const of = (worker: string) => {
    const { madeOf, noMaps, baseFolder, hasModules } = environmentOf(config, worker);
    return { madeOf, noMaps, baseFolder, hasModules };
  };
  const top = { madeOf: ['src'], noMaps: true, baseFolder: 'src', hasModules: true };
  assert.deepEqual(of('chat'), top);
  assert.deepEqual(of('chat-same'), top);
  assert.deepEqual(of('chat-own'), { ...top, madeOf: ['a', '../b'] });
  assert.deepEqual(of('chat-none'), { ...top, madeOf: [], noMaps: false });
});

test('containers are told wherever they are, because their images would be built', () => {
  const has = (text: string): boolean => parseWranglerConfig(text, 'json').hasContainers;
  assert.equal(has('{ "containers": [{}] }'), true);
  assert.equal(has('{ "env": { "live": { "containers": [{}] } } }'), true);
  assert.equal(has('{ "env": { "live": {} } }'), false);
});
