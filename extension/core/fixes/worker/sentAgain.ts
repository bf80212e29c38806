import type { CallExpression, Function as FunctionNode, NewExpression, Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { LOOPS, mayRepeat } from '../syntax/executionOrder.ts';
import { functionAround, isFunction } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { BODY_OWNERS, BODY_READS } from './bodyUse.ts';
import { usesOfFunction } from './frameworkRoots.ts';
import { propertiesNamed } from './optionObject.ts';
import { workerContextOf } from './workerContext.ts';

/** A call that takes a body which another run of the same call has taken before. */
export interface SentAgain {
  readonly node: CallExpression | NewExpression;
  /** Whose body it is. */
  readonly owner: Node;
  /** What is taken of it: the stream, all of it, or what a method reads. */
  readonly use: 'stream' | 'whole' | 'read';
  /** `request.body`, `request`, or the call of the method. */
  readonly taken: Node;
  /** The outermost loop or function that repeats the call; undefined where callers repeat it. */
  readonly repeated: Node | undefined;
}

/** What the node takes, if it runs more than once for one body. */
export function sentAgainAt(tree: SyntaxTree, node: Node): SentAgain | undefined {
  if (node.type !== 'CallExpression' && node.type !== 'NewExpression') return undefined;
  const taken = takenBy(tree, node);
  const root = taken && rootOf(tree, taken.owner);
  if (taken === undefined || root === undefined || !isConstant(root)) return undefined;
  if (mayRepeat(tree, node, root.identifier)) {
    const repeated = tree
      .ancestorsOf(node)
      .findLast(
        (outer) =>
          (isFunction(outer) || LOOPS.has(outer.type)) &&
          !contains(outer, startOf(root.identifier)),
      );
    return { ...taken, node, repeated };
  }
  const owner = functionAround(tree, node);
  const isGiven = root.kind === 'param' && root.declaration === owner;
  return isGiven && isCalledAgain(tree, owner)
    ? { ...taken, node, repeated: undefined }
    : undefined;
}

type Taken = Pick<SentAgain, 'owner' | 'use' | 'taken'>;

function takenBy(tree: SyntaxTree, call: CallExpression | NewExpression): Taken | undefined {
  const { callee } = call;
  const member = callee.type === 'MemberExpression' ? callee : undefined;
  if (member && BODY_READS.has(memberName(member) ?? '') && isOwner(tree, member.object)) {
    return { owner: member.object, use: 'read', taken: call };
  }
  if (!isSending(tree, call)) return undefined;
  for (const argument of call.arguments) {
    const value = withoutTypes(argument);
    if (isOwner(tree, value)) return { owner: value, use: 'whole', taken: value };
    for (const { value: body } of propertiesNamed(tree, value, 'body')) {
      const stream = withoutTypes(body);
      const isStream = stream.type === 'MemberExpression' && memberName(stream) === 'body';
      if (isStream && isOwner(tree, stream.object)) {
        return { owner: withoutTypes(stream.object), use: 'stream', taken: body };
      }
    }
  }
  return undefined;
}

/** `fetch()`, that of a binding, `new Request()` and `new Response()`. */
function isSending(tree: SyntaxTree, { type, callee }: CallExpression | NewExpression): boolean {
  const { scopes } = workerContextOf(tree);
  if (type === 'NewExpression') {
    return scopes.isGlobal(callee, 'Request') || scopes.isGlobal(callee, 'Response');
  }
  if (scopes.isGlobal(callee, 'fetch')) return true;
  return callee.type === 'MemberExpression' && memberName(callee) === 'fetch';
}

function isOwner(tree: SyntaxTree, node: Node): boolean {
  return BODY_OWNERS.has(workerContextOf(tree).valueOf(node)?.kind);
}

/** The variable at the root of `c.req.raw`. */
function rootOf(tree: SyntaxTree, node: Node) {
  let root = withoutTypes(node);
  while (root.type === 'MemberExpression') root = withoutTypes(root.object);
  return workerContextOf(tree).scopes.bindingOf(root);
}

/** The function calls itself, or is called twice, or in a loop or a function of its caller. */
function isCalledAgain(tree: SyntaxTree, owner: FunctionNode | undefined): boolean {
  if (owner === undefined) return false;
  const calls = usesOfFunction(tree, owner).flatMap((use) => {
    const call = tree.parentOf(use);
    return call?.type === 'CallExpression' && call.callee === use ? [call] : [];
  });
  if (calls.some((call) => contains(owner, startOf(call)))) return true;
  return calls.length > 1 || calls.some((call) => isRepeatedCall(tree, call));
}

function isRepeatedCall(tree: SyntaxTree, call: CallExpression): boolean {
  return call.arguments.some((argument) =>
    descendantsOf(argument).some((one) => {
      const binding = workerContextOf(tree).scopes.bindingOf(one);
      return (
        binding !== undefined && isOwner(tree, one) && mayRepeat(tree, call, binding.identifier)
      );
    }),
  );
}
