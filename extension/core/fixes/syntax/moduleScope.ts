import type { Node } from '@babel/types';
import { isFunction } from './functions.ts';
import { memberName } from './pattern.ts';
import { scopesOf } from './scope.ts';
import type { SyntaxTree } from './syntaxTree.ts';

/** The node runs while the module loads: in no function but one that is called on the spot. */
export function runsAtStart(tree: SyntaxTree, node: Node): boolean {
  let inner = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (isFunction(inner) && !isCalledOnTheSpot(inner, outer)) return false;
    if (outer.type === 'ClassProperty' || outer.type === 'ClassPrivateProperty') {
      if (!outer.static && outer.value === inner) return false;
    }
    inner = outer;
  }
  return true;
}

function isCalledOnTheSpot(called: Node, parent: Node): boolean {
  return parent.type === 'CallExpression' && parent.callee === called;
}

/** As `runsAtStart`, also in functions and classes of the file that are called by name. */
export function mayRunAtStart(
  tree: SyntaxTree,
  node: Node,
  seen: ReadonlySet<Node> = new Set(),
): boolean {
  if (runsAtStart(tree, node)) return true;
  const owner = tree.ancestorsOf(node).find((one) => isFunction(one) || isField(one));
  if (owner === undefined || seen.has(owner)) return false;
  const next = new Set(seen).add(owner);
  return callsOf(tree, owner).some((call) => mayRunAtStart(tree, call, next));
}

function isField({ type }: Node): boolean {
  return type === 'ClassProperty' || type === 'ClassPrivateProperty';
}

/** Methods that call what they are given before they return. */
const CALL_NOW = /^(?:every|filter|find\w*|flatMap|forEach|from|map|reduce\w*|some|sort)$/;

function callsOf(tree: SyntaxTree, owner: Node): Node[] {
  const parent = tree.parentOf(owner);
  if (parent?.type === 'CallExpression') {
    const { callee } = parent;
    const isNow = callee.type === 'MemberExpression' && CALL_NOW.test(memberName(callee) ?? '');
    return callee === owner || isNow ? [parent] : [];
  }
  const name = nameAround(tree, owner);
  const binding = name && scopesOf(tree).bindingOf(name);
  return binding?.references.flatMap(({ identifier }) => callWith(tree, identifier) ?? []) ?? [];
}

/** What the function is reached by: its own name, or that of the object or class it belongs to. */
function nameAround(tree: SyntaxTree, owner: Node): Node | undefined {
  for (const outer of [owner, ...tree.ancestorsOf(owner)]) {
    switch (outer.type) {
      case 'FunctionDeclaration':
      case 'ClassDeclaration':
        return outer.id ?? undefined;
      case 'VariableDeclarator':
        return outer.id;
      case 'ArrowFunctionExpression':
      case 'ClassBody':
      case 'ClassExpression':
      case 'ClassMethod':
      case 'ClassPrivateMethod':
      case 'ClassPrivateProperty':
      case 'ClassProperty':
      case 'FunctionExpression':
      case 'ObjectExpression':
      case 'ObjectMethod':
      case 'ObjectProperty':
        break;
      default:
        return undefined;
    }
  }
  return undefined;
}

/** `name()`, `new name()`, `name.member()`. */
function callWith(tree: SyntaxTree, name: Node): Node | undefined {
  let inner = name;
  for (const outer of tree.ancestorsOf(name)) {
    const isCall = outer.type === 'CallExpression' || outer.type === 'NewExpression';
    if (isCall) return outer.callee === inner ? outer : undefined;
    if (outer.type !== 'MemberExpression' || outer.object !== inner) return undefined;
    inner = outer;
  }
  return undefined;
}
