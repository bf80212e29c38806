import { t } from '../../../shared/l10n.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/** Wrangler also takes `_` and a digit at the beginning; its own message and the API's draft do not name them. */
const NAME = /^[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** QF-29: the name cannot be that of a Worker. Under another name a live Worker would lose its routes and data. */
export const workerName: ProjectRule = {
  id: 'QF-29',
  codes: ['api:10016'],
  propose(project) {
    const config = configOf(project);
    if (config === undefined) return [];
    const { worker } = config;
    const name = worker.get('name');
    if (typeof name !== 'string' || NAME.test(name)) return [];
    const plain = name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^[^a-z]+/, '')
      .slice(0, 63)
      .replace(/-+$/, '');
    if (!NAME.test(plain)) return [];
    return configFix(
      config,
      { rule: 'QF-29', title: t('Name the Worker `{0}`', plain), safety: 'review' },
      (document) => document.set(worker.pathOf('name'), plain),
    );
  },
};
