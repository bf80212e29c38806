import type { Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { isFunction } from '../syntax/functions.ts';
import { keyOf, memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from './bindingCall.ts';
import { functionNamed } from './detachedMethod.ts';
import { returnedBy } from './responders.ts';

const PAIRS = ['TransformStream', 'IdentityTransformStream', 'FixedLengthStream'];

/** One side of a pair of streams, or the writer of its writable side. */
export interface StreamSide {
  /** The `new TransformStream()`. */
  readonly pair: Node;
  readonly side: 'readable' | 'writable' | 'writer';
}

/** What the expression is of a pair that its function made, or a function of the file for it. */
export function streamSide(tree: SyntaxTree, node: Node, depth = 0): StreamSide | undefined {
  const value = withoutTypes(node);
  // `const a = b, b = a` ends here.
  if (depth > 5) return undefined;
  if (value.type === 'MemberExpression') {
    return sideNamed(tree, value.object, memberName(value), depth + 1);
  }
  if (value.type === 'CallExpression' && value.callee.type === 'MemberExpression') {
    const { callee } = value;
    if (memberName(callee) !== 'getWriter') return undefined;
    const stream = streamSide(tree, callee.object, depth + 1);
    return stream?.side === 'writable' ? { ...stream, side: 'writer' } : undefined;
  }
  const binding = scopesOf(tree).bindingOf(value);
  if (binding?.declaration.type !== 'VariableDeclarator' || !isConstant(binding)) return undefined;
  const { id, init } = binding.declaration;
  const path = pathTo(id, binding.identifier);
  if (!init || path === undefined || path.length > 1) return undefined;
  const [name] = path;
  return name === undefined
    ? streamSide(tree, init, depth + 1)
    : sideNamed(tree, init, name, depth + 1);
}

function sideNamed(
  tree: SyntaxTree,
  object: Node,
  name: string | undefined,
  depth: number,
): StreamSide | undefined {
  const pair = pairOf(tree, object);
  if (pair === undefined) return name === undefined ? undefined : partOf(tree, object, name, depth);
  return name === 'readable' || name === 'writable' ? { pair, side: name } : undefined;
}

/** `send` of `events()`, where that function of the file returns `{ send: (text) => writer.write(text) }`. */
function partOf(
  tree: SyntaxTree,
  object: Node,
  name: string,
  depth: number,
): StreamSide | undefined {
  const call = constantValue(tree, object);
  const maker = call.type === 'CallExpression' ? functionNamed(tree, call.callee) : undefined;
  if (maker === undefined || depth > 5) return undefined;
  for (const result of returnedBy(tree, maker)) {
    const made = constantValue(tree, result);
    if (made.type !== 'ObjectExpression') continue;
    const part = made.properties.find((one) => one.type !== 'SpreadElement' && keyOf(one) === name);
    if (part === undefined) continue;
    const value = part.type === 'ObjectProperty' ? constantValue(tree, part.value) : part;
    const own = streamSide(tree, value, depth + 1);
    if (own) return own;
    // A function of it writes, a response of it is read.
    const wanted = isFunction(value) ? ['writer', 'writable'] : ['readable'];
    for (const inner of descendantsOf(value)) {
      const side = streamSide(tree, inner, depth + 1);
      if (side && wanted.includes(side.side))
        return { pair: side.pair, side: isFunction(value) ? 'writer' : 'readable' };
    }
  }
  return undefined;
}

function pairOf(tree: SyntaxTree, node: Node): Node | undefined {
  const value = withoutTypes(node);
  const scopes = scopesOf(tree);
  if (value.type === 'NewExpression') {
    return PAIRS.some((name) => scopes.isGlobal(value.callee, name)) ? value : undefined;
  }
  const binding = scopes.bindingOf(value);
  if (binding?.declaration.type !== 'VariableDeclarator' || !isConstant(binding)) return undefined;
  const { id, init } = binding.declaration;
  const made = id === binding.identifier && init ? withoutTypes(init) : undefined;
  return made?.type === 'NewExpression' ? pairOf(tree, made) : undefined;
}
