import { t } from '../../../shared/l10n.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configOf } from '../configuration/projectConfig.ts';
import { limitOf, setLimit } from '../configuration/workerLimits.ts';

/** https://developers.cloudflare.com/workers/platform/limits/#subrequests */
const DEFAULT = 10_000;
const MORE = 50_000;

/** QF-31: more subrequests. */
export const subrequestLimit: ProjectRule = {
  id: 'QF-31',
  codes: ['rt:too-many-subrequests', 'rt:too-many-subrequests/services'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const now = limitOf(config, 'subrequests') ?? DEFAULT;
    const more = now < DEFAULT ? DEFAULT : MORE;
    if (now >= more) return [];
    const title = t('Set `limits.subrequests` to {0} (Workers Paid only)', String(more));
    return setLimit(config, { rule: 'QF-31', title }, 'subrequests', more);
  },
};
