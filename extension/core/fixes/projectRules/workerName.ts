import { t } from '../../../shared/l10n.ts';
import type { ProjectRule } from '../fixRule.ts';
import { configFix, configOf } from '../configuration/projectConfig.ts';

/** As wrangler checks it. */
const NAME = /^[a-z0-9_][a-z0-9-_]*$/;

/** QF-29: the name cannot be that of a Worker. Under another name a live Worker would begin anew. */
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
      .replace(/[^a-z0-9_]+/g, '-')
      .replace(/^-+|-+$/g, '');
    if (!NAME.test(plain)) return [];
    return configFix(
      config,
      { rule: 'QF-29', title: t('Name the Worker `{0}`', plain), safety: 'review' },
      (document) => document.set(worker.pathOf('name'), plain),
    );
  },
};
