import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mainValueOffset } from '../../../../extension/core/config/mainValue.ts';

/** `¦` stands before the value; without one there is no `main`. */
const CONFIGURATIONS: readonly (readonly ['toml' | 'json', string])[] = [
  ['json', '{ "name": "a", "main": ¦"src/index.ts" }'],
  ['json', '{\r\n  // "main": "old.ts"\r\n  "main": ¦"src/index.ts",\r\n}'],
  ['json', '{ "env": { "main": "x" }, "main" : ¦"src/index.ts" '],
  ['json', '{ "env": { "prod": { "main": "x" } } }'],
  ['json', '{ "main": 1 }'],
  ['json', ''],
  ['toml', 'name = "a"\nmain = ¦"src/index.ts"\n'],
  ['toml', "name = 'a'\r\n  main=¦'src/index.ts' # the entry\r\n"],
  ['toml', '"main" = ¦"src/index.ts"'],
  ['toml', '# main = "old.ts"\nmain = ¦"src/index.ts"'],
  ['toml', 'text = """\nmain = "fake"\n"""\nmain = ¦"src/index.ts"'],
  ['toml', 'flags = [\n  "a",\n]\nmain = ¦"src/index.ts"'],
  ['toml', 'mainly = "x"\n[env.prod]\nmain = "x"'],
  ['toml', '[[kv_namespaces]]\nmain = "x"'],
  ['toml', 'main = 1'],
];

for (const [format, marked] of CONFIGURATIONS) {
  test(`the value of main in ${format}: ${JSON.stringify(marked)}`, () => {
    const at = marked.indexOf('¦');
    const offset = mainValueOffset(marked.replace('¦', ''), format);
    assert.equal(offset, at < 0 ? undefined : at);
  });
}

/** As before, of the environment `prod`. */
const OF_PROD: readonly (readonly ['toml' | 'json', string])[] = [
  ['json', '{ "main": "a.ts", "env": { "prod": { "main": ¦"b.ts" } } }'],
  ['json', '{ "main": ¦"a.ts", "env": { "prod": {}, "dev": { "main": "c.ts" } } }'],
  [
    'toml',
    'main = "a.ts"\n[env.dev]\nmain = "c.ts"\n[ env . "prod" ]\nmain = ¦"b.ts"\n[vars]\nmain = "x"',
  ],
  ['toml', 'main = ¦"a.ts"\n[env.production]\nmain = "b.ts"\n[env.prod.vars]\nmain = "x"'],
];

for (const [format, marked] of OF_PROD) {
  test(`the value of main of an environment in ${format}: ${JSON.stringify(marked)}`, () => {
    assert.equal(mainValueOffset(marked.replace('¦', ''), format, 'prod'), marked.indexOf('¦'));
  });
}
