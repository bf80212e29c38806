import { t } from '../../../shared/l10n.ts';
import { bindingsOf } from '../../config/configBindings.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/**
 * QF-28: a variable of the configuration has the name of a secret, or is taken for one: then it cannot be
 * deleted as a secret, and no secret can be put in its place (10053).
 */
export const variableAndSecret: ProjectRule = {
  id: 'QF-28',
  codes: ['api:10053', 'api:10056'],
  propose(project, message) {
    const config = configOf(project);
    const [, said, state] =
      /Binding (?:name )?'([^']+)' (already in use|not found)/.exec(message) ?? [];
    if (config === undefined || said === undefined) return [];
    const same = bindingsOf(config.worker).filter(({ name }) => name === said);
    const [variable, ...others] = same;
    if (variable?.kind !== 'vars' || others.length > 0) return [];
    return configFix(
      config,
      {
        rule: 'QF-28',
        title:
          state === 'not found'
            ? t('Remove the variable `{0}`, which is not a secret', said)
            : t('Remove the variable `{0}`, which is a secret now', said),
        safety: 'review',
      },
      (document) => document.remove(variable.path),
    );
  },
};
