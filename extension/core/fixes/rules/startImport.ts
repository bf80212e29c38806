import type { ImportDeclaration, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore, removeStatement } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import type { Project } from '../project.ts';
import type { Binding } from '../syntax/binding.ts';
import { LOOPS } from '../syntax/executionOrder.ts';
import { functionAround, listedStatement, statementsOf } from '../syntax/functions.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isRuntimeModule } from '../worker/runtimeModule.ts';

/**
 * QF-22: a package is loaded with the module that only one function needs. Which one costs too much no
 * text tells, so the user chooses. Measured: what wrangler bundles is run when `import()` first asks for it.
 */
export const startImport: FixRule = {
  id: 'QF-22',
  codes: ['api:10021/startup-cpu', 'api:11337'],
  find({ tree, nodes, message, project }) {
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      if (node.type !== 'ImportDeclaration' || !isPackage(node.source.value)) return [];
      const fixes = () => (isLoadedAnyway(tree, node, project) ? [] : importLater(tree, node));
      return [{ node, subject: node, fixes }];
    });
  },
};

/** A module of the project is read with the others. */
function isPackage(name: string): boolean {
  return /^@?[a-z\d]/i.test(name) && !isRuntimeModule(name);
}

/** By another statement of the file, or by another module. */
function isLoadedAnyway(
  tree: SyntaxTree,
  { source: { value } }: ImportDeclaration,
  project: Project | undefined,
): boolean {
  const others = Array.from(project?.modules() ?? [], (module) => module.tree);
  const trees = [tree, ...others.filter(({ source }) => source !== tree.source)];
  const statements = trees.flatMap(({ program }) => program.body);
  const loading = statements.filter((one) => {
    const isType = 'importKind' in one && one.importKind === 'type';
    return 'source' in one && one.source?.value === value && !isType;
  });
  return loading.length > 1;
}

function importLater(tree: SyntaxTree, statement: ImportDeclaration): Fix[] {
  const { source, specifiers } = statement;
  const pattern = patternOf(tree, statement);
  const bindings = specifiers.map(({ local }) => scopesOf(tree).bindingOf(local));
  const uses = bindings.flatMap((binding) => binding?.references ?? []);
  const anchor = anchorFor(
    tree,
    uses.map(({ identifier }) => identifier),
  );
  if (pattern === undefined || anchor === undefined) return [];
  if (bindings.some((binding) => binding && isType(tree, binding))) return [];
  const edits = new EditBuilder();
  removeStatement(edits, tree, statement);
  insertBefore(edits, tree, anchor, `const ${pattern} = await import(${tree.textOf(source)})`);
  const title = t('Import `{0}` where it is used', source.value);
  return [{ rule: 'QF-22', title, safety: 'review', edits: edits.build() }];
}

/** `{ Big, default: big }`, or the name of the whole module. */
function patternOf(tree: SyntaxTree, statement: ImportDeclaration): string | undefined {
  const { specifiers, importKind, attributes } = statement;
  const [first, ...more] = specifiers;
  const hasAttributes = (attributes ?? []).length > 0;
  if (first === undefined || importKind === 'type' || hasAttributes) return undefined;
  const isWhole = specifiers.some(({ type }) => type === 'ImportNamespaceSpecifier');
  if (isWhole) return more.length === 0 ? first.local.name : undefined;
  const parts = specifiers.map((specifier) => {
    const { name } = specifier.local;
    if (specifier.type === 'ImportDefaultSpecifier') return `default: ${name}`;
    if (specifier.type !== 'ImportSpecifier' || specifier.importKind === 'type') return undefined;
    const imported = tree.textOf(specifier.imported);
    return imported === name ? name : `${imported}: ${name}`;
  });
  return parts.includes(undefined) ? undefined : `{ ${parts.join(', ')} }`;
}

/** A statement of one async function, before which the package can be loaded for all its uses. */
function anchorFor(tree: SyntaxTree, uses: readonly Node[]): Node | undefined {
  const [first] = uses;
  if (first === undefined) return undefined;
  for (const block of tree.ancestorsOf(first)) {
    if (block.type === 'Program') return undefined;
    if (statementsOf(block) === undefined || block.type === 'SwitchCase') continue;
    const isAround = uses.every((use) => contains(block, startOf(use)));
    const owner = functionAround(tree, block);
    if (!isAround || owner?.async !== true || isRepeated(tree, block, owner)) continue;
    return listedStatement(tree, first, block);
  }
  return undefined;
}

function isRepeated(tree: SyntaxTree, block: Node, owner: Node): boolean {
  const ancestors = tree.ancestorsOf(block);
  return ancestors.slice(0, ancestors.indexOf(owner)).some(({ type }) => LOOPS.has(type));
}

/** The name is written where only a type can stand. */
function isType(tree: SyntaxTree, { name, identifier, references }: Binding): boolean {
  if (!tree.isTypeScript) return false;
  const values = new Set<Node>(references.map((one) => one.identifier));
  const declaration = tree.parentOf(identifier);
  return descendantsOf(tree.program).some(
    (node) =>
      node.type === 'Identifier' &&
      node.name === name &&
      !values.has(node) &&
      tree.parentOf(node) !== declaration &&
      isInType(tree, node),
  );
}

const TYPES = /^TS(TypeReference|TypeQuery|QualifiedName|ExpressionWithTypeArguments|ImportEquals)/;

function isInType(tree: SyntaxTree, node: Node): boolean {
  return TYPES.test(tree.parentOf(node)?.type ?? '');
}
