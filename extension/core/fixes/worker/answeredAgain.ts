import type { Node } from '@babel/types';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { clonedBy } from './keptResponse.ts';
import type { ModuleState } from './moduleState.ts';
import { isNoBody } from './responseInit.ts';
import { assignedAt } from './sharedState.ts';
import { workerContextOf } from './workerContext.ts';

/**
 * A variable of the module is given a response with a body once, and it is returned for each request. Measured: the
 * second one gets a body that is used, or, of a copy, input of another request.
 */
export function isAnsweredAgain(tree: SyntaxTree, { variable, name, uses }: ModuleState): boolean {
  if (variable === undefined || variable.binding.kind === 'const') return false;
  const isSet = uses.some((use) => {
    const [value] = assignedAt(tree, use);
    return value !== undefined && hasBody(tree, value) && isSetOnce(tree, use, name);
  });
  return isSet && uses.some((use) => isReturned(tree, use));
}

function hasBody(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  const { scopes } = workerContextOf(tree);
  if (value.type === 'NewExpression') {
    const [body] = value.arguments;
    return scopes.isGlobal(value.callee, 'Response') && body !== undefined && !isNoBody(body);
  }
  if (value.type !== 'CallExpression' || value.callee.type !== 'MemberExpression') return false;
  return scopes.isGlobal(value.callee.object, 'Response') && memberName(value.callee) === 'json';
}

/** `a ??= …`, and `a = …` where a test asks whether it is there. */
function isSetOnce(tree: SyntaxTree, use: Node, name: string): boolean {
  const assignment = tree.parentOf(use);
  if (assignment?.type !== 'AssignmentExpression') return false;
  if (assignment.operator !== '=') return true;
  return tree
    .ancestorsOf(assignment)
    .some((outer) => outer.type === 'IfStatement' && tree.textOf(outer.test).includes(name));
}

/** `return a`, `return a.clone()`, `return (a ??= …)`. */
function isReturned(tree: SyntaxTree, use: Node): boolean {
  const parent = tree.parentOf(use);
  switch (parent?.type) {
    case 'ReturnStatement':
      return true;
    case 'ArrowFunctionExpression':
      return parent.body === use;
    case 'AssignmentExpression':
      return parent.left === use && isReturned(tree, parent);
    case 'MemberExpression': {
      const call = tree.parentOf(parent);
      const isCopy = call?.type === 'CallExpression' && clonedBy(call) === use;
      return isCopy && isReturned(tree, call);
    }
    default:
      return parent !== undefined && parent !== withoutTypes(parent) && isReturned(tree, parent);
  }
}
