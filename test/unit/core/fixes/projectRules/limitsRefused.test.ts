import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { limitsRefused } from '../../../../../extension/core/fixes/projectRules/limitsRefused.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const TITLE = 'Remove the limits that need Workers Paid';

describe('limits on the Free plan', () => {
  it('are removed', () => {
    const fix = checkProjectFix(
      limitsRefused,
      { config: '{\n  "name": "a",\n  "limits": { "cpu_ms": 5, "subrequests": 6 },\n}' },
      TITLE,
      '{\n  "name": "a",\n  "limits": {},\n}',
    );
    assert.equal(fix.safety, 'safe');
    checkProjectFix(
      limitsRefused,
      { config: '[limits] # ours\ncpu_ms = 5 # much\n[vars]\n', configFile: 'wrangler.toml' },
      TITLE,
      '[limits] # ours\n[vars]\n',
    );
  });

  it('are not sought where there are none', () => {
    checkNoProjectFix(limitsRefused, { config: '{ "name": "a" }' });
    checkNoProjectFix(limitsRefused, { config: '{ "limits": {} }' });
    checkNoProjectFix(limitsRefused, {});
  });
});
