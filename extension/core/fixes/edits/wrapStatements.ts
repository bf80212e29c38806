import type { Node } from '@babel/types';
import { lineBreak } from './codeLayout.ts';
import type { EditBuilder } from './editBuilder.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * Puts the statements between two lines, one step further in. False when they cannot be moved: they share
 * a line with something else, or a text of several lines would change.
 */
export function wrapStatements(
  edits: EditBuilder,
  tree: SyntaxTree,
  statements: readonly Node[],
  [opening, closing]: readonly [string, string],
): boolean {
  const { source } = tree;
  const [first, last] = [statements.at(0), statements.at(-1)];
  if (first === undefined || last === undefined) return false;
  const indentation = indentationAt(source, startOf(first));
  if (indentation === undefined || statements.some((one) => hasLongText(tree, one))) return false;
  const block = tree.parentOf(first);
  const outer = (block && indentationAt(source, endOf(block) - 1)) ?? '';
  const step = indentation.startsWith(outer) ? indentation.slice(outer.length) || '  ' : '  ';
  const line = lineBreak(source);
  edits.insert(startOf(first), `${opening}${line}${indentation}${step}`);
  const text = source.slice(startOf(first), endOf(last));
  for (const { index } of text.matchAll(/\n(?=[^\r\n])/g)) {
    edits.insert(startOf(first) + index + 1, step);
  }
  const terminator = source.charAt(endOf(last) - 1) === ';' ? ';' : '';
  edits.insert(endOf(last), `${line}${indentation}${closing}${terminator}`);
  return true;
}

/** What stands before the offset on its line; undefined when that is more than spaces. */
function indentationAt(source: string, offset: number): string | undefined {
  const before = source.slice(source.lastIndexOf('\n', offset - 1) + 1, offset);
  return before.trim() === '' ? before : undefined;
}

function hasLongText(tree: SyntaxTree, statement: Node): boolean {
  for (const node of descendantsOf(statement)) {
    if (node.type === 'TemplateLiteral' && tree.textOf(node).includes('\n')) return true;
  }
  return false;
}
