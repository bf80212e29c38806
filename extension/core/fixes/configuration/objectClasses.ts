import { fieldsOf } from '../../../shared/fieldsOf.ts';
import { t } from '../../../shared/l10n.ts';
import { bindingsOf } from '../../config/configBindings.ts';
import type { ConfigTable } from '../../config/configDocument.ts';
import { ModuleNames } from '../../errors/moduleNames.ts';
import { OBJECT_METHODS } from '../worker/bindingKind.ts';
import { isExtended } from '../worker/classChain.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import type { Fix } from '../fixRule.ts';
import type { Project, ProjectModule } from '../project.ts';
import { type ConfigChange, configFix, type ProjectConfig } from './projectConfig.ts';

/** The classes of Durable Objects that this Worker itself has to export, by its bindings. */
export function boundClasses({ worker }: ProjectConfig): string[] {
  const names = bindingsOf(worker).flatMap(
    ({ kind, fields: { class_name: name, script_name } }) => {
      const isOwn = script_name === undefined || script_name === worker.name;
      return kind === 'durable_objects' && typeof name === 'string' && isOwn ? [name] : [];
    },
  );
  return [...new Set(names)];
}

/** Classes that the entry module exports. */
export function exportsClass({ tree }: ProjectModule, name: string): boolean {
  const names = new ModuleNames(tree);
  // What `export *` brings stands in another module.
  return names.exported(name) !== undefined || names.starred.length > 0;
}

/** The classes that migrations have introduced and not taken away. */
export function migratedClasses({ worker }: ProjectConfig): Set<string> {
  const classes = new Set<string>();
  for (const migration of migrationsOf(worker.get('migrations'))) {
    for (const key of ['new_classes', 'new_sqlite_classes']) {
      for (const name of textsOf(migration[key])) classes.add(name);
    }
    for (const change of listOf(migration.renamed_classes)) {
      const { from, to } = fieldsOf(change);
      if (typeof from === 'string') classes.delete(from);
      if (typeof to === 'string') classes.add(to);
    }
    for (const change of listOf(migration.transferred_classes)) {
      const { to } = fieldsOf(change);
      if (typeof to === 'string') classes.add(to);
    }
    for (const name of textsOf(migration.deleted_classes)) classes.delete(name);
  }
  return classes;
}

/** Appends a migration under a tag of its own: one that is applied never changes. */
export function migrate({ worker }: ProjectConfig, change: ConfigTable): ConfigChange {
  const tags = migrationsOf(worker.get('migrations')).map(({ tag }) => tag);
  let number = tags.length + 1;
  while (tags.includes(`v${number}`)) number++;
  return (document) =>
    document.append(worker.pathOf('migrations'), { tag: `v${number}`, ...change });
}

/** Undefined when the methods are those of something else. */
export function newObjectBinding(
  config: ProjectConfig,
  project: Project,
  name: string,
  methods: ReadonlySet<string>,
): Fix[] | undefined {
  if (!Array.from(methods).some((method) => OBJECT_METHODS.has(method))) return undefined;
  const bound = new Set(boundClasses(config));
  const classes = Array.from(project.modules()).flatMap(({ tree }) =>
    Array.from(entrypointsOf(tree).classes).flatMap(([node, base]) =>
      base === 'DurableObject' && node.id && !bound.has(node.id.name) && !isExtended(tree, node)
        ? [node.id.name]
        : [],
    ),
  );
  const [className, ...more] = classes;
  if (className === undefined || more.length > 0) return [];
  const needsMigration =
    !migratedClasses(config).has(className) && config.worker.get('exports') === undefined;
  return configFix(
    config,
    {
      rule: 'QF-15',
      title: t('Bind `{0}` to the class `{1}` in {2}', name, className, config.file),
      safety: 'review',
    },
    (document) =>
      document.append([...config.worker.pathOf('durable_objects'), 'bindings'], {
        name,
        class_name: className,
      }),
    ...(needsMigration ? [migrate(config, { new_sqlite_classes: [className] })] : []),
  );
}

export function migrationsOf(value: unknown): ReturnType<typeof fieldsOf>[] {
  return listOf(value).map(fieldsOf);
}

export function textsOf(value: unknown): string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
