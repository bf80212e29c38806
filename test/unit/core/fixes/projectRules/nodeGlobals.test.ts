import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nodeGlobals } from '../../../../../extension/core/fixes/projectRules/nodeGlobals.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

describe('QF-48 globals of Node.js', () => {
  it('come with the flag', () => {
    const { safety } = checkProjectFix(
      nodeGlobals,
      { config: '{ "compatibility_date": "2026-07-01" }' },
      'Add `nodejs_compat` to the compatibility flags',
      '{ "compatibility_date": "2026-07-01", "compatibility_flags": ["nodejs_compat"] }',
      undefined,
      'process is not defined',
    );
    assert.equal(safety, 'safe');
  });

  it('have the variables of the Worker since a later date', () => {
    const files = {
      config: 'name = "a"\ncompatibility_date = "2024-11-01"\n',
      configFile: 'wrangler.toml',
    };
    const { safety } = checkProjectFix(
      nodeGlobals,
      files,
      'Add `nodejs_compat` and set `compatibility_date` to 2025-04-01',
      'name = "a"\ncompatibility_date = "2025-04-01"\ncompatibility_flags = ["nodejs_compat"]\n',
      'wrangler.toml',
      'ReferenceError: process is not defined',
    );
    assert.equal(safety, 'review');
    checkProjectFix(
      nodeGlobals,
      files,
      'Add `nodejs_compat` to the compatibility flags',
      'name = "a"\ncompatibility_date = "2024-11-01"\ncompatibility_flags = ["nodejs_compat"]\n',
      'wrangler.toml',
      'Buffer is not defined',
    );
  });

  it('that no flag brings are left, and so is a Worker that has them', () => {
    const config = '{ "compatibility_date": "2026-07-01" }';
    for (const name of ['require', '__dirname', 'window', 'constructor']) {
      checkNoProjectFix(nodeGlobals, { config }, `${name} is not defined`);
    }
    checkNoProjectFix(
      nodeGlobals,
      {
        config: '{ "compatibility_date": "2026-07-01", "compatibility_flags": ["nodejs_compat"] }',
      },
      'process is not defined',
    );
    checkNoProjectFix(nodeGlobals, {}, 'process is not defined');
  });
});
