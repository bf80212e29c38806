import { descendantsOf, startOf, type SyntaxTree } from './syntaxTree.ts';

/** Enough to tell a habit from an exception. */
const SAMPLE = 15;

/** The words as a string literal, in the quotes of the file. */
export function quoted(tree: SyntaxTree, words: string): string {
  let single = 0;
  let seen = 0;
  for (const node of descendantsOf(tree.program)) {
    if (node.type !== 'StringLiteral') continue;
    single += tree.source.charAt(startOf(node)) === "'" ? 1 : -1;
    if (++seen === SAMPLE) break;
  }
  const quote = single > 0 ? "'" : '"';
  return `${quote}${words}${quote}`;
}
