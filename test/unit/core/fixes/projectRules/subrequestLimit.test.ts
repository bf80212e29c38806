import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { subrequestLimit } from '../../../../../extension/core/fixes/projectRules/subrequestLimit.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const title = (count: number) => `Set \`limits.subrequests\` to ${count} (Workers Paid only)`;

describe('the limit of subrequests', () => {
  it('is raised, for the user to judge', () => {
    const fix = checkProjectFix(
      subrequestLimit,
      { config: '[limits]\ncpu_ms = 5\n', configFile: 'wrangler.toml' },
      title(50_000),
      '[limits]\ncpu_ms = 5\nsubrequests = 50000\n',
    );
    assert.equal(fix.safety, 'review');
    checkProjectFix(
      subrequestLimit,
      { config: '{ "limits": { "subrequests": 10 } }' },
      title(10_000),
      '{ "limits": { "subrequests": 10000 } }',
    );
  });

  it('has a bound', () => {
    checkNoProjectFix(subrequestLimit, { config: '{ "limits": { "subrequests": 50000 } }' });
    checkNoProjectFix(subrequestLimit, { config: '{ "limits": { "subrequests": 90000 } }' });
    checkNoProjectFix(subrequestLimit, {});
  });
});
