import type { AwaitExpression, Node, Statement } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { executionContextNear } from '../worker/executionContext.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { isFunction, statementsOf } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { type StreamSide, streamSide } from '../worker/streamPair.ts';
import {
  contains,
  descendantsOf,
  endOf,
  startOf,
  startWithBrackets,
  type SyntaxTree,
} from '../syntax/syntaxTree.ts';
import { wrapStatements } from '../edits/wrapStatements.ts';

/**
 * QF-06: the function waits for a write before it returns the side that is read. Nobody reads before the
 * answer, so the write never ends.
 */
export const streamWriteOrder: FixRule = {
  id: 'QF-06',
  codes: ['rt:hung'],
  find({ tree, nodes }) {
    return nodes.flatMap((node): Finding[] => {
      const pair = node.type === 'AwaitExpression' ? writtenTo(tree, node) : undefined;
      const run = pair && runAround(tree, node, pair);
      return run ? [{ node, subject: pair, fixes: () => writeLater(tree, run) }] : [];
    });
  },
};

/** `await writer.write(…)` and `await body.pipeTo(writable)`. */
function writtenTo(tree: SyntaxTree, { argument }: AwaitExpression): Node | undefined {
  if (argument.type !== 'CallExpression') return undefined;
  // `await send(text)`, of what a function of the file made.
  const made = streamSide(tree, argument.callee);
  if (made?.side === 'writer') return made.pair;
  if (argument.callee.type !== 'MemberExpression') return undefined;
  const { callee, arguments: passed } = argument;
  const name = memberName(callee);
  const [first] = passed;
  const side: StreamSide | undefined =
    name === 'pipeTo' && first ? streamSide(tree, first) : streamSide(tree, callee.object);
  const expected = name === 'pipeTo' ? 'writable' : 'writer';
  const isWrite = name === 'pipeTo' || name === 'write' || name === 'close';
  return isWrite && side?.side === expected ? side.pair : undefined;
}

/** From the first write to the last, all in the list of statements that ends with the answer. */
function runAround(tree: SyntaxTree, write: Node, pair: Node): readonly Statement[] | undefined {
  const list = listBeforeAnswer(tree, write, pair);
  if (list === undefined) return undefined;
  const isWriting = (one: Statement) =>
    [...ownNodes(one)].some(
      (node) => node.type === 'AwaitExpression' && writtenTo(tree, node) === pair,
    );
  const first = list.findIndex(isWriting);
  const last = list.findLastIndex(
    (one) => one !== list.at(-1) && uses(tree, one, pair, ['writer', 'writable']),
  );
  return first < 0 ? undefined : list.slice(first, last + 1);
}

function listBeforeAnswer(
  tree: SyntaxTree,
  write: Node,
  pair: Node,
): readonly Statement[] | undefined {
  for (const outer of tree.ancestorsOf(write)) {
    const list = statementsOf(outer);
    const answer = list?.at(-1);
    if (answer?.type === 'ReturnStatement' && uses(tree, answer, pair, ['readable'])) return list;
    if (isFunction(outer)) return undefined;
  }
  return undefined;
}

function uses(
  tree: SyntaxTree,
  statement: Node,
  pair: Node,
  sides: readonly StreamSide['side'][],
): boolean {
  for (const node of descendantsOf(statement)) {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') continue;
    const side = streamSide(tree, node);
    if (side?.pair === pair && sides.includes(side.side)) return true;
  }
  return false;
}

/** Without what is in functions: they run when they are called. */
function* ownNodes(statement: Node): Generator<Node> {
  yield* descendantsOf(statement, (inner) => !isFunction(inner));
}

function writeLater(tree: SyntaxTree, run: readonly Statement[]): Fix[] {
  const [first, ...more] = run;
  if (first === undefined || !canMove(tree, run)) return [];
  const context = executionContextNear(tree, first);
  if (context === undefined) return [];
  const keep = `${context.text}.waitUntil`;
  const edits = new EditBuilder();
  for (const { start, end, text } of context.needed) edits.replace(start, end, text);
  const only = first.type === 'ExpressionStatement' ? first.expression : undefined;
  if (more.length === 0 && only?.type === 'AwaitExpression') {
    edits.replace(startOf(only), startWithBrackets(only.argument), `${keep}(`);
    edits.insert(endOf(only), ')');
  } else if (!wrapStatements(edits, tree, run, [`${keep}((async () => {`, '})())'])) return [];
  const title = t('Write in `{0}`, so that the answer comes first', `${keep}()`);
  return [{ rule: 'QF-06', title, safety: 'review', edits: edits.build() }];
}

/** What stands below the run neither needs what it declares nor is reached from within it. */
function canMove(tree: SyntaxTree, run: readonly Statement[]): boolean {
  const scopes = scopesOf(tree);
  for (const statement of run) {
    for (const node of ownNodes(statement)) {
      if (node.type === 'ReturnStatement') return false;
      const binding = scopes.bindingOf(node);
      if (binding?.identifier !== node) continue;
      const isInside = binding.references.every(({ identifier }) =>
        run.some((one) => contains(one, startOf(identifier))),
      );
      if (!isInside) return false;
    }
  }
  return true;
}
