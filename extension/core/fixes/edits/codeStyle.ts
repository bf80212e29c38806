import type { Node } from '@babel/types';
import type { EditBuilder } from './editBuilder.ts';
import { aboveComments, endsStatements, lineBreak, lineStart } from './codeLayout.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Enough to tell a habit from an exception. */
const SAMPLE = 15;

/** The text as a string literal, in the quotes of the file. It must hold neither quotes nor backslashes. */
export function quoted(tree: SyntaxTree, text: string): string {
  let single = 0;
  let seen = 0;
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'StringLiteral') continue;
    single += tree.source.charAt(startOf(node)) === "'" ? 1 : -1;
    if (++seen === SAMPLE) break;
  }
  const quote = single > 0 ? "'" : '"';
  return `${quote}${text}${quote}`;
}

/** Ends a statement as the file does. */
export function terminator(tree: SyntaxTree): string {
  return endsStatements(tree) ? ';' : '';
}

/** What stands before the first character of the node's line that is no space. */
export function indentationOf(tree: SyntaxTree, node: Node): string {
  const start = lineStart(tree.source, startOf(node));
  return /[^\S\r\n]*/.exec(tree.source.slice(start))?.[0] ?? '';
}

/** One step of indentation, by how deep the first statement of a block stands below the block. */
export function indentationStep(tree: SyntaxTree): string {
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'BlockStatement' && node.type !== 'ClassBody') continue;
    const [first] = node.body;
    if (first === undefined) continue;
    const [outer, inner] = [indentationOf(tree, node), indentationOf(tree, first)];
    if (inner.length > outer.length && inner.startsWith(outer)) return inner.slice(outer.length);
  }
  return '  ';
}

/** The file is TypeScript, as far as it uses it. */
export function hasTypes({ program }: SyntaxTree): boolean {
  for (const { type } of descendantsOf(program)) if (type.startsWith('TS')) return true;
  return false;
}

/** A function of its own, in the style of the file. @param lines indented by tabs, with semicolons. */
export function codeOf(tree: SyntaxTree, lines: readonly string[]): string {
  const step = indentationStep(tree);
  return lines
    .map((line) => line.replaceAll('\t', step).replace(/;$/, terminator(tree)))
    .join(lineBreak(tree.source));
}

/** Puts `if (test) { exit }` above the anchor, in the style of the file. */
export function insertGuard(
  edits: EditBuilder,
  tree: SyntaxTree,
  anchor: Node,
  { test, exit }: { readonly test: string; readonly exit: string },
): void {
  const { source } = tree;
  const line = lineStart(source, startOf(anchor));
  const indentation = source.slice(line, startOf(anchor));
  if (indentation.trim() !== '') {
    // Something else stands before the anchor on its line: keep the line.
    edits.insert(startOf(anchor), `if (${test}) ${exit}; `);
    return;
  }
  const lines = [`if (${test}) {`, `${indentationStep(tree)}${exit}${terminator(tree)}`, '}'];
  const text = lines.map((one) => `${indentation}${one}${lineBreak(source)}`).join('');
  edits.insert(aboveComments(source, line), text);
}

/** Puts a statement on a line of its own below the anchor, in the style of the file. */
export function insertAfter(
  edits: EditBuilder,
  tree: SyntaxTree,
  anchor: Node,
  statement: string,
): void {
  const { source } = tree;
  const end = endOf(anchor);
  const rest = /[^\S\r\n]*(\/\/[^\r\n]*)?(?=\r?\n|$)/y;
  rest.lastIndex = end;
  const isOwnLine = source.slice(lineStart(source, startOf(anchor)), startOf(anchor)).trim() === '';
  if (isOwnLine && rest.test(source)) {
    const text = indentationOf(tree, anchor) + statement + terminator(tree);
    edits.insert(rest.lastIndex, lineBreak(source) + text);
  } else {
    const isEnded = source.charAt(end - 1) === ';';
    edits.insert(end, `${isEnded ? '' : ';'} ${statement};`);
  }
}
