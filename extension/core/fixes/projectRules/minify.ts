import { t } from '../../../shared/l10n.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/** QF-30: a smaller upload. It may still be too large, and functions may lose their names. */
export const minify: ProjectRule = {
  id: 'QF-30',
  codes: ['api:10027'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const { worker } = config;
    if (worker.get('minify') === true || worker.get('no_bundle') === true) return [];
    return configFix(
      config,
      { rule: 'QF-30', title: t('Minify the Worker'), safety: 'review' },
      (document) => document.set(worker.pathOf('minify'), true),
    );
  },
};
