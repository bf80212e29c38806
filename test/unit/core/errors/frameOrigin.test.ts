import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type FrameOrigin, originOf } from '../../../../extension/core/errors/frameOrigin.ts';

const FILES: Readonly<Record<FrameOrigin, readonly string[]>> = {
  own: [
    'index.js',
    'src/index.ts',
    'src/nodes.ts',
    'src/node_modules.ts',
    'internal/auth.ts',
    'native/app.ts',
    'packages/wrangler/src/x.ts',
    'src/checked-fetch.ts',
    'file:///a/src/x.ts',
    'file:///a/.wrangler/tmp/dev-1/index.js',
    'C:\\app\\src\\x.ts',
    '../shared/text.ts',
    '_worker.js',
    'functionsWorker-0.123.js',
  ],
  dependency: [
    'a/node_modules/hono/x.js',
    'C:\\app\\node_modules\\hono\\x.js',
    'node_modules/.pnpm/hono@4.6.0/node_modules/hono/dist/hono.js',
    '.yarn/cache/zod-npm-3.22.4-abc.zip/node_modules/zod/lib/index.js',
    '.yarn/__virtual__/x-virtual-1/0/cache/x.zip/x.js',
    '/home/a/.yarn/berry/cache/x.zip/x.js',
    '.yarn/unplugged/sharp/index.js',
    'https://esm.sh/hono@4/hono.js',
    'wasm://wasm/0145fffe',
    'm.wasm',
  ],
  runtime: [
    'node:fs',
    'node:internal/timers',
    'node-internal:internal_buffer',
    'cloudflare:workers',
    'cloudflare-internal:d1-api',
    'workerd:unsafe',
    'native',
    'native array.js',
    '<anonymous>',
  ],
  helper: [
    '.wrangler/tmp/bundle-Ab12/middleware-loader.entry.ts',
    'C:\\app\\.wrangler\\tmp\\dev-1\\index.js',
    'middleware-insertion-facade.js',
    '../node_modules/wrangler/templates/checked-fetch.js',
    'node_modules/.pnpm/wrangler@4.1.0/node_modules/wrangler/templates/middleware/common.ts',
    'node_modules/wrangler/_virtual_unenv_global_polyfill-clear$immediate',
    '<define:process.env>',
    '<runtime>',
    'virtual:entry',
    '\0commonjs',
  ],
};

for (const [origin, files] of Object.entries(FILES)) {
  for (const file of files) {
    test(`${JSON.stringify(file)} is ${origin}`, () => {
      assert.equal(originOf(file), origin);
    });
  }
}

const FUNCTIONS: readonly (readonly [name: string, file: string, origin: FrameOrigin])[] = [
  ['__async', 'index.js', 'helper'],
  ['__require2', 'index.js', 'helper'],
  ['Object.__name', 'file:///a/dist/index.js', 'helper'],
  ['__init [as then]', 'worker.mjs', 'helper'],
  ['__awaiter', 'index.js', 'helper'],
  ['__mine', 'index.js', 'own'],
  ['__async', 'src/util.ts', 'own'],
  ['src/lib/boom.ts', 'index.js', 'own'],
  ['node_modules/dep/index.js', 'index.js', 'dependency'],
  ['Object.../../node_modules/dep/index.js', 'index.js', 'dependency'],
  ['.wrangler/tmp/bundle-1/middleware-loader.entry.ts', 'index.js', 'helper'],
  ['node:fs', 'index.js', 'own'],
  ['a / b', 'index.js', 'own'],
  ['node_modules/dep/index.js', 'node:fs', 'runtime'],
];

for (const [name, file, origin] of FUNCTIONS) {
  test(`${name} in ${file} is ${origin}`, () => {
    assert.equal(originOf(file, name), origin);
  });
}
