import { describe, it } from 'node:test';
import { sqliteClasses } from '../../../../../extension/core/fixes/projectRules/sqliteClasses.ts';
import { checkNoProjectFix, checkProjectFix } from '../../../../support/projectFixes.ts';

describe('a class without SQL storage', () => {
  it('is created with it in TOML', () => {
    checkProjectFix(
      sqliteClasses,
      {
        configFile: 'wrangler.toml',
        config: `[[migrations]]\ntag = "v1" # first\nnew_classes = ["Room"]\n`,
      },
      'Create `Room` with SQL storage, if not deployed yet',
      `[[migrations]]\ntag = "v1" # first\nnew_sqlite_classes = ["Room"]\n`,
    );
  });

  it('is created with it beside others, in the last migration', () => {
    const first = '{ "tag": "v1", "new_classes": ["Old"] }';
    checkProjectFix(
      sqliteClasses,
      {
        config: `{ "migrations": [${first}, { "tag": "v2", "new_classes": ["B"], "new_sqlite_classes": ["A"] }] }`,
      },
      'Create `B` with SQL storage, if not deployed yet',
      `{ "migrations": [${first}, { "tag": "v2", "new_sqlite_classes": ["A", "B"] }] }`,
    );
  });

  it('is no matter of a configuration that has none', () => {
    checkNoProjectFix(sqliteClasses, {
      config: '{ "migrations": [{ "tag": "v1", "new_sqlite_classes": ["Room"] }] }',
    });
    checkNoProjectFix(sqliteClasses, { config: '{}' });
    checkNoProjectFix(sqliteClasses, {});
  });
});
