import { t } from '../../../shared/l10n.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configOf } from '../configuration/projectConfig.ts';
import { limitOf, setLimit } from '../configuration/workerLimits.ts';

/** https://developers.cloudflare.com/workers/platform/limits/#cpu-time */
const DEFAULT_MS = 30_000;
const MOST_MS = 300_000;

/** QF-20: more CPU time. */
export const cpuLimit: ProjectRule = {
  id: 'QF-20',
  codes: ['outcome:exceededCpu', 'rt:cpu-limit'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const now = limitOf(config, 'cpu_ms') ?? DEFAULT_MS;
    if (now >= MOST_MS) return [];
    const more = Math.min(MOST_MS, now < DEFAULT_MS ? DEFAULT_MS : now * 4);
    const title = t('Set `limits.cpu_ms` to {0} (Workers Paid only)', String(more));
    return setLimit(config, { rule: 'QF-20', title }, 'cpu_ms', more);
  },
};
