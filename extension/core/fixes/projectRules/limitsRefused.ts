import { fieldsOf } from '../../../shared/fieldsOf.ts';
import { t } from '../../../shared/l10n.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/** QF-20: the Free plan has no limits of its own, neither for CPU time nor for subrequests. */
export const limitsRefused: ProjectRule = {
  id: 'QF-20',
  codes: ['api:100328'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const { worker } = config;
    const names = Object.keys(fieldsOf(worker.get('limits')));
    if (names.length === 0) return [];
    return configFix(
      config,
      { rule: 'QF-20', title: t('Remove the limits that need Workers Paid'), safety: 'safe' },
      ...names.map(
        (name) => (document: typeof worker.document) =>
          document.remove([...worker.pathOf('limits'), name]),
      ),
    );
  },
};
