import type { Node } from '@babel/types';
import type { EditBuilder } from './editBuilder.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Runs the statement only when the test is true; an `if` around it alone gets the test as well. */
export function insertTest(
  edits: EditBuilder,
  tree: SyntaxTree,
  statement: Node,
  test: string,
): void {
  const outer = tree.parentOf(statement);
  if (outer?.type !== 'IfStatement') {
    edits.insert(startOf(statement), `if (${test}) `);
    return;
  }
  if (outer.consequent === statement && !outer.alternate) {
    const isJoined =
      /^(AssignmentExpression|ConditionalExpression|SequenceExpression|ArrowFunctionExpression|YieldExpression)$/.test(
        outer.test.type,
      ) ||
      (outer.test.type === 'LogicalExpression' && outer.test.operator !== '&&');
    if (isJoined) edits.insert(startOf(outer.test), '(');
    edits.insert(endOf(outer.test), `${isJoined ? ')' : ''} && ${test}`);
    return;
  }
  // An `else` would belong to the new test.
  edits.insert(startOf(statement), `{ if (${test}) `);
  edits.insert(endOf(statement), ' }');
}
