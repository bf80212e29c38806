import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import { addImport } from '../edits/imports.ts';
import { moduleConstantAround, moveIntoFunction } from '../edits/moduleConstant.ts';
import { runsAtStart } from '../syntax/moduleScope.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-26: module scope reads `env` or `process.env`, which no module has by itself. */
export const startEnvironment: FixRule = {
  id: 'QF-26',
  codes: ['api:10021/uncaught'],
  find({ tree, nodes, message }) {
    const property = /of undefined \(reading '([^']+)'\)/.exec(message)?.[1];
    const absent = /\b(env|process) is not defined/.exec(message)?.[1];
    const name = property === undefined ? absent : 'process';
    if (name === undefined) return [];
    return nodes.flatMap((node): Finding[] => {
      const read = environmentRead(tree, node, name);
      if (read === undefined || !runsAtStart(tree, read)) return [];
      if (property !== undefined && !isReadOf(tree, read, property)) return [];
      // One import mends them all.
      const fixes = () => [...importIt(tree, name), ...moveToHandler(tree, read)];
      return [{ node: read, subject: name, fixes }];
    });
  },
};

/** The expression that `env` has to stand for, if the node is its name. */
function environmentRead(tree: SyntaxTree, node: Node, name: string): Node | undefined {
  if (!scopesOf(tree).isGlobal(node, name)) return undefined;
  if (name === 'env') return node;
  const member = tree.parentOf(node);
  const isRead = member?.type === 'MemberExpression' && memberName(member) === 'env';
  return isRead ? member : undefined;
}

/** `process.env.KEY.trim`: without what fills it, `process.env` has no variable of the Worker. */
function isReadOf(tree: SyntaxTree, environment: Node, property: string): boolean {
  const variable = tree.parentOf(environment);
  const member = variable && tree.parentOf(variable);
  return (
    variable?.type === 'MemberExpression' &&
    variable.object === environment &&
    member?.type === 'MemberExpression' &&
    member.object === variable &&
    memberName(member) === property
  );
}

function importIt(tree: SyntaxTree, name: string): Fix[] {
  const scopes = scopesOf(tree);
  const edits = new EditBuilder();
  for (const node of scopes.globalsNamed(name)) {
    const read = environmentRead(tree, node, name);
    if (read === undefined || scopes.lookUp('env', read) !== undefined) return [];
    if (read !== node) edits.replace(startOf(read), endOf(read), 'env');
  }
  if (!addImport(edits, tree, 'env', 'cloudflare:workers')) return [];
  const title = t('Import `{0}` from `{1}`', 'env', 'cloudflare:workers');
  return [{ rule: 'QF-26', title, safety: 'review', edits: edits.build() }];
}

/** Where the handler has an `env` of its own, the constant can be made there. */
function moveToHandler(tree: SyntaxTree, read: Node): Fix[] {
  const constant = read.type === 'Identifier' ? moduleConstantAround(tree, read) : undefined;
  const [use] = constant?.binding.references ?? [];
  if (constant === undefined || use === undefined) return [];
  const handler = tree.ancestorsOf(use.identifier).findLast(isFunction);
  const own = handler && scopesOf(tree).lookUp('env', handler.body);
  if (!own || workerContextOf(tree).valueOf(own.identifier)?.kind !== 'env') return [];
  const edits = moveIntoFunction(tree, constant);
  const title = t('Move `{0}` into the function that uses it', constant.id.name);
  return edits ? [{ rule: 'QF-26', title, safety: 'review', edits }] : [];
}
