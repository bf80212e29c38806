import type { Node, ObjectPattern } from '@babel/types';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * Something before the node asks whether the request wants a WebSocket. What another function of the file
 * asks counts too: it may be the one that calls this one.
 */
export function isUpgradeTested(tree: SyntaxTree, node: Node): boolean {
  return testsIn(tree).some((test) => {
    const owner = functionAround(tree, test) ?? tree.program;
    if (!contains(owner, startOf(node))) return true;
    const block = blockAround(tree, test);
    return startOf(test) < startOf(node) && contains(block, startOf(node));
  });
}

/** The list of statements that the test belongs to: what follows in it runs after the test. */
function blockAround(tree: SyntaxTree, test: Node): Node {
  const statement = listedStatement(tree, test);
  return (statement && tree.parentOf(statement)) ?? functionAround(tree, test) ?? tree.program;
}

const known = new WeakMap<SyntaxTree, readonly Node[]>();

/** Every place of the file that reads a header which only an upgrade has. */
function testsIn(tree: SyntaxTree): readonly Node[] {
  let tests = known.get(tree);
  if (tests === undefined) {
    tests = [...descendantsOf(tree.program)].filter((node) => readsUpgrade(tree, node));
    known.set(tree, tests);
  }
  return tests;
}

/** A header's name, not where a header is set. */
function readsUpgrade(tree: SyntaxTree, node: Node): boolean {
  if (node.type === 'MemberExpression' && memberName(node) === 'upgrade') {
    // `upgrade(request)` of another runtime asks for nothing.
    const parent = tree.parentOf(node);
    return !(parent?.type === 'CallExpression' && parent.callee === node);
  }
  if (node.type === 'ObjectPattern') return node.properties.some(takesUpgrade);
  if (node.type !== 'StringLiteral' || !/^(upgrade|sec-websocket-.*)$/i.test(node.value)) {
    return false;
  }
  const parent = tree.parentOf(node);
  if (parent?.type === 'ObjectProperty') return parent.key !== node;
  if (parent?.type !== 'CallExpression' || parent.callee.type !== 'MemberExpression') return true;
  const method = memberName(parent.callee) ?? '';
  return !['set', 'append', 'delete'].includes(method);
}

/** `const { upgrade } = c.req.header()`. */
function takesUpgrade(property: ObjectPattern['properties'][number]): boolean {
  return property.type === 'ObjectProperty' && keyOf(property) === 'upgrade';
}
