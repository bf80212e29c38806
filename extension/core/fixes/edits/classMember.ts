import type { ClassBody } from '@babel/types';
import { lineBreak, lineStart } from './codeLayout.ts';
import { indentationOf, indentationStep } from './codeStyle.ts';
import type { EditBuilder } from './editBuilder.ts';
import { descendantsOf, endOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

export interface NewMethod {
  readonly name: string;
  /** What stands before the name: `async` when missing. */
  readonly prefix?: string;
  /** Name and type of each; the types are written where the class has any. */
  readonly parameters: readonly (readonly [name: string, type: string])[];
  /** Lines of the body, indented from 0. */
  readonly lines: readonly string[];
}

/** Puts a method at the end of the class, in the style of the file. */
export function appendMethod(
  edits: EditBuilder,
  tree: SyntaxTree,
  body: ClassBody,
  { name, prefix = 'async', parameters, lines }: NewMethod,
): void {
  const { source } = tree;
  const line = lineBreak(source);
  const step = indentationStep(tree);
  const outer = indentationOf(tree, body);
  const isTyped = [...descendantsOf(body)].some(({ type }) => type === 'TSTypeAnnotation');
  const list = parameters.map(([own, type]) => (isTyped ? `${own}: ${type}` : own)).join(', ');
  const code = [`${prefix} ${name}(${list}) {`, ...lines.map((text) => step + text), '}']
    .map((text) => outer + step + text + line)
    .join('');
  const end = endOf(body) - 1;
  const start = lineStart(source, end);
  const isOwnLine = source.slice(start, end).trim() === '';
  edits.insert(isOwnLine ? start : end, `${line}${code}${isOwnLine ? '' : outer}`);
}
