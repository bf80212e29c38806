import { parse } from '@babel/parser';
import type { Node } from '@babel/types';
import type { SourceText } from './sourceText.ts';

/** The messages that a TypeScript source of workerd raises: what its errors are made with. */
export function scriptTexts(source: string): SourceText[] {
  const file = parse(source, {
    sourceType: 'module',
    plugins: ['typescript'],
    errorRecovery: true,
  });
  const texts: SourceText[] = [];
  visit(file.program, false, (node, isError) => {
    const args = argumentsOf(node, isError);
    const text = args.map(messageOf).find((each) => each !== undefined && !ERROR_CODE.test(each));
    if (text === undefined) return;
    const isWarning = node.type === 'CallExpression' && node.callee.type !== 'Super';
    texts.push({ line: node.loc?.start.line ?? 0, text, isWarning });
  });
  return texts;
}

/** The code of an error of Node.js is given before its message. */
const ERROR_CODE = /^[A-Z\d_]+$/;

/** Arguments of what makes an error or a warning. @param isError whether it is in the class of an error. */
function argumentsOf(node: Node, isError: boolean): readonly Node[] {
  if (node.type === 'NewExpression') {
    return /(?:Error|Exception)$/.test(nameOf(node.callee)) ? node.arguments : [];
  }
  if (node.type !== 'CallExpression') return [];
  const isSuper = node.callee.type === 'Super' && isError;
  return isSuper || nameOf(node.callee) === 'emitWarning' ? node.arguments : [];
}

/** A string, or the `message` of an object. */
function messageOf(node: Node): string | undefined {
  switch (node.type) {
    case 'StringLiteral':
      return node.value;
    case 'TemplateLiteral':
      return node.quasis
        .map(({ value }, index) => {
          const next = node.expressions[index];
          return (value.cooked ?? value.raw) + (next === undefined ? '' : gap(next));
        })
        .join('');
    case 'BinaryExpression': {
      const left = messageOf(node.left);
      const right = messageOf(node.right);
      if (node.operator !== '+' || (left === undefined && right === undefined)) return undefined;
      return (left ?? gap(node.left)) + (right ?? gap(node.right));
    }
    case 'TSAsExpression':
      return messageOf(node.expression);
    case 'ObjectExpression':
      for (const property of node.properties) {
        if (property.type === 'ObjectProperty' && nameOf(property.key) === 'message') {
          return messageOf(property.value);
        }
      }
      return undefined;
    default:
      return undefined;
  }
}

function gap(node: Node): string {
  return `{${nameOf(node)}}`;
}

/** The last name of an expression. */
function nameOf(node: Node): string {
  switch (node.type) {
    case 'Identifier':
      return node.name;
    case 'MemberExpression':
    case 'OptionalMemberExpression':
      return nameOf(node.property);
    case 'CallExpression':
      return nameOf(node.callee);
    default:
      return '';
  }
}

function visit(node: Node, isError: boolean, found: (node: Node, isError: boolean) => void): void {
  found(node, isError);
  const isOfError =
    node.type === 'ClassDeclaration' || node.type === 'ClassExpression'
      ? node.superClass != null && /Error/.test(nameOf(node.superClass))
      : isError;
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? value : [value]) {
      if (isNode(child)) visit(child, isOfError, found);
    }
  }
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && 'loc' in value;
}
