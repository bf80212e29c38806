import assert from 'node:assert/strict';
import { test } from 'node:test';
import { deploysMinified } from '../../../../extension/core/config/deployCommand.ts';

const minified = (script: string, environment?: string): boolean =>
  deploysMinified(JSON.stringify({ scripts: { a: 'tsc', deploy: script } }), environment);

for (const script of [
  'wrangler deploy --minify',
  'npm run build && wrangler deploy --minify && echo done',
  'npx wrangler publish src/index.ts --minify',
  'wrangler versions upload --minify=true --tag x',
  'wrangler  deploy  --minify src/index.ts',
]) {
  test(`${script} minifies`, () => {
    assert.equal(minified(script), true);
    assert.equal(minified(script, 'live'), true);
  });
}

for (const script of [
  'wrangler deploy',
  'wrangler deploy --minify=false',
  'wrangler deploy --minify false',
  'wrangler deploy --minify-all',
  'wrangler deploy; esbuild --minify',
  'esbuild --minify && wrangler deploy',
  'wrangler dev --minify',
]) {
  test(`${script} does not minify`, () => assert.equal(minified(script), false));
}

test('a script that names an environment speaks of that one', () => {
  for (const script of [
    'wrangler deploy -e live --minify',
    'wrangler deploy --minify --env=live',
  ]) {
    assert.equal(minified(script, 'live'), true);
    assert.equal(minified(script, 'staging'), false);
    assert.equal(minified(script), false);
  }
});

test('a script of the environment counts before one that names none', () => {
  const both = 'wrangler deploy --minify && wrangler deploy --env live';
  assert.equal(minified(both, 'live'), false);
  assert.equal(minified(both, 'staging'), true);
  assert.equal(minified(both), true);
});

test('what is no manifest deploys nothing', () => {
  for (const text of ['', '{', '[]', 'null', '{"scripts":5}', '{"scripts":{"deploy":5}}']) {
    assert.equal(deploysMinified(text, undefined), false);
  }
});
