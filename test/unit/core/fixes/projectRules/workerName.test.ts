import { describe, it } from 'node:test';
import { workerName } from '../../../../../extension/core/fixes/projectRules/workerName.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

describe('the name of a Worker', () => {
  it('has lower-case letters, digits and -', () => {
    for (const [name, plain] of [
      ['My Worker', 'my-worker'],
      ['shop.example', 'shop-example'],
      ['-Ünder_score!', 'nder-score'],
      ['2nd-shop', 'nd-shop'],
      [`a${'b'.repeat(61)}-c`, `a${'b'.repeat(61)}`],
    ] as const) {
      checkProjectFix(
        workerName,
        { config: `name = '${name}' # ours\n`, configFile: 'wrangler.toml' },
        `Name the Worker \`${plain}\``,
        `name = '${plain}' # ours\n`,
      );
    }
  });

  it('is fixed in the environment that has it', () => {
    checkProjectFix(
      workerName,
      { config: '{ "name": "a", "env": { "b": { "name": "A.B" } } }', environment: 'b' },
      'Name the Worker `a-b`',
      '{ "name": "a", "env": { "b": { "name": "a-b" } } }',
    );
  });

  it('is left alone when it is right, missing, or nothing is left of it', () => {
    for (const config of ['{ "name": "shop-2-a" }', '{}', '{ "name": "шоп" }', '{ "name": 1 }']) {
      checkNoProjectFix(workerName, { config });
    }
    checkNoProjectFix(workerName, {});
  });
});
