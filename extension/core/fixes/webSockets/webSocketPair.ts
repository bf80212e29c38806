import type { NewExpression, Node } from '@babel/types';
import { functionAround } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { type WorkerContext, workerContextOf } from '../worker/workerContext.ts';

export type End = '0' | '1';

/** One place that uses an end of a WebSocketPair. */
export interface EndUse {
  readonly end: End;
  /** The expression that is the end: a name, or `pair[1]`. */
  readonly node: Node;
  /**
   * accept: given to `accept()` or `acceptWebSocket()`; speak: `send` or `close`; listen: another member;
   * returned: the `webSocket` of a Response; passed: handed to other code, which may do anything.
   */
  readonly role: 'accept' | 'speak' | 'listen' | 'returned' | 'passed';
  /** The call of an accept or speak use. */
  readonly call: Node | undefined;
}

export interface PairUses {
  readonly pair: NewExpression;
  readonly uses: readonly EndUse[];
  /** The pair as a whole is handed to other code. */
  readonly escapes: boolean;
}

/** The pairs made among the nodes. */
export function pairsIn(tree: SyntaxTree, nodes: readonly Node[]): NewExpression[] {
  const context = workerContextOf(tree);
  return nodes.filter(
    (node): node is NewExpression =>
      node.type === 'NewExpression' && context.valueOf(node)?.kind === 'webSocketPair',
  );
}

const known = new WeakMap<NewExpression, PairUses>();

/** What happens to both ends, in the function that makes the pair and the functions inside it. */
export function usesOf(tree: SyntaxTree, pair: NewExpression): PairUses {
  const uses = known.get(pair) ?? findUses(tree, pair);
  known.set(pair, uses);
  return uses;
}

function findUses(tree: SyntaxTree, pair: NewExpression): PairUses {
  const context = workerContextOf(tree);
  const uses: EndUse[] = [];
  let escapes = false;
  for (const node of descendantsOf(functionAround(tree, pair) ?? tree.program)) {
    if (node.type !== 'Identifier' && node.type !== 'MemberExpression') continue;
    if (node.type === 'Identifier' && !isUse(context, node)) continue;
    const value = context.valueOf(node);
    if (value === undefined || !('pair' in value) || value.pair !== pair) continue;
    if (value.kind !== 'webSocketEnd') escapes ||= isHandedOver(tree, node);
    else {
      const use = roleOf(context, node);
      if (use !== undefined) uses.push({ ...use, end: value.end, node });
    }
  }
  return { pair, uses, escapes };
}

/** How the end can be written at the node: by its variable, or as a member of the pair's. */
export function expressionFor(
  tree: SyntaxTree,
  pair: NewExpression,
  end: End,
  at: Node,
): string | undefined {
  const context = workerContextOf(tree);
  let member: string | undefined;
  for (let scope = context.scopes.scopeAt(at); scope !== undefined; scope = scope.parent) {
    for (const { name, identifier } of scope.bindings.values()) {
      const value = context.valueOf(identifier);
      if (value === undefined || !('pair' in value) || value.pair !== pair) continue;
      if (context.scopes.lookUp(name, at)?.identifier !== identifier) continue;
      if (value.kind !== 'webSocketEnd') member ??= `${name}[${end}]`;
      else if (value.end === end) return name;
    }
  }
  return member;
}

function isUse(context: WorkerContext, node: Node): boolean {
  const binding = context.scopes.bindingOf(node);
  return binding?.references.some(({ identifier }) => identifier === node) ?? false;
}

function isHandedOver(tree: SyntaxTree, node: Node): boolean {
  const parent = valueParent(tree, node);
  if (parent?.type === 'MemberExpression') return memberName(parent) === undefined;
  if (parent?.type === 'VariableDeclarator') return false;
  // `Object.values(pair)` gives the ends, which are followed on their own.
  return parent?.type !== 'CallExpression' || workerContextOf(tree).valueOf(parent) === undefined;
}

function roleOf(context: WorkerContext, node: Node): Pick<EndUse, 'role' | 'call'> | undefined {
  const { tree } = context;
  const parent = valueParent(tree, node);
  if (parent?.type === 'VariableDeclarator') return undefined;
  const call = parent && tree.parentOf(parent);
  if (parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression') {
    const isCall =
      (call?.type === 'CallExpression' || call?.type === 'OptionalCallExpression') &&
      call.callee === parent;
    const name = isCall ? memberName(parent) : undefined;
    if (name === 'accept') return { role: 'accept', call };
    if (name === 'send' || name === 'close') return { role: 'speak', call };
    return { role: 'listen', call: undefined };
  }
  if (parent?.type === 'CallExpression' && parent.callee.type === 'MemberExpression') {
    const accepts = memberName(parent.callee) === 'acceptWebSocket';
    if (accepts && holds(parent.arguments[0], node)) return { role: 'accept', call: parent };
  }
  const isReturned = parent?.type === 'ObjectProperty' && isResponseInit(context, parent);
  return { role: isReturned ? 'returned' : 'passed', call: undefined };
}

/** The argument is the node, perhaps under a type assertion. */
function holds(argument: Node | undefined, node: Node): boolean {
  return argument !== undefined && withoutTypes(argument) === node;
}

/** `{ webSocket: … }` as the second argument of `new Response`. */
function isResponseInit({ tree, scopes }: WorkerContext, property: Node): boolean {
  if (property.type !== 'ObjectProperty' || keyOf(property) !== 'webSocket') return false;
  const init = tree.parentOf(property);
  if (init === undefined) return false;
  const response = valueParent(tree, init);
  if (response?.type !== 'NewExpression' || !scopes.isGlobal(response.callee, 'Response'))
    return false;
  return holds(response.arguments[1], init);
}

/** The parent that exists at run time: `as` and `!` are stepped over. */
function valueParent(tree: SyntaxTree, node: Node): Node | undefined {
  return tree.ancestorsOf(node).find((ancestor) => !ancestor.type.startsWith('TS'));
}
