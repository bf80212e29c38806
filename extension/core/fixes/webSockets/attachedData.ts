import type { Node } from '@babel/types';
import { type Binding, isConstant } from '../syntax/binding.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { statementsOf } from '../syntax/functions.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

/** The value can be an attachment of a socket: as far as the text tells, it is data that can be copied. */
export function isPlainData(tree: SyntaxTree, node: Node): boolean {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'ObjectExpression':
      return value.properties.every((property) => {
        if (property.type === 'ObjectMethod') return false;
        return property.type === 'SpreadElement' || isPlainData(tree, property.value);
      });
    case 'ArrayExpression':
      return value.elements.every((element) => element === null || isPlainData(tree, element));
    case 'NewExpression':
      return ['Date', 'Map', 'Set'].some((name) => scopesOf(tree).isGlobal(value.callee, name));
    case 'ArrowFunctionExpression':
    case 'FunctionExpression':
    case 'ClassExpression':
    case 'ThisExpression':
      return false;
    case 'CallExpression':
      return !TIMERS.some((name) => scopesOf(tree).isGlobal(value.callee, name));
    case 'Identifier':
      return isPlainVariable(tree, value);
    default:
      return workerContextOf(tree).valueOf(value) === undefined;
  }
}

/** A timer does not survive hibernation. */
const TIMERS = ['setInterval', 'setTimeout'];

function isPlainVariable(tree: SyntaxTree, name: Node): boolean {
  if (workerContextOf(tree).valueOf(name) !== undefined) return false;
  const binding = scopesOf(tree).bindingOf(name);
  if (binding === undefined) return true;
  if (['function', 'class', 'import'].includes(binding.kind)) return false;
  // What is changed later is not changed in its copy.
  if (!isConstant(binding) || changesOf(tree, binding)?.length !== 0) return false;
  const { declaration } = binding;
  const init = declaration.type === 'VariableDeclarator' ? declaration.init : undefined;
  return !init || init.type === 'AwaitExpression' || isPlainData(tree, init);
}

/**
 * The statements that change what the variable holds. Undefined when one of them is no statement of a list,
 * or when the value gets another name.
 */
export function changesOf(tree: SyntaxTree, variable: Binding): readonly Node[] | undefined {
  const changes = new Set<Node>();
  for (const { identifier, access } of variable.references) {
    if (access !== 'read') return undefined;
    const [top, parent] = chainFrom(tree, identifier);
    if (top === identifier && isRenamed(identifier, parent)) return undefined;
    if (!isChange(top, parent, identifier)) continue;
    const whole = parent?.type === 'CallExpression' ? parent : (parent ?? top);
    const statement = tree.parentOf(whole);
    const block = statement && tree.parentOf(statement);
    if (statement?.type !== 'ExpressionStatement' || !block || !statementsOf(block))
      return undefined;
    changes.add(statement);
  }
  return [...changes];
}

/** The property, or a part of what it holds, is changed here: `me.name = value`, `me.list.push(value)`. */
export function isChangedAt(tree: SyntaxTree, member: Node): boolean {
  const [top, parent] = chainFrom(tree, member);
  const isSet = parent?.type === 'AssignmentExpression' && parent.left === top;
  return isSet || isChange(top, parent, member);
}

/** `me.a.b` around `me`, and what it stands in. */
function chainFrom(tree: SyntaxTree, identifier: Node): [top: Node, parent: Node | undefined] {
  let top = identifier;
  for (const outer of tree.ancestorsOf(identifier)) {
    const isLink =
      (outer.type === 'MemberExpression' && outer.object === top) ||
      outer.type === 'TSNonNullExpression';
    if (!isLink) return [top, outer];
    top = outer;
  }
  return [top, undefined];
}

function isRenamed(identifier: Node, parent: Node | undefined): boolean {
  switch (parent?.type) {
    case 'ReturnStatement':
      return true;
    case 'VariableDeclarator':
      return parent.init === identifier && parent.id.type === 'Identifier';
    case 'AssignmentExpression':
      return parent.right === identifier;
    default:
      return false;
  }
}

const CHANGES = new Set(
  'add clear copyWithin delete fill pop push reverse set shift sort splice unshift'.split(' '),
);

function isChange(top: Node, parent: Node | undefined, identifier: Node): boolean {
  switch (parent?.type) {
    case 'AssignmentExpression':
      return parent.left === top && top !== identifier;
    case 'UpdateExpression':
      return true;
    case 'UnaryExpression':
      return parent.operator === 'delete';
    case 'CallExpression': {
      if (parent.callee === top) {
        return top.type === 'MemberExpression' && CHANGES.has(memberName(top) ?? '');
      }
      const { callee } = parent;
      const isAssign = callee.type === 'MemberExpression' && memberName(callee) === 'assign';
      return isAssign && parent.arguments[0] === identifier;
    }
    default:
      return false;
  }
}
