import type { ExpressionStatement, Function as FunctionNode, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { executionContextNear } from '../worker/executionContext.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { endsWithEvent } from '../worker/invocation.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import type { Project } from '../project.ts';
import { startsWork } from '../worker/pendingWork.ts';
import { mayFailUnseen } from '../worker/unseenFailure.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * QF-31: work that nothing waits for, or a call whose failure nobody sees. It answers no code: the runtime
 * drops the work in silence when the event is answered. Measured: a promise that nothing waits for leaves no
 * trace when it is rejected, before the answer or after it; one that `waitUntil` has does.
 */
export const floatingPromise: FixRule = {
  id: 'QF-31',
  codes: [],
  find({ tree, nodes, project }) {
    return floatingIn(tree, nodes, project).map((floating) => ({
      node: floating.statement,
      subject: floating.statement,
      fixes: () => waitFor(tree, floating),
      hint: floating.isWork
        ? t('Nothing waits for this promise: its work is dropped when the event is answered.')
        : t('Nothing waits for this call: when it fails, no trace tells of it.'),
    }));
  },
};

interface Floating {
  readonly statement: ExpressionStatement;
  readonly owner: FunctionNode;
  /** Of `list.forEach(async …)`: the name of the method. */
  readonly forEach: Node | undefined;
  /** False when nothing is known of the call but that it may fail. */
  readonly isWork: boolean;
}

function floatingIn(
  tree: SyntaxTree,
  nodes: readonly Node[],
  project: Project | undefined,
): Floating[] {
  const found: Floating[] = [];
  for (const statement of nodes) {
    if (statement.type !== 'ExpressionStatement') continue;
    const forEach = forEachOfWork(tree, statement.expression, project);
    const isWork = forEach !== undefined || startsWork(tree, statement.expression, project);
    if (!isWork && !mayFailUnseen(tree, statement.expression)) continue;
    const owner = functionAround(tree, statement);
    if (owner !== undefined && endsWithEvent(tree, owner))
      found.push({ statement, owner, forEach, isWork });
  }
  return found;
}

/** `list.forEach(async (item) => { await … })` waits for none of them. */
function forEachOfWork(
  tree: SyntaxTree,
  expression: Node,
  project: Project | undefined,
): Node | undefined {
  const call = withoutTypes(expression);
  if (call.type !== 'CallExpression' || call.callee.type !== 'MemberExpression') return undefined;
  const [callback, ...more] = call.arguments;
  const { callee } = call;
  if (memberName(callee) !== 'forEach' || callee.computed || more.length > 0) return undefined;
  if (callback === undefined || !isFunction(callback) || !callback.async) return undefined;
  // A function called on the spot waits as its calls by `forEach` do.
  for (const node of descendantsOf(callback.body, (inner) => !isFunction(inner))) {
    const isWork = node.type === 'AwaitExpression' && startsWork(tree, node.argument, project);
    if (isWork) return callee.property;
  }
  return undefined;
}

function waitFor(tree: SyntaxTree, floating: Floating): Fix[] {
  const later = isReadLater(tree, floating);
  const fixes = [...keepAlive(tree, floating, later), ...awaited(floating)];
  return later ? fixes.reverse() : fixes;
}

function keepAlive(tree: SyntaxTree, floating: Floating, isReadLater: boolean): Fix[] {
  const { statement } = floating;
  const context = executionContextNear(tree, statement);
  if (context === undefined) return [];
  const edits = new EditBuilder();
  for (const { start, end, text } of context.needed) edits.replace(start, end, text);
  wrap(edits, floating, `${context.text}.waitUntil(`, ')');
  const title = t('Keep the work alive with `{0}`', `${context.text}.waitUntil()`);
  const isPlain = floating.isWork && floating.forEach === undefined;
  const isSure = isPlain && context.needed.length === 0 && !isReadLater;
  return [{ rule: 'QF-31', title, safety: isSure ? 'safe' : 'review', edits: edits.build() }];
}

function awaited(floating: Floating): Fix[] {
  if (!floating.owner.async) return [];
  const edits = new EditBuilder();
  wrap(edits, floating, 'await ', '');
  const title = t('Wait for the work with `await`');
  return [{ rule: 'QF-31', title, safety: 'review', edits: edits.build() }];
}

function wrap(edits: EditBuilder, floating: Floating, before: string, after: string): void {
  const { expression } = floating.statement;
  const { forEach } = floating;
  const [open, close] = forEach ? ['Promise.all(', ')'] : ['', ''];
  edits.insert(startOf(expression), `${before}${open}`);
  if (forEach) edits.replace(startOf(forEach), endOf(forEach), 'map');
  if (close + after !== '') edits.insert(endOf(expression), `${close}${after}`);
}

/** What the work writes to is asked further down: `env.CACHE.put(…)`, then `env.CACHE.get(…)`. */
function isReadLater(tree: SyntaxTree, { statement, owner }: Floating): boolean {
  let target = withoutTypes(statement.expression);
  // `env.DB.prepare(…).run()` writes to the database.
  while (target.type === 'CallExpression' && target.callee.type === 'MemberExpression') {
    target = withoutTypes(target.callee.object);
  }
  if (target === statement.expression || target.type === 'ThisExpression') return false;
  const store = tree.textOf(target);
  for (const node of descendantsOf(owner)) {
    if (startOf(node) < endOf(statement) || node.type !== 'MemberExpression') continue;
    if (tree.textOf(node.object) === store) return true;
  }
  return false;
}
