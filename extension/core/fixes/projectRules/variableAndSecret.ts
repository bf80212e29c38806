import { t } from '../../../shared/l10n.ts';
import { bindingsOf } from '../../config/configBindings.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/** QF-28: a variable of the configuration has the name of a secret. */
export const variableAndSecret: ProjectRule = {
  id: 'QF-28',
  codes: ['api:10053'],
  propose(project, message) {
    const config = configOf(project);
    const said = /Binding name '([^']+)' already in use/.exec(message)?.[1];
    if (config === undefined || said === undefined) return [];
    const same = bindingsOf(config.worker).filter(({ name }) => name === said);
    const [variable, ...others] = same;
    if (variable?.kind !== 'vars' || others.length > 0) return [];
    return configFix(
      config,
      {
        rule: 'QF-28',
        title: t('Remove the variable `{0}`, which is a secret now', said),
        safety: 'review',
      },
      (document) => document.remove(variable.path),
    );
  },
};
