import type { Class, Node } from '@babel/types';
import type { Search } from '../fixRule.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import type { FoundClass } from './rpc.ts';

/**
 * The other side can work with a stub of an object of the class: a stub has the methods and no data, so there
 * must be a method, and nobody may read what the object holds.
 */
export function worksAsStub({ tree, project }: Search, found: FoundClass): boolean {
  const { node } = found;
  if (!node.body.body.some(isReached)) return false;
  const data = dataOf(node);
  const trees = new Set([tree, ...Array.from(project?.modules() ?? [], (one) => one.tree)]);
  return ![...trees].some((one) => readsAny(one, data, found));
}

/** Public methods and getters. */
function isReached(member: Node): boolean {
  return (
    member.type === 'ClassMethod' &&
    !member.static &&
    (member.kind === 'method' || member.kind === 'get')
  );
}

function dataOf(node: Class): Set<string> {
  const names = new Set<string>();
  for (const inner of descendantsOf(node.body)) {
    if (inner.type === 'ClassProperty') names.add(keyOf(inner) ?? '');
    if (inner.type === 'TSParameterProperty') {
      const own = inner.parameter;
      if (own.type === 'Identifier') names.add(own.name);
    }
    if (inner.type !== 'AssignmentExpression' || inner.left.type !== 'MemberExpression') continue;
    if (inner.left.object.type === 'ThisExpression') names.add(memberName(inner.left) ?? '');
  }
  return names;
}

function readsAny(
  tree: SyntaxTree,
  data: ReadonlySet<string>,
  { node, tree: own }: FoundClass,
): boolean {
  return descendantsOf(tree.program).some((inner) => {
    if (tree.source === own.source && contains(node, startOf(inner))) return false;
    if (inner.type === 'MemberExpression' || inner.type === 'OptionalMemberExpression') {
      if (inner.object.type === 'ThisExpression') return false;
      const parent = tree.parentOf(inner);
      const isCalled = parent?.type === 'CallExpression' && parent.callee === inner;
      return !isCalled && data.has(memberName(inner) ?? '');
    }
    if (inner.type !== 'ObjectProperty' || tree.parentOf(inner)?.type !== 'ObjectPattern') {
      return false;
    }
    return data.has(keyOf(inner) ?? '');
  });
}
