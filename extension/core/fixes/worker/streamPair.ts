import type { Node } from '@babel/types';
import { isConstant } from '../syntax/binding.ts';
import { memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

const PAIRS = ['TransformStream', 'IdentityTransformStream', 'FixedLengthStream'];

/** One side of a pair of streams, or the writer of its writable side. */
export interface StreamSide {
  /** The `new TransformStream()`. */
  readonly pair: Node;
  readonly side: 'readable' | 'writable' | 'writer';
}

/** What the expression is of a pair that its function made. */
export function streamSide(tree: SyntaxTree, node: Node, depth = 0): StreamSide | undefined {
  const value = withoutTypes(node);
  // `const a = b, b = a` ends here.
  if (depth > 5) return undefined;
  if (value.type === 'MemberExpression') {
    return sideNamed(tree, value.object, memberName(value));
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
  return name === undefined ? streamSide(tree, init, depth + 1) : sideNamed(tree, init, name);
}

function sideNamed(tree: SyntaxTree, object: Node, name?: string): StreamSide | undefined {
  const pair = pairOf(tree, object);
  if (pair === undefined || (name !== 'readable' && name !== 'writable')) return undefined;
  return { pair, side: name };
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
