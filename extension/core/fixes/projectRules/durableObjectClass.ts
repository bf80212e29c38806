import { t } from '../../../shared/l10n.ts';
import { bindingsOf } from '../../config/configBindings.ts';
import { isNearName } from '../../config/nearName.ts';
import { ModuleNames } from '../../errors/moduleNames.ts';
import { insertAfterImports } from '../edits/moduleLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, ProjectRule } from '../fixRule.ts';
import { specifierTo } from '../edits/importSpecifier.ts';
import {
  boundClasses,
  exportsClass,
  migrate,
  migratedClasses,
} from '../configuration/objectClasses.ts';
import type { ProjectModule } from '../project.ts';
import { configFix, configOf, type ProjectConfig } from '../configuration/projectConfig.ts';
import { startOf } from '../syntax/syntaxTree.ts';

const rule = 'QF-25';

/** QF-25: a bound class is not exported by the entry module, or no migration has introduced it. */
export const durableObjectClass: ProjectRule = {
  id: rule,
  codes: ['api:10061', 'api:10064', 'api:10070', 'rt:internal'],
  propose(project, message) {
    const config = configOf(project);
    const [entry, ...others] = project.modules();
    if (config === undefined || entry === undefined) return [];
    const bound = boundClasses(config);
    // What live objects depend on may have lost its binding too.
    const needed = /does not export class '(\w+)'/.exec(message)?.[1];
    const classes = [...new Set([...bound, ...(needed === undefined ? [] : [needed])])];
    const missing = classes.filter((name) => !exportsClass(entry, name));
    return [
      ...missing.flatMap((name) => [
        ...exported(entry, others, name),
        ...renamed(config, entry, name),
      ]),
      // An internal error says that the class is not there at all; without a migration nothing was deployed.
      ...(message.startsWith('internal error') ? [] : migrated(config, bound, needed, missing)),
    ];
  },
};

function exported(entry: ProjectModule, others: readonly ProjectModule[], name: string): Fix[] {
  const edits = new EditBuilder();
  const own = entry.tree.program.body.find(
    (statement) => statement.type === 'ClassDeclaration' && statement.id?.name === name,
  );
  if (own !== undefined) {
    edits.insert(startOf(own), 'export ');
    const title = t('Export the class `{0}`', name);
    return [
      {
        rule,
        title,
        safety: 'safe',
        edits: [],
        elsewhere: [{ file: entry.file, edits: edits.build() }],
      },
    ];
  }
  const [module, ...more] = others.filter(({ tree }) => {
    const meaning = new ModuleNames(tree).exported(name)?.meaning;
    return meaning?.kind === 'here' && meaning.node.type === 'ClassDeclaration';
  });
  if (module === undefined || more.length > 0) return [];
  const specifier = specifierTo(module.file, entry);
  insertAfterImports(
    edits,
    entry.tree,
    (quote) => `export { ${name} } from ${quote}${specifier}${quote}`,
  );
  const title = t('Export the class `{0}` of {1} from {2}', name, module.file, entry.file);
  return [
    {
      rule,
      title,
      safety: 'safe',
      edits: [],
      elsewhere: [{ file: entry.file, edits: edits.build() }],
    },
  ];
}

/** The configuration has a slip of the hand. */
function renamed(config: ProjectConfig, { tree }: ProjectModule, name: string): Fix[] {
  const names = new ModuleNames(tree);
  const [near, ...more] = Array.from(classesIn(tree)).filter(
    (one) => isNearName(one, name) && names.exported(one) !== undefined,
  );
  if (near === undefined || more.length > 0) return [];
  const title = t('Bind the class `{0}`, as the source names it', near);
  const changes = bindingsOf(config.worker)
    .filter(({ kind, fields }) => kind === 'durable_objects' && fields.class_name === name)
    .map(
      ({ path }) =>
        (document: ProjectConfig['worker']['document']) =>
          document.set([...path, 'class_name'], near),
    );
  return changes.length === 0
    ? []
    : configFix(config, { rule, title, safety: 'review' }, ...changes);
}

function migrated(
  config: ProjectConfig,
  bound: readonly string[],
  needed: string | undefined,
  missing: readonly string[],
): Fix[] {
  // The newer `exports` describes what is, not how it came about.
  if (config.worker.get('exports') !== undefined) return [];
  const known = migratedClasses(config);
  const fresh = bound.filter((name) => !known.has(name));
  if (fresh.length === 0) return [];
  const fixes = configFix(
    config,
    {
      rule,
      title: t(
        'Add a migration for {0} to {1}',
        fresh.map((name) => `\`${name}\``).join(', '),
        config.file,
      ),
      safety: 'review',
    },
    migrate(config, { new_sqlite_classes: fresh }),
  );
  const [to, ...more] = fresh;
  if (needed === undefined || to === undefined || more.length > 0) return fixes;
  if (!missing.includes(needed) || bound.includes(needed)) return fixes;
  return [
    ...configFix(
      config,
      {
        rule,
        title: t('Add a migration that renames `{0}` to `{1}` to {2}', needed, to, config.file),
        safety: 'review',
      },
      migrate(config, { renamed_classes: [{ from: needed, to }] }),
    ),
    ...fixes,
  ];
}

function* classesIn({ program }: ProjectModule['tree']): Generator<string> {
  for (const statement of program.body) {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type === 'ClassDeclaration' && declared.id) yield declared.id.name;
  }
}
