import type { Node } from '@babel/types';
import type { EditBuilder } from './editBuilder.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Puts a statement on a line of its own above the anchor, in the style of the file. @param gap an empty line follows. */
export function insertBefore(
  edits: EditBuilder,
  tree: SyntaxTree,
  anchor: Node,
  statement: string,
  gap = false,
): void {
  const { source } = tree;
  const start = startOf(anchor);
  const line = lineStart(source, start);
  const indentation = source.slice(line, start);
  if (indentation.trim() !== '') {
    // Something else stands before the anchor on its line: keep the line.
    edits.insert(start, `${statement}; `);
    return;
  }
  const terminator = endsStatements(tree) || continues(source, start) ? ';' : '';
  const above = aboveComments(source, line);
  const end = lineBreak(source).repeat(gap ? 2 : 1);
  edits.insert(above, `${indentation}${statement}${terminator}${end}`);
}

/** Removes a statement, with its line when nothing else stands there. */
export function removeStatement(edits: EditBuilder, tree: SyntaxTree, statement: Node): void {
  const { source } = tree;
  const start = lineStart(source, startOf(statement));
  const rest = /[^\S\r\n]*(\r?\n|$)/y;
  // A semicolon on a line of its own guards the statement behind it.
  const guard = /\s*\n\s*;$/.exec(tree.textOf(statement))?.[0] ?? '';
  const end = endOf(statement) - guard.length;
  rest.lastIndex = end;
  const isAlone = source.slice(start, startOf(statement)).trim() === '' && rest.test(source);
  if (isAlone) {
    edits.remove(start, rest.lastIndex);
    return;
  }
  const spaces = /[^\S\r\n]*/y;
  spaces.lastIndex = end;
  spaces.test(source);
  edits.remove(startOf(statement), spaces.lastIndex);
}

/** Where the line of the offset begins. */
export function lineStart(source: string, offset: number): number {
  return source.lastIndexOf('\n', offset - 1) + 1;
}

/** How the file ends its lines. */
export function lineBreak(source: string): string {
  return /\r?\n/.exec(source)?.[0] ?? '\n';
}

/** Comments directly above a statement belong to it, above all `@ts-expect-error` and its like. */
export function aboveComments(source: string, line: number): number {
  let above = line;
  while (above > 0) {
    const previous = lineStart(source, above - 1);
    if (!source.slice(previous, above).trimStart().startsWith('//')) break;
    above = previous;
  }
  return above;
}

/** Without a semicolon before it, a line that starts like this continues the line above. */
function continues(source: string, offset: number): boolean {
  return /[[(`+\-/]/.test(source.charAt(offset));
}

const TERMINATED = new Set([
  'ExpressionStatement',
  'ImportDeclaration',
  'VariableDeclaration',
  'ReturnStatement',
]);
const SAMPLE = 15;

/** The file ends its statements with semicolons, by its first few. */
export function endsStatements(tree: SyntaxTree): boolean {
  let balance = 0;
  let seen = 0;
  for (const node of descendantsOf(tree.program)) {
    if (!TERMINATED.has(node.type)) continue;
    balance += tree.source.charAt(endOf(node) - 1) === ';' ? 1 : -1;
    if (++seen === SAMPLE) break;
  }
  return balance >= 0;
}
