import { endsStatements, lineBreak } from './codeLayout.ts';
import type { EditBuilder } from './editBuilder.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Puts a statement below the imports and re-exports that a module begins with. */
export function insertAfterImports(
  edits: EditBuilder,
  tree: SyntaxTree,
  statement: (quote: string) => string,
): void {
  const { body } = tree.program;
  const first = body.findIndex(
    (one) => !(one.type === 'ImportDeclaration' || ('source' in one && one.source)),
  );
  const last = body[(first < 0 ? body.length : first) - 1];
  const line = terminated(tree, statement(quoteIn(tree)));
  const end = lineBreak(tree.source);
  const next = body[0];
  if (last === undefined) edits.insert(next ? startOf(next) : 0, `${line}${end}${end}`);
  else edits.insert(lineEnd(tree.source, endOf(last)), `${end}${line}`);
}

/** Puts a statement at the end of a module. */
export function appendStatement(edits: EditBuilder, tree: SyntaxTree, statement: string): void {
  const { source } = tree;
  const end = lineBreak(source);
  edits.insert(source.trimEnd().length, `${end}${end}${terminated(tree, statement)}`);
}

function terminated(tree: SyntaxTree, statement: string): string {
  return endsStatements(tree) ? `${statement};` : statement;
}

/** Of the first import, else of the first text in the source. */
function quoteIn({ source, program }: SyntaxTree): string {
  for (const statement of program.body) {
    if ('source' in statement && statement.source) return source.charAt(startOf(statement.source));
  }
  return /['"]/.exec(source)?.[0] ?? '"';
}

function lineEnd(source: string, offset: number): number {
  const rest = /[^\r\n]*/y;
  rest.lastIndex = offset;
  rest.test(source);
  return rest.lastIndex;
}
