import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cpuLimit } from '../../../../../extension/core/fixes/projectRules/cpuLimit.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

const title = (ms: number) => `Set \`limits.cpu_ms\` to ${ms} (Workers Paid only)`;

describe('the limit of CPU time', () => {
  it('is raised, never as a safe fix: the Free plan refuses it', () => {
    const fix = checkProjectFix(
      cpuLimit,
      { config: '{ "name": "a" }' },
      title(120_000),
      '{ "name": "a", "limits": { "cpu_ms": 120000 } }',
    );
    assert.equal(fix.safety, 'review');
    const toml = (ms: number) => `name = "a"\n\n[limits]\ncpu_ms = ${ms} # ours\n`;
    checkProjectFix(
      cpuLimit,
      { config: toml(50), configFile: 'wrangler.toml' },
      title(30_000),
      toml(30_000),
    );
  });

  it('is raised where the environment has it', () => {
    const config = (ms: number) =>
      `{ "limits": { "cpu_ms": 1 }, "env": { "live": { "limits": { "cpu_ms": ${ms} } } } }`;
    checkProjectFix(
      cpuLimit,
      { config: config(200_000), environment: 'live' },
      title(300_000),
      config(300_000),
    );
  });

  it('has a bound', () => {
    checkNoProjectFix(cpuLimit, { config: '{ "limits": { "cpu_ms": 300000 } }' });
    checkNoProjectFix(cpuLimit, {});
    checkNoProjectFix(cpuLimit, { config: '{ "limits": 5 }' });
  });
});
