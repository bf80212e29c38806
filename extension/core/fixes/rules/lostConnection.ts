import type { AwaitExpression, CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { lineBreak, removeStatement } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { isInTry, isListed } from '../syntax/functions.ts';
import { keyOf, withoutTypes } from '../syntax/pattern.ts';
import { retryFunction } from '../edits/retry.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type WorkerContext, workerContextOf } from '../worker/workerContext.ts';

/** QF-13: a call over a connection that was lost, or to an object that was reset. */
export const lostConnection: FixRule = {
  id: 'QF-13',
  codes: ['rt:network-lost', 'rt:code-updated', 'rt:object-closed'],
  find({ tree, nodes, message }) {
    // Any call may meet this once: only its error tells that it did.
    if (message === '') return [];
    return nodes.flatMap((node) => {
      const call = node.type === 'AwaitExpression' ? repeatable(tree, node) : undefined;
      if (call === undefined || isInTry(tree, node)) return [];
      return [{ node, subject: node, fixes: () => tryAgain(tree, call) }];
    });
  },
};

/** What must not happen twice. */
const ONCE = new Set(['send', 'sendBatch', 'writeDataPoint', 'run', 'exec', 'batch', 'create']);

function repeatable(tree: SyntaxTree, { argument }: AwaitExpression): CallExpression | undefined {
  const context = workerContextOf(tree);
  if (argument.type !== 'CallExpression') return undefined;
  const method = context.valueOf(argument.callee);
  const isBinding = method?.kind === 'method' && method.owner === 'binding';
  const isOwn = isBinding && !ONCE.has(method.name);
  if (!isOwn && !context.scopes.isGlobal(argument.callee, 'fetch')) return undefined;
  const parts = [...descendantsOf(argument)];
  return parts.some((part) => isSpent(context, part)) ? undefined : argument;
}

/** A body that is gone after the first try, a method that changes something, or work that is done once. */
function isSpent(context: WorkerContext, part: Node): boolean {
  if (part.type === 'AwaitExpression' || part.type === 'YieldExpression') return true;
  if (part.type === 'ObjectProperty' && keyOf(part) === 'method') {
    const method = withoutTypes(part.value);
    return !(method.type === 'StringLiteral' && /^(GET|HEAD)$/i.test(method.value));
  }
  if (part.type === 'ObjectProperty' && keyOf(part) === 'body') return true;
  const kind = part.type === 'Identifier' ? context.valueOf(part)?.kind : undefined;
  if (kind !== 'incomingRequest' && kind !== 'request') return false;
  const parent = context.tree.parentOf(part);
  return !(parent?.type === 'MemberExpression' && parent.object === part);
}

const NAMES = ['withRetry', 'retrying', 'tryAgain'];

function tryAgain(tree: SyntaxTree, call: CallExpression): Fix[] {
  const { scopes } = workerContextOf(tree);
  const name = scopes.freeName(NAMES, tree.program);
  if (name === undefined || scopes.lookUp('scheduler', tree.program) !== undefined) return [];
  const edits = new EditBuilder();
  edits.insert(startOf(call), `${name}(() => `);
  const stub = stubOf(tree, call);
  if (stub) {
    edits.replace(startOf(stub.use), endOf(stub.use), tree.textOf(stub.made));
    if (stub.spare) removeStatement(edits, tree, stub.spare);
  }
  edits.insert(endOf(call), ')');
  const { source } = tree;
  const gap = lineBreak(source);
  const before = source.endsWith('\n') ? gap : gap + gap;
  edits.insert(source.length, `${before}${retryFunction(tree, name)}${gap}`);
  const title = t('Try again when the connection is lost: `{0}`', name);
  return [{ rule: 'QF-13', title, safety: 'review', edits: edits.build() }];
}

/** A stub that has thrown stays broken: each try makes its own. */
function stubOf(tree: SyntaxTree, { callee }: CallExpression) {
  if (callee.type !== 'MemberExpression') return undefined;
  const use = callee.object;
  const binding = workerContextOf(tree).scopes.bindingOf(use);
  const declaration = binding?.declaration;
  if (declaration?.type !== 'VariableDeclarator' || declaration.id.type !== 'Identifier')
    return undefined;
  const made = declaration.init;
  if (made?.type !== 'CallExpression') return undefined;
  const statement = tree.parentOf(declaration);
  const isAlone =
    binding?.references.length === 1 &&
    statement?.type === 'VariableDeclaration' &&
    statement.declarations.length === 1 &&
    isListed(tree, statement);
  return { use, made, spare: isAlone ? statement : undefined };
}
