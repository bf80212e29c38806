import type { Class, ExportNamedDeclaration, Node, ObjectExpression } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { ModuleNames } from '../../errors/moduleNames.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { memberNamed } from '../worker/classChain.ts';
import { entrypointsOf, HANDLERS } from '../worker/entrypoints.ts';
import { isListen } from '../worker/frameworkRoots.ts';
import { isHono } from '../worker/honoParameter.ts';
import type { Fix, ProjectRule, Safety } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import { appendClassMethod } from '../edits/members.ts';
import { appendStatement } from '../edits/moduleLayout.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import type { ProjectModule } from '../project.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * QF-19: the entry module has handlers, but does not export them as the runtime wants it. Locally such a
 * Worker does not fail: only the deploy tells.
 */
export const handlerNotExported: ProjectRule = {
  id: 'QF-19',
  codes: ['api:10068', 'api:10069', 'rt:no-handler'],
  propose(project) {
    const [entry] = project.modules();
    if (entry === undefined || listens(entry.tree)) return [];
    const { tree } = entry;
    const exported = new ModuleNames(tree).exported('default');
    if (exported === undefined) {
      const commonJs = assignedExports(tree);
      if (commonJs !== undefined) return exportedAsModule(entry, commonJs);
      const [object, ...more] = [...handlerObjects(tree), ...appsOf(tree)];
      if (object !== undefined) return more.length === 0 ? exportedByDefault(entry, object) : [];
      return answersForRpc(entry);
    }
    const { meaning } = exported;
    if (meaning.kind !== 'here') return [];
    if (meaning.node.type === 'ObjectExpression') return renamed(entry, meaning.node);
    const [[node, base] = []] = Array.from(entrypointsOf(tree).classes).filter(
      ([one]) => one === meaning.node,
    );
    return node !== undefined && base === 'WorkerEntrypoint' ? answersInClass(entry, node) : [];
  },
};

/** A service worker has its handlers in listeners. */
function listens(tree: SyntaxTree): boolean {
  return tree.program.body.some(
    (statement) =>
      statement.type === 'ExpressionStatement' &&
      statement.expression.type === 'CallExpression' &&
      isListen(tree, statement.expression.callee),
  );
}

function handlerKeys(object: ObjectExpression): string[] {
  return object.properties.flatMap((property) =>
    property.type === 'SpreadElement' ? [] : (keyOf(property) ?? []),
  );
}

function hasHandler(object: ObjectExpression): boolean {
  return object.properties.some((property) => {
    if (property.type === 'SpreadElement') return false;
    const isCode = property.type === 'ObjectMethod' || isFunction(withoutTypes(property.value));
    return isCode && /^(fetch|scheduled|queue|email|tail)$/.test(keyOf(property) ?? '');
  });
}

/** The names of objects with handlers at the top of the module. */
function handlerObjects({ program }: SyntaxTree): string[] {
  return program.body.flatMap((statement) => {
    const declared =
      statement.type === 'ExportNamedDeclaration' ? statement.declaration : statement;
    if (declared?.type !== 'VariableDeclaration') return [];
    return declared.declarations.flatMap(({ id, init }) => {
      const value = init && withoutTypes(init);
      const isOne = value?.type === 'ObjectExpression' && hasHandler(value);
      return isOne && id.type === 'Identifier' ? [id.name] : [];
    });
  });
}

/** The names of Hono's apps at the top of the module, but for parts of others and those that listen. */
function appsOf(tree: SyntaxTree): string[] {
  const scope = scopesOf(tree).scopeAt(tree.program);
  return Array.from(scope?.bindings.values() ?? []).flatMap((binding) => {
    const { name, identifier, declaration, references } = binding;
    // `const routes = app.get(…)` is the same app.
    const isMade =
      declaration.type === 'VariableDeclarator' &&
      declaration.id === identifier &&
      declaration.init &&
      /^new\b/.test(tree.textOf(declaration.init));
    if (!isMade || !isHono(tree, identifier)) return [];
    const isUsed = references.some(({ identifier: use }) => {
      const parent = tree.parentOf(use);
      if (parent?.type === 'MemberExpression') return memberName(parent) === 'fire';
      return parent?.type === 'CallExpression';
    });
    return isUsed ? [] : [name];
  });
}

function exportedByDefault(entry: ProjectModule, name: string): Fix[] {
  const { tree } = entry;
  const edits = new EditBuilder();
  const alone = tree.program.body.find(
    (statement): statement is ExportNamedDeclaration =>
      statement.type === 'ExportNamedDeclaration' &&
      !statement.source &&
      statement.specifiers.length === 1 &&
      statement.specifiers.every(({ exported }) => keyOf({ key: exported }) === name),
  );
  if (alone === undefined) appendStatement(edits, tree, `export default ${name}`);
  else {
    const isTerminated = tree.textOf(alone).endsWith(';');
    edits.replace(startOf(alone), endOf(alone) - (isTerminated ? 1 : 0), `export default ${name}`);
  }
  return fix(entry, t('Export `{0}` by default', name), 'safe', edits);
}

/** `module.exports = …`, when it is all that the module has of CommonJS. */
function assignedExports(tree: SyntaxTree): { statement: Node; value: Node } | undefined {
  const scopes = scopesOf(tree);
  const found: { statement: Node; value: Node }[] = [];
  for (const node of descendantsOf(tree.program)) {
    if (scopes.isGlobal(node, 'require') || scopes.isGlobal(node, 'exports')) return undefined;
    if (!scopes.isGlobal(node, 'module')) continue;
    const member = tree.parentOf(node);
    const assignment = member && tree.parentOf(member);
    const statement = assignment && tree.parentOf(assignment);
    const isOne =
      member?.type === 'MemberExpression' &&
      memberName(member) === 'exports' &&
      assignment?.type === 'AssignmentExpression' &&
      assignment.left === member &&
      statement?.type === 'ExpressionStatement' &&
      tree.parentOf(statement) === tree.program;
    if (!isOne) return undefined;
    found.push({ statement, value: assignment.right });
  }
  return found.length === 1 ? found[0] : undefined;
}

function exportedAsModule(
  entry: ProjectModule,
  { statement, value }: { statement: Node; value: Node },
): Fix[] {
  const edits = new EditBuilder().replace(startOf(statement), startOf(value), 'export default ');
  const isSure = value.type === 'ObjectExpression' && hasHandler(value);
  const title = t('Export by `export default` instead of `module.exports`');
  return fix(entry, title, isSure ? 'safe' : 'review', edits);
}

const ALMOST: Readonly<Record<string, string>> = {
  handler: 'fetch',
  handlerequest: 'fetch',
  request: 'fetch',
  cron: 'scheduled',
  schedule: 'scheduled',
};

/** `onFetch` and `Fetch` are no handlers. */
function renamed(entry: ProjectModule, object: ObjectExpression): Fix[] {
  const taken = new Set(handlerKeys(object));
  const wrong = object.properties.flatMap((property) => {
    if (property.type === 'SpreadElement' || property.computed) return [];
    const key = keyOf(property);
    if (key === undefined || HANDLERS.has(key)) return [];
    const bare = key.replace(/^on(?=[A-Z])/, '').toLowerCase();
    const known = Array.from(HANDLERS).find((name) => name.toLowerCase() === bare);
    const name = known ?? ALMOST[bare];
    if (name === undefined || taken.has(name)) return [];
    return [{ property, key, name, safety: known === undefined ? 'review' : 'safe' } as const];
  });
  return wrong.flatMap(({ property, key, name, safety }) => {
    const edits = new EditBuilder();
    if (property.type === 'ObjectProperty' && property.shorthand) {
      edits.insert(startOf(property), `${name}: `);
    } else edits.replace(startOf(property.key), endOf(property.key), name);
    const isOnly = wrong.filter((other) => other.name === name).length === 1;
    const title = t('Call the handler `{0}` `{1}`', key, name);
    return fix(entry, title, isOnly ? safety : 'review', edits);
  });
}

const NOT_FOUND = 'return new Response(null, { status: 404 });';

/** A Worker that is only called by RPC has to have a handler all the same. */
function answersForRpc(entry: ProjectModule): Fix[] {
  const { tree } = entry;
  const names = new ModuleNames(tree);
  const isRpc = Array.from(entrypointsOf(tree).classes).some(
    ([{ id }, base]) => base === 'WorkerEntrypoint' && id && names.exported(id.name) !== undefined,
  );
  if (!isRpc) return [];
  const edits = new EditBuilder();
  appendStatement(
    edits,
    tree,
    `export default { fetch: () => new Response(null, { status: 404 }) }`,
  );
  return fix(entry, t('Export a `fetch` that answers 404'), 'review', edits);
}

function answersInClass(entry: ProjectModule, { body }: Class): Fix[] {
  if (memberNamed(entry.tree, body, 'fetch')) return [];
  const edits = new EditBuilder();
  appendClassMethod(edits, entry.tree, body, ['async fetch() {', `  ${NOT_FOUND}`, '}']);
  return fix(entry, t('Add a `fetch` that answers 404'), 'review', edits);
}

function fix({ file }: ProjectModule, title: string, safety: Safety, edits: EditBuilder): Fix[] {
  return [{ rule: 'QF-19', title, safety, edits: [], elsewhere: [{ file, edits: edits.build() }] }];
}
