import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { strictlyPublicFetch } from '../../../../../extension/core/fixes/projectRules/strictlyPublicFetch.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const TITLE = 'Add `global_fetch_strictly_public` to the compatibility flags';

describe('a fetch of the own zone', () => {
  it('may go through the front door', () => {
    const fix = checkProjectFix(
      strictlyPublicFetch,
      {
        config: 'name = "a"\ncompatibility_flags = [\n  "b" # b\n]\n',
        configFile: 'wrangler.toml',
      },
      TITLE,
      'name = "a"\ncompatibility_flags = [\n  "b", # b\n  "global_fetch_strictly_public"\n]\n',
    );
    assert.equal(fix.safety, 'review');
  });

  it('goes as the flags say', () => {
    for (const flag of ['global_fetch_strictly_public', 'global_fetch_private_origin']) {
      checkNoProjectFix(strictlyPublicFetch, { config: `{ "compatibility_flags": ["${flag}"] }` });
    }
    checkNoProjectFix(strictlyPublicFetch, {});
  });
});
