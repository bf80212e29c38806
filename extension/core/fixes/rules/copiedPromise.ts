import type { CallExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { remoteResult } from '../configuration/remoteMethod.ts';
import { copyingCallsIn } from '../worker/copiedValue.ts';
import { fixAt, type FoundClass, remoteCallsIn } from '../worker/rpc.ts';
import { functionNamed } from '../worker/detachedMethod.ts';
import { importedName } from '../worker/entrypoints.ts';
import { startsWork } from '../worker/pendingWork.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { shortText, surroundValue } from '../edits/wrapText.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-33: a promise is stored or sent instead of what it gives. */
export const copiedPromise: FixRule = {
  id: 'QF-33',
  codes: ['rt:not-serializable/promise'],
  find(search) {
    const { tree, nodes, message } = search;
    if (!message.startsWith('#<Promise> could not be cloned')) return [];
    return copyingCallsIn(tree, nodes).map(({ node, parts }) => ({
      node,
      subject: node,
      fixes: () => [
        ...waitFor({ tree, file: undefined }, parts),
        ...remoteCallsIn(tree, [node]).flatMap((call) => {
          const result = remoteResult(search, call);
          return result === undefined ? [] : waitFor(result.found, result.parts);
        }),
      ],
    }));
  },
};

function waitFor({ tree, file }: Omit<FoundClass, 'node'>, parts: readonly Node[]): Fix[] {
  const certain = parts.filter((part) => isPromise(tree, constantValue(tree, part)));
  // One of the parts is a promise, says the message.
  const likely = parts.filter((part) => isOpaqueCall(tree, constantValue(tree, part)));
  const promises = certain.length > 0 ? certain : likely.length === 1 ? likely : [];
  const [first, ...more] = promises;
  if (first === undefined || functionAround(tree, first)?.async !== true) return [];
  const edits = new EditBuilder();
  for (const part of promises) {
    const isList = isListOfPromises(constantValue(tree, part));
    surroundValue(edits, tree, part, isList ? 'await Promise.all(' : 'await ', isList ? ')' : '');
  }
  const title =
    more.length === 0
      ? t('Wait for `{0}` with `await`', shortText(tree, first))
      : t('Wait for the promises with `await`');
  return [fixAt({ file }, { rule: 'QF-33', title, safety: 'review' }, edits)];
}

function isPromise(tree: SyntaxTree, value: Node): boolean {
  if (value.type === 'ImportExpression' || isListOfPromises(value)) return true;
  const context = workerContextOf(tree);
  if (value.type === 'NewExpression') return context.scopes.isGlobal(value.callee, 'Promise');
  if (value.type !== 'CallExpression') return false;
  return (
    context.valueOf(value)?.kind === 'promise' ||
    startsWork(tree, value) ||
    isAsynchronous(tree, value)
  );
}

function isAsynchronous(tree: SyntaxTree, { callee }: CallExpression): boolean {
  const context = workerContextOf(tree);
  const method = context.valueOf(callee);
  // What a stub or a store gives is a promise, and so says the message.
  if (method?.kind === 'method') return method.owner === 'binding' || method.owner === 'storage';
  if (functionNamed(tree, callee)?.async === true) return true;
  if (callee.type !== 'MemberExpression') return false;
  if (context.scopes.isGlobal(callee.object, 'Promise')) return true;
  if (callee.object.type !== 'ThisExpression') return false;
  const body = tree.ancestorsOf(callee).find(({ type }) => type === 'ClassBody');
  return (
    body?.type === 'ClassBody' &&
    body.body.some(
      (member) =>
        (member.type === 'ClassMethod' || member.type === 'ClassPrivateMethod') &&
        member.async &&
        keyOf(member) === memberName(callee),
    )
  );
}

/** `ids.map(async (id) => …)` */
function isListOfPromises(value: Node): boolean {
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  const [callback] = value.arguments;
  const isMap = memberName(value.callee) === 'map' && callback !== undefined;
  return isMap && isFunction(callback) && callback.async;
}

/** A call of something that is not in this file. */
function isOpaqueCall(tree: SyntaxTree, value: Node): boolean {
  if (value.type !== 'CallExpression') return false;
  const { scopes } = workerContextOf(tree);
  let root: Node = value.callee;
  while (root.type === 'MemberExpression') root = root.object;
  // What `cloudflare:workers` exports is called to make no promise.
  if (root === value.callee && importedName(scopes, root) !== undefined) return false;
  const kind = scopes.bindingOf(root)?.kind;
  return root.type === 'ThisExpression' || kind === 'import' || kind === 'param';
}
