import { t } from '../../../shared/l10n.ts';
import { migrationsOf, textsOf } from '../configuration/objectClasses.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/** QF-25: a class has no SQL storage. What it is made with cannot be changed once it is deployed. */
export const sqliteClasses: ProjectRule = {
  id: 'QF-25',
  codes: ['api:10097', 'rt:sql-not-enabled'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const { worker } = config;
    const migrations = migrationsOf(worker.get('migrations'));
    const index = migrations.findLastIndex(({ new_classes: names }) => textsOf(names).length > 0);
    const migration = migrations[index];
    if (migration === undefined) return [];
    const names = textsOf(migration.new_classes);
    const path = [...worker.pathOf('migrations'), index];
    return configFix(
      config,
      {
        rule: 'QF-25',
        title: t(
          'Create {0} with SQL storage, if not deployed yet',
          names.map((name) => `\`${name}\``).join(', '),
        ),
        safety: 'review',
      },
      (document) => document.remove([...path, 'new_classes']),
      (document) =>
        document.set(
          [...path, 'new_sqlite_classes'],
          [...textsOf(migration.new_sqlite_classes), ...names],
        ),
    );
  },
};
