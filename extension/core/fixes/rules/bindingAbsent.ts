import { t } from '../../../shared/l10n.ts';
import { bindingsOf, type ConfigBinding, requiredSecretsOf } from '../../config/configBindings.ts';
import type { ConfigValue } from '../../config/configDocument.ts';
import { isNearName } from '../../config/nearName.ts';
import { WorkerConfig } from '../../config/workerConfig.ts';
import { hasMethod, kindsWith } from '../worker/bindingKind.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { envMemberAt, envMembersIn, envNamesIn } from '../worker/envMember.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { newObjectBinding } from '../configuration/objectClasses.ts';
import type { Project } from '../project.ts';
import { configFix, configOf, type ProjectConfig } from '../configuration/projectConfig.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * QF-15: the Worker reads a binding that its environment does not have. A secret may have any name, so
 * only the message proves that there was nothing.
 */
export const bindingAbsent: FixRule = {
  id: 'QF-15',
  codes: ['rt:undefined-property'],
  find({ tree, nodes, message, project }) {
    const property = /of undefined \(reading '([^']+)'\)/.exec(message)?.[1];
    const config = project && configOf(project);
    if (property === undefined || config === undefined) return [];
    const bindings = bindingsOf(config.worker);
    const names = new Set([
      ...bindings.map(({ name }) => name),
      ...requiredSecretsOf(config.worker),
      ...(project?.secrets ?? []),
    ]);
    return nodes.flatMap((one) => {
      const use = envMemberAt(tree, one);
      if (use?.member !== property || names.has(use.name)) return [];
      const { node, name } = use;
      const fixes = () => [
        ...renamed(tree, name, property, bindings),
        ...copied(config, name),
        ...added(config, name, tree, project),
      ];
      return [{ node, subject: name, fixes }];
    });
  },
};

/** The source has a slip of the hand. */
function renamed(
  tree: SyntaxTree,
  name: string,
  method: string,
  bindings: readonly ConfigBinding[],
): Fix[] {
  const [near, ...more] = bindings.filter(
    (one) => isNearName(one.name, name) && hasMethod(one.kind, method),
  );
  if (near === undefined || more.length > 0) return [];
  const edits = new EditBuilder();
  for (const node of envNamesIn(tree, name)) {
    if (node.type !== 'ObjectProperty') {
      const isQuoted = node.type === 'StringLiteral' ? 1 : 0;
      edits.replace(startOf(node) + isQuoted, endOf(node) - isQuoted, near.name);
    } else if (node.shorthand) edits.insert(startOf(node), `${near.name}: `);
    else edits.replace(startOf(node.key), endOf(node.key), near.name);
  }
  const title = t('Use `{0}`, as the configuration names it', near.name);
  return [{ rule: 'QF-15', title, safety: 'safe', edits: edits.build() }];
}

/** The top level has it, which a named environment does not inherit. */
function copied(config: ProjectConfig, name: string): Fix[] {
  const { worker } = config;
  const { environment, document } = worker;
  const found = bindingsOf(new WorkerConfig(document, undefined)).find((one) => one.name === name);
  if (environment === undefined || found === undefined) return [];
  const path = ['env', environment, ...found.path];
  // What a document holds can be written into it.
  const fields = found.fields as Readonly<Record<string, ConfigValue>>;
  return configFix(
    config,
    {
      rule: 'QF-15',
      title: t('Add `{0}` to the environment `{1}`, as at the top level', name, environment),
      safety: 'review',
    },
    (one) => {
      if (typeof path.at(-1) === 'number') return one.append(path.slice(0, -1), fields);
      // `vars.NAME` has a value, `ai` is described by its fields.
      const value = found.path.length > 1 ? fields.value : fields;
      return value === undefined ? undefined : one.set(path, value);
    },
  );
}

function added(
  config: ProjectConfig,
  name: string,
  tree: SyntaxTree,
  project: Project | undefined,
): Fix[] {
  const modules = [tree, ...Array.from(project?.modules() ?? [], (module) => module.tree)];
  const uses = modules.flatMap(envMembersIn).filter((use) => use.name === name);
  const methods = new Set(uses.map(({ member }) => member));
  const object = project && newObjectBinding(config, project, name, methods);
  if (object !== undefined) return object;
  return kindsWith(methods).flatMap((kind) => {
    const [key = '', ...inner] = kind.path;
    const path = [...config.worker.pathOf(key), ...inner];
    if (kind.isSingle === true && config.worker.get(key) !== undefined) return [];
    const fields = kind.describe(name);
    return configFix(
      config,
      { rule: 'QF-15', title: kind.title(name, config.file), safety: 'review' },
      (one) => (kind.isSingle === true ? one.set(path, fields) : one.append(path, fields)),
    );
  });
}
