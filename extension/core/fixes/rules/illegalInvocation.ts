import type { CallExpression, Node, OptionalCallExpression } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { functionNamed, methodRead, reaches, wrapped } from '../worker/detachedMethod.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import type { Candidate } from '../place.ts';
import { reattach } from '../edits/reattach.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** QF-05: a native method is called without its object. */
export const illegalInvocation: FixRule = {
  id: 'QF-05',
  codes: ['rt:illegal-invocation'],
  find({ tree, nodes }) {
    const calls: Detachment[] = [];
    for (const node of nodes) {
      if (node.type === 'CallExpression' || node.type === 'OptionalCallExpression') {
        calls.push(...detachmentsIn(tree, node));
      }
    }
    return calls.map((call) => ({ ...call, fixes: () => callOnObject(tree, call.use) }));
  },
};

interface Detachment extends Candidate {
  /** The name that is called or passed, or the member that is passed. */
  readonly use: Node;
}

function detachmentsIn(
  tree: SyntaxTree,
  call: CallExpression | OptionalCallExpression,
): Detachment[] {
  const { callee } = call;
  const passed = [...call.arguments, ...argumentsBehind(tree, callee)];
  // The call fails before anything calls what is passed.
  const uses = isDetached(tree, callee, true)
    ? [callee]
    : passed.filter((use) => isDetached(tree, use, false) && !keepsObject(tree, call, use));
  const { scopes } = workerContextOf(tree);
  return uses.map((use) => ({ node: call, subject: scopes.bindingOf(use) ?? use, use }));
}

/** A name that holds a native method; as an argument also `env.CACHE.get` itself. */
function isDetached(tree: SyntaxTree, use: Node, isCallee: boolean): boolean {
  const value = workerContextOf(tree).valueOf(use);
  if (value?.kind !== 'method') return false;
  // `run(env.SETTINGS.names)` reads data: which bindings have methods stands in the configuration.
  if (use.type === 'Identifier') return isCallee || value.known;
  return !isCallee && value.known;
}

/** What instrumentation does: `Reflect.apply(db.exec, db, list)`, `db.prepare = traced(db.prepare)`. */
function keepsObject(
  tree: SyntaxTree,
  call: CallExpression | OptionalCallExpression,
  use: Node,
): boolean {
  const { callee } = call;
  const { scopes } = workerContextOf(tree);
  if (callee.type === 'MemberExpression' && scopes.isGlobal(callee.object, 'Reflect')) return true;
  const parent = tree.parentOf(call);
  return parent?.type === 'AssignmentExpression' && tree.textOf(parent.left) === tree.textOf(use);
}

/** When the function calls its own parameter: what the callers in this file pass for it. */
function argumentsBehind(tree: SyntaxTree, callee: Node): Node[] {
  const { scopes } = workerContextOf(tree);
  const parameter = scopes.bindingOf(callee);
  if (parameter?.kind !== 'param' || !isFunction(parameter.declaration)) return [];
  const owner = parameter.declaration;
  const index = owner.params.findIndex((one) => one === parameter.identifier);
  const name = owner.type === 'FunctionDeclaration' ? owner.id : nameOfVariable(tree, owner);
  const uses = (name && scopes.bindingOf(name)?.references) ?? [];
  return uses.flatMap(({ identifier }) => {
    const call = tree.parentOf(identifier);
    if (call?.type !== 'CallExpression' || call.callee !== identifier) return [];
    return functionNamed(tree, identifier) === owner ? (call.arguments[index] ?? []) : [];
  });
}

function nameOfVariable(tree: SyntaxTree, owner: Node): Node | undefined {
  const parent = tree.parentOf(owner);
  return parent?.type === 'VariableDeclarator' ? parent.id : undefined;
}

function callOnObject(tree: SyntaxTree, use: Node): Fix[] {
  const binding = workerContextOf(tree).scopes.bindingOf(use);
  const parent = tree.parentOf(use);
  const isCalled = parent !== undefined && 'callee' in parent && parent.callee === use;
  const found = binding ? reattach(tree, binding, use) : passOn(tree, use);
  if (found === undefined) return [];
  const { receiver, name, edits } = found;
  const title = isCalled
    ? t('Call `{0}` on `{1}`', name, receiver)
    : t('Pass a function that calls `{0}.{1}`', receiver, name);
  return [{ rule: 'QF-05', title, safety: 'safe', edits }];
}

function passOn(tree: SyntaxTree, use: Node): ReturnType<typeof reattach> {
  const method = methodRead(tree, use);
  if (method === undefined || !reaches(tree, method, use)) return undefined;
  const edits = new EditBuilder();
  edits.replace(startOf(use), endOf(use), wrapped(tree, method, use));
  return { receiver: method.receiver, name: method.name, edits: edits.build() };
}
