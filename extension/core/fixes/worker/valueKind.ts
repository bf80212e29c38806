import type { Node, TSType } from '@babel/types';
import { isText } from '../syntax/textValue.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { constantValue } from './bindingCall.ts';
import { declaredType, nameOf } from './declaredType.ts';
import { functionNamed } from './detachedMethod.ts';
import { returnedBy } from './responders.ts';
import { workerContextOf } from './workerContext.ts';

/** The expression gives a `Date`: it is made here, or its type says so. */
export function isDate(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  if (value.type === 'NewExpression') {
    return workerContextOf(tree).scopes.isGlobal(value.callee, 'Date');
  }
  if (nameOf(declaredType(tree, node)) === 'Date') return true;
  if (value.type !== 'CallExpression') return false;
  const called = functionNamed(tree, withoutTypes(value.callee));
  if (called === undefined || called.async) return false;
  const results = [...returnedBy(tree, called)];
  return results.length > 0 && results.every((one) => one !== node && isMadeDate(tree, one));
}

function isMadeDate(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  return (
    value.type === 'NewExpression' && workerContextOf(tree).scopes.isGlobal(value.callee, 'Date')
  );
}

/** An object or a list that is written in the file, or has the type of one. */
export function isData(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  if (value.type === 'ObjectExpression' || value.type === 'ArrayExpression') return true;
  const type = declaredType(tree, node);
  if (type?.type === 'TSArrayType' || type?.type === 'TSTypeLiteral') return true;
  return DATA.has(nameOf(type) ?? '') || isObjectType(tree, type);
}

const DATA = new Set(['Array', 'ReadonlyArray', 'Record']);

/** `interface Address { … }` of the file. */
function isObjectType(tree: SyntaxTree, type: TSType | undefined): boolean {
  const name = nameOf(type);
  return tree.program.body.some((statement) => {
    const node =
      statement.type === 'ExportNamedDeclaration'
        ? (statement.declaration ?? statement)
        : statement;
    if (node.type === 'TSInterfaceDeclaration') return node.id.name === name;
    return (
      node.type === 'TSTypeAliasDeclaration' &&
      node.id.name === name &&
      node.typeAnnotation.type === 'TSTypeLiteral'
    );
  });
}

export function isBigInt(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  if (value.type === 'BigIntLiteral') return true;
  if (value.type === 'CallExpression') {
    return workerContextOf(tree).scopes.isGlobal(value.callee, 'BigInt');
  }
  return declaredType(tree, node)?.type === 'TSBigIntKeyword';
}

const PLAIN_TYPES = new Set([
  'TSStringKeyword',
  'TSNumberKeyword',
  'TSBooleanKeyword',
  'TSNullKeyword',
]);
const PLAIN_NODES = new Set([
  'BooleanLiteral',
  'NullLiteral',
  'NumericLiteral',
  'StringLiteral',
  'TemplateLiteral',
  'UnaryExpression',
  'UpdateExpression',
]);
const ARITHMETIC = /^([-*/%|&^<>]|\*\*|[<>=!]=+|<<|>>>?)$/;
const GIVES_PLAIN =
  /^(String|Number|Boolean|parseInt|parseFloat|Date\.now|JSON\.stringify|crypto\.randomUUID|Math\.\w+)$|\.(toISOString|getTime|toString|toJSON)$/;

/** A text, a number, a boolean or null, as far as the file tells. */
export function isPlainValue(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  if (PLAIN_NODES.has(value.type) || isText(tree, node, true)) return true;
  if (value.type === 'BinaryExpression') return ARITHMETIC.test(value.operator);
  if (value.type === 'CallExpression') return GIVES_PLAIN.test(tree.textOf(value.callee));
  const type = declaredType(tree, node);
  const parts = type?.type === 'TSUnionType' ? type.types : type ? [type] : [];
  return (
    parts.length > 0 &&
    parts.every((one) => PLAIN_TYPES.has(one.type) || one.type === 'TSLiteralType')
  );
}
