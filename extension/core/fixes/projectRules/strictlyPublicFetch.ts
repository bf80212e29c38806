import { t } from '../../../shared/l10n.ts';
import { flagsOf } from '../configuration/compatibility.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

const FLAG = 'global_fetch_strictly_public';

/**
 * QF-17: the Worker fetches a Worker of its own zone. With the flag every such fetch goes through the front
 * door: also those that are meant for the origin, which may then loop.
 */
export const strictlyPublicFetch: ProjectRule = {
  id: 'QF-17',
  codes: ['cf:1042'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const { worker } = config;
    if (flagsOf(worker).some((flag) => flag.startsWith('global_fetch_'))) return [];
    return configFix(
      config,
      {
        rule: 'QF-17',
        title: t('Add `{0}` to the compatibility flags', FLAG),
        safety: 'review',
      },
      (document) => document.append(worker.pathOf('compatibility_flags'), FLAG),
    );
  },
};
