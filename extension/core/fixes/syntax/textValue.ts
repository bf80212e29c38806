import type { Node } from '@babel/types';
import { isConstant } from './binding.ts';
import { memberName, withoutTypes } from './pattern.ts';
import { scopesOf } from './scope.ts';
import type { SyntaxTree } from './syntaxTree.ts';

/** The expression gives a string, as far as the text tells. @param orNothing or null or undefined. */
export function isText(tree: SyntaxTree, node: Node, orNothing = false): boolean {
  const value = withoutTypes(node);
  switch (value.type) {
    case 'StringLiteral':
    case 'TemplateLiteral':
      return true;
    case 'LogicalExpression':
      return isText(tree, value.left, true) && isText(tree, value.right, orNothing);
    case 'Identifier':
      return isTextVariable(tree, value, orNothing);
    case 'CallExpression':
      return isTextCall(tree, value.callee, orNothing);
    case 'MemberExpression':
      if (PARTS.has(memberName(value) ?? '')) return true;
      return orNothing && value.computed && methodOf(value.object) === 'split';
    default:
      return false;
  }
}

/** Of a URL. */
const PARTS = new Set(['hash', 'host', 'hostname', 'href', 'origin', 'pathname', 'search']);
const GIVES_TEXT = new Set([
  'join',
  'randomUUID',
  'toLowerCase',
  'toString',
  'toUpperCase',
  'trim',
]);
/** Methods of an array as well. */
const CUTS = new Set(['at', 'slice']);

function isTextVariable(tree: SyntaxTree, name: Node, orNothing: boolean): boolean {
  const binding = scopesOf(tree).bindingOf(name);
  if (binding === undefined) return false;
  const { declaration, identifier } = binding;
  if (identifier.typeAnnotation) {
    return /^\??:\s*string$/.test(tree.textOf(identifier.typeAnnotation)) && !identifier.optional;
  }
  const isPlain = declaration.type === 'VariableDeclarator' && declaration.id === identifier;
  return isConstant(binding) && isPlain && declaration.init
    ? isText(tree, declaration.init, orNothing)
    : false;
}

function isTextCall(tree: SyntaxTree, callee: Node, orNothing: boolean): boolean {
  if (scopesOf(tree).isGlobal(callee, 'String')) return true;
  if (callee.type !== 'MemberExpression') return false;
  const name = memberName(callee) ?? '';
  if (GIVES_TEXT.has(name)) return true;
  if (CUTS.has(name)) return isText(tree, callee.object);
  if (!orNothing) return false;
  if (name === 'pop' || name === 'shift') return methodOf(callee.object) === 'split';
  const source = callee.object.type === 'MemberExpression' ? memberName(callee.object) : undefined;
  return name === 'get' && (source === 'searchParams' || source === 'headers');
}

function methodOf(call: Node): string | undefined {
  const isCall = call.type === 'CallExpression' && call.callee.type === 'MemberExpression';
  return isCall && call.callee.type === 'MemberExpression' ? memberName(call.callee) : undefined;
}
