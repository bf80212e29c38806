import type { Function as FunctionNode, Node, TSType } from '@babel/types';
import { isFunction, thisOwner } from '../syntax/functions.ts';
import { keyOf, memberName, pathTo, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { functionNamed } from './detachedMethod.ts';

/** More steps than a value takes from where its type is written. */
const DEEPEST = 8;

/**
 * The type that the file writes down for the expression: `Date` of `visit.at`, where `visit: Visit` and
 * `type Visit = { at: Date }`. Undefined where nothing is written, or another file says it.
 */
export function declaredType(tree: SyntaxTree, node: Node, depth = 0): TSType | undefined {
  if (depth > DEEPEST) return undefined;
  const next = (one: Node) => declaredType(tree, one, depth + 1);
  switch (node.type) {
    case 'TSAsExpression':
    case 'TSTypeAssertion':
      return node.typeAnnotation;
    case 'TSNonNullExpression':
    case 'TSSatisfiesExpression':
      return next(node.expression);
    case 'AwaitExpression':
      return parameterOf(next(node.argument), 'Promise') ?? next(node.argument);
    case 'Identifier':
      return ofVariable(tree, node, depth + 1);
    case 'MemberExpression':
    case 'OptionalMemberExpression': {
      const name = memberName(node);
      if (name === undefined) return elementType(next(node.object));
      if (node.object.type === 'ThisExpression') return fieldType(tree, node.object, name);
      return memberType(tree, next(node.object), name);
    }
    case 'CallExpression':
      return resultType(functionNamed(tree, withoutTypes(node.callee)));
    default:
      return undefined;
  }
}

function ofVariable(tree: SyntaxTree, name: Node, depth: number): TSType | undefined {
  const binding = scopesOf(tree).bindingOf(name);
  if (binding === undefined) return undefined;
  const { declaration, identifier } = binding;
  const written = annotationOf(identifier);
  if (written) return written;
  if (binding.kind === 'param' && isFunction(declaration)) {
    for (const [index, parameter] of declaration.params.entries()) {
      const path = pathTo(parameter, identifier);
      if (path === undefined) continue;
      const type = annotationOf(parameter) ?? givenType(tree, declaration, index, depth);
      return along(tree, type, path);
    }
  }
  if (declaration.type !== 'VariableDeclarator') return undefined;
  const path = pathTo(declaration.id, identifier);
  if (path === undefined) return undefined;
  const root =
    annotationOf(declaration.id) ??
    (declaration.init
      ? declaredType(tree, declaration.init, depth)
      : loopedType(tree, declaration, depth));
  return along(tree, root, path);
}

function along(
  tree: SyntaxTree,
  root: TSType | undefined,
  path: readonly string[],
): TSType | undefined {
  let type = root;
  for (const key of path) type = memberType(tree, type, key) ?? elementType(type);
  return type;
}

function annotationOf(node: Node): TSType | undefined {
  const annotation = 'typeAnnotation' in node ? node.typeAnnotation : undefined;
  return annotation?.type === 'TSTypeAnnotation' ? annotation.typeAnnotation : undefined;
}

const ITERATIONS = new Set(['every', 'filter', 'find', 'flatMap', 'forEach', 'map', 'some']);

/** `visits.map((visit) => …)` */
function givenType(
  tree: SyntaxTree,
  owner: FunctionNode,
  index: number,
  depth: number,
): TSType | undefined {
  const call = tree.parentOf(owner);
  if (call?.type !== 'CallExpression' || call.arguments[0] !== owner || index > 0) return undefined;
  const { callee } = call;
  if (callee.type !== 'MemberExpression' || !ITERATIONS.has(memberName(callee) ?? '')) {
    return undefined;
  }
  return elementType(declaredType(tree, callee.object, depth));
}

/** `for (const visit of visits)` */
function loopedType(tree: SyntaxTree, declarator: Node, depth: number): TSType | undefined {
  const loop = tree.ancestorsOf(declarator)[1];
  return loop?.type === 'ForOfStatement'
    ? elementType(declaredType(tree, loop.right, depth))
    : undefined;
}

function elementType(type: TSType | undefined): TSType | undefined {
  if (type?.type === 'TSArrayType') return type.elementType;
  if (type?.type === 'TSTypeOperator') return elementType(type.typeAnnotation);
  return parameterOf(type, 'Array') ?? parameterOf(type, 'ReadonlyArray');
}

/** `T` of `Promise<T>`. */
function parameterOf(type: TSType | undefined, name: string): TSType | undefined {
  return nameOf(type) === name && type?.type === 'TSTypeReference'
    ? type.typeParameters?.params[0]
    : undefined;
}

/** The name of a plain type: `Date`. */
export function nameOf(type: TSType | undefined): string | undefined {
  if (type?.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return undefined;
  return type.typeName.name;
}

function memberType(tree: SyntaxTree, type: TSType | undefined, key: string): TSType | undefined {
  if (type?.type === 'TSTypeLiteral') return propertyIn(type.members, key);
  if (type?.type === 'TSIntersectionType') {
    return type.types.map((one) => memberType(tree, one, key)).find((one) => one !== undefined);
  }
  const name = nameOf(type);
  if (name === undefined) return undefined;
  for (const node of descendantsOf(tree.program)) {
    if (node.type === 'TSInterfaceDeclaration' && node.id.name === name) {
      return propertyIn(node.body.body, key);
    }
    if (node.type === 'TSTypeAliasDeclaration' && node.id.name === name) {
      return node.typeAnnotation === type ? undefined : memberType(tree, node.typeAnnotation, key);
    }
    if (node.type === 'ClassDeclaration' && node.id?.name === name) {
      return propertyIn(node.body.body, key);
    }
  }
  return undefined;
}

function propertyIn(members: readonly Node[], key: string): TSType | undefined {
  for (const member of members) {
    const isProperty = member.type === 'TSPropertySignature' || member.type === 'ClassProperty';
    if (isProperty && keyOf({ key: member.key, computed: member.computed ?? false }) === key) {
      return annotationOf(member);
    }
  }
  return undefined;
}

function fieldType(tree: SyntaxTree, self: Node, key: string): TSType | undefined {
  const owner = thisOwner(tree, self);
  const body = owner && tree.parentOf(owner);
  return body?.type === 'ClassBody' ? propertyIn(body.body, key) : undefined;
}

function resultType(owner: FunctionNode | undefined): TSType | undefined {
  const type = owner && 'returnType' in owner ? owner.returnType : undefined;
  return type?.type === 'TSTypeAnnotation' ? type.typeAnnotation : undefined;
}
