import { t } from '../../../shared/l10n.ts';
import type { Fix } from '../fixRule.ts';
import type { Project } from '../project.ts';
import { flagsOf } from './compatibility.ts';
import { type ConfigChange, configFix, configOf } from './projectConfig.ts';

/**
 * Turns on what Workers have of Node.js, as it is since the date. Undefined when it is on already, or when
 * somebody wants it not to be.
 */
export function enableNode(project: Project, rule: string, since: string): Fix[] | undefined {
  const config = configOf(project);
  if (config === undefined) return undefined;
  const { worker } = config;
  const flags = flagsOf(worker);
  const date = worker.get('compatibility_date');
  const isOld = typeof date === 'string' && date < since;
  const hasFlag = flags.includes('nodejs_compat') || flags.includes('nodejs_compat_v2');
  if (flags.includes('no_nodejs_compat') || flags.includes('no_nodejs_compat_v2')) return undefined;
  if (hasFlag && !(isOld && !flags.includes('nodejs_compat_v2'))) return undefined;
  const changes: ConfigChange[] = [];
  if (!hasFlag) {
    changes.push((one) => one.append(worker.pathOf('compatibility_flags'), 'nodejs_compat'));
  }
  if (isOld) changes.push((one) => one.set(worker.pathOf('compatibility_date'), since));
  const title = !isOld
    ? t('Add `{0}` to the compatibility flags', 'nodejs_compat')
    : hasFlag
      ? t('Set `compatibility_date` to {0}', since)
      : t('Add `nodejs_compat` and set `compatibility_date` to {0}', since);
  // A later date changes more than what there is of Node.js.
  const safety = typeof date === 'string' && !isOld ? 'safe' : 'review';
  return configFix(config, { rule, title, safety }, ...changes);
}
