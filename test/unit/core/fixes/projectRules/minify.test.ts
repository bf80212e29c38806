import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { minify } from '../../../../../extension/core/fixes/projectRules/minify.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

describe('a Worker that is too large', () => {
  it('is minified', () => {
    const fix = checkProjectFix(
      minify,
      {
        config: 'name = "a"\n[env.live]\nminify = false\n',
        configFile: 'wrangler.toml',
        environment: 'live',
      },
      'Minify the Worker',
      'name = "a"\n[env.live]\nminify = true\n',
    );
    assert.equal(fix.safety, 'review');
  });

  it('is left alone when it is minified or uploaded as it is', () => {
    checkNoProjectFix(minify, { config: '{ "minify": true }' });
    checkNoProjectFix(minify, { config: '{ "no_bundle": true }' });
    checkNoProjectFix(minify, {});
  });
});
