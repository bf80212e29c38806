import type { BlockStatement, Function as FunctionNode } from '@babel/types';
import { lineBreak, lineStart } from './codeLayout.ts';
import { indentationOf, indentationStep, terminator } from './codeStyle.ts';
import type { EditBuilder } from './editBuilder.ts';
import { functionAround } from '../syntax/functions.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * Lets the function do one thing more at its end. False when it may leave before that, or when its body is
 * an expression in parentheses.
 */
export function appendStatement(
  edits: EditBuilder,
  tree: SyntaxTree,
  owner: FunctionNode,
  statement: string,
): boolean {
  const { body } = owner;
  if (body.type !== 'BlockStatement') {
    if (body.extra?.parenthesized === true) return false;
    edits.insert(startOf(body), '{ ').insert(endOf(body), `; ${statement}; }`);
    return true;
  }
  for (const node of descendantsOf(body)) {
    const isExit = node.type === 'ReturnStatement' || node.type === 'ThrowStatement';
    if (isExit && functionAround(tree, node) === owner) return false;
  }
  appendToBlock(edits, tree, body, statement);
  return true;
}

/** Puts a statement at the end of the block, in the style of the file. @param statement without a semicolon. */
export function appendToBlock(
  edits: EditBuilder,
  tree: SyntaxTree,
  block: BlockStatement,
  statement: string,
): void {
  const { source } = tree;
  const end = endOf(block) - 1;
  const line = lineStart(source, end);
  const indentation = source.slice(line, end);
  if (indentation.trim() === '') {
    const inner = indentation + indentationStep(tree);
    edits.insert(line, `${inner}${statement}${terminator(tree)}${lineBreak(source)}`);
    return;
  }
  const last = block.body.at(-1);
  if (last === undefined) {
    const outer = indentationOf(tree, block);
    const code = outer + indentationStep(tree) + statement + terminator(tree);
    const breaks = lineBreak(source);
    edits.replace(startOf(block), endOf(block), `{${breaks}${code}${breaks}${outer}}`);
    return;
  }
  const isEnded = /[;}]$/.test(tree.textOf(last));
  edits.insert(endOf(last), `${isEnded ? '' : ';'} ${statement};`);
}
