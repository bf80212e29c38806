import type { AwaitExpression, Node, VariableDeclaration } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Binding } from '../syntax/binding.ts';
import { removeStatement } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Safety } from '../fixRule.ts';
import { mayRepeat } from '../syntax/executionOrder.ts';
import { isInTry, statementsOf } from '../syntax/functions.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-21: a body is read into memory only to be sent on. */
export const bufferedBody: FixRule = {
  id: 'QF-21',
  codes: ['rt:memory-before-eof', 'rt:memory-limit'],
  find({ tree, nodes, message }) {
    // Most bodies are small: without the error this is no mistake.
    if (message === '') return [];
    return nodes.flatMap((node) => {
      const read = node.type === 'AwaitExpression' ? wholeRead(tree, node) : undefined;
      if (read === undefined) return [];
      return [{ node, subject: read.owner, fixes: () => passOn(tree, read) }];
    });
  },
};

interface WholeRead {
  readonly awaited: AwaitExpression;
  /** The variable that holds the request or response. */
  readonly owner: Binding;
  readonly method: string;
}

const READS = new Set(['arrayBuffer', 'blob', 'bytes', 'text']);

function wholeRead(tree: SyntaxTree, awaited: AwaitExpression): WholeRead | undefined {
  const call = awaited.argument;
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const { callee } = call;
  const method = memberName(callee) ?? '';
  const context = workerContextOf(tree);
  const owner = context.scopes.bindingOf(callee.object);
  const read = context.valueOf(callee);
  if (!READS.has(method) || owner === undefined || read?.kind !== 'method') return undefined;
  return { awaited, owner, method };
}

function passOn(tree: SyntaxTree, { awaited, owner, method }: WholeRead): Fix[] {
  const edits = new EditBuilder();
  const parent = tree.parentOf(awaited);
  let use: Node = awaited;
  if (parent?.type === 'VariableDeclarator') {
    const kept = onlyUseOf(tree, parent.id);
    const declaration = tree.parentOf(parent);
    if (kept === undefined || !isAlone(tree, declaration)) return [];
    // Data can be sent again and again, a stream once.
    if (mayRepeat(tree, kept, awaited)) return [];
    if (scopesOf(tree).lookUp(owner.name, kept) !== owner) return [];
    removeStatement(edits, tree, declaration);
    use = kept;
  }
  const receiver = receiverOf(tree, use);
  if (receiver === undefined) return [];
  const outer = tree.parentOf(use);
  const isShorthand = outer?.type === 'ObjectProperty' && outer.shorthand;
  const stream = `${owner.name}.body`;
  edits.replace(startOf(use), endOf(use), isShorthand ? `body: ${stream}` : stream);
  // A text or a blob also gives the answer its content type; R2 must know the length of a stream.
  const isSame = method === 'arrayBuffer' || method === 'bytes';
  // A stream that breaks off does so behind the `try`.
  const isSure = isSame && receiver === 'body' && !isInTry(tree, awaited);
  const safety: Safety = isSure ? 'safe' : 'review';
  const title = t('Pass on the stream `{0}` instead of reading it into memory', stream);
  return [{ rule: 'QF-21', title, safety, edits: edits.build() }];
}

function onlyUseOf(tree: SyntaxTree, name: Node): Node | undefined {
  const [use, ...more] = scopesOf(tree).bindingOf(name)?.references ?? [];
  return more.length === 0 && use?.access === 'read' ? use.identifier : undefined;
}

/** A statement that declares one variable, so that it can go with it. */
function isAlone(tree: SyntaxTree, node: Node | undefined): node is VariableDeclaration {
  if (node?.type !== 'VariableDeclaration' || node.declarations.length !== 1) return false;
  const block = tree.parentOf(node);
  return block !== undefined && statementsOf(block) !== undefined;
}

/** What takes the value: the body of a Response or of a request, or `put()` of a binding. */
function receiverOf(tree: SyntaxTree, use: Node): 'body' | 'put' | undefined {
  const context = workerContextOf(tree);
  const parent = tree.parentOf(use);
  if (parent?.type === 'NewExpression' && parent.arguments[0] === use) {
    return context.scopes.isGlobal(parent.callee, 'Response') ? 'body' : undefined;
  }
  if (parent?.type === 'CallExpression' && parent.arguments[1] === use) {
    const method = context.valueOf(parent.callee);
    const puts = method?.kind === 'method' && method.owner === 'binding' && method.name === 'put';
    return puts ? 'put' : undefined;
  }
  if (parent?.type !== 'ObjectProperty' || keyOf(parent) !== 'body') return undefined;
  const init = tree.parentOf(parent);
  const call = init && tree.parentOf(init);
  if (call?.type === 'NewExpression') {
    return context.scopes.isGlobal(call.callee, 'Request') ? 'body' : undefined;
  }
  if (call?.type !== 'CallExpression' || call.arguments[1] !== init) return undefined;
  const method = context.valueOf(call.callee);
  const sends = method?.kind === 'method' && method.name === 'fetch';
  return sends || context.scopes.isGlobal(call.callee, 'fetch') ? 'body' : undefined;
}
