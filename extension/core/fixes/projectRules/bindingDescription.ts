import { t } from '../../../shared/l10n.ts';
import { bindingsOf, type ConfigBinding } from '../../config/configBindings.ts';
import { isNearName } from '../../config/nearName.ts';
import { envMembersIn } from '../worker/envMember.ts';
import type { Fix, ProjectRule } from '../fixRule.ts';
import { hasMethod } from '../worker/bindingKind.ts';
import type { Project } from '../project.ts';
import { configFix, configOf, type ProjectConfig } from '../configuration/projectConfig.ts';
import { siblingNames } from '../configuration/siblingWorkers.ts';

const rule = 'QF-27';

/** QF-27: a binding has no name, or names a Worker that is not there. */
export const bindingDescription: ProjectRule = {
  id: rule,
  codes: ['api:10052', 'api:10143', 'api:10021/d1-id'],
  propose(project, message) {
    const config = configOf(project);
    if (config === undefined) return [];
    const bindings = bindingsOf(config.worker);
    const missing = /Target script '([^']+)' not found/.exec(message)?.[1];
    return [
      ...bindings
        .filter(({ name }) => name === '')
        .flatMap((binding) => named(config, project, binding, bindings)),
      ...bindings
        .filter(
          ({ kind, fields }) =>
            kind === 'services' && fields.service === (missing ?? fields.service),
        )
        .flatMap((binding) => directed(config, project, binding)),
      ...provisioned(config, bindings, message),
    ];
  },
};

/** The one name that the source uses for something of this kind and that nothing has. */
function named(
  config: ProjectConfig,
  project: Project,
  { kind, path }: ConfigBinding,
  bindings: readonly ConfigBinding[],
): Fix[] {
  const taken = new Set(bindings.map(({ name }) => name));
  const uses = Array.from(project.modules()).flatMap(({ tree }) => envMembersIn(tree));
  const free = uses.filter(({ name, member }) => !taken.has(name) && hasMethod(kind, member));
  const [name, ...more] = new Set(free.map((use) => use.name));
  if (name === undefined || more.length > 0) return [];
  const key = ['durable_objects', 'send_email', 'ratelimits'].includes(kind) ? 'name' : 'binding';
  const title = t('Name the binding `{0}`, as the source does', name);
  return configFix(config, { rule, title, safety: 'review' }, (document) =>
    document.set([...path, key], name),
  );
}

/** The one Worker of the workspace whose name is a slip of the hand away. */
function directed(
  config: ProjectConfig,
  { siblings = [] }: Project,
  { path, fields: { service } }: ConfigBinding,
): Fix[] {
  if (typeof service !== 'string') return [];
  const names = siblingNames(siblings);
  const { name: own } = config.worker;
  if (own !== undefined) names.add(own);
  if (names.has(service)) return [];
  const [near, ...more] = Array.from(names).filter((name) => isNearName(name, service));
  if (near === undefined || more.length > 0) return [];
  const title = t('Bind the Worker `{0}`, as its configuration names it', near);
  return configFix(config, { rule, title, safety: 'safe' }, (document) =>
    document.set([...path, 'service'], near),
  );
}

/** Without an id wrangler makes the database when it deploys; what stands there is no id. */
function provisioned(
  config: ProjectConfig,
  bindings: readonly ConfigBinding[],
  message: string,
): Fix[] {
  const said = /binding (\S+) of type d1 must have a valid/.exec(message)?.[1];
  const found = bindings.find(({ kind, name }) => kind === 'd1_databases' && name === said);
  const id = found?.fields.database_id;
  if (found === undefined || typeof id !== 'string' || UUID.test(id)) return [];
  const title = t('Let wrangler create the database of `{0}`', found.name);
  return configFix(config, { rule, title, safety: 'review' }, (document) =>
    document.remove([...found.path, 'database_id']),
  );
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
