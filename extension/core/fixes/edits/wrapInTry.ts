import type { BlockStatement, Node } from '@babel/types';
import { indentationOf, indentationStep, terminator } from './codeStyle.ts';
import { lineBreak, lineStart } from './codeLayout.ts';
import type { EditBuilder } from './editBuilder.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

export interface CatchClause {
  /** The name of what was thrown. */
  readonly name: string;
  readonly statements: readonly string[];
}

/** Puts `try { … } catch (name) { … }` around all that the body of a function does. */
export function wrapInTry(
  edits: EditBuilder,
  tree: SyntaxTree,
  body: Node,
  clause: CatchClause,
): void {
  const { source } = tree;
  const end = endOf(body);
  const isOwnLine = source.slice(lineStart(source, end - 1), end - 1).trim() === '';
  const first = body.type === 'BlockStatement' ? body.body[0] : undefined;
  const isBelow = first !== undefined && lineStart(source, startOf(first)) > startOf(body);
  if (body.type === 'BlockStatement' && isOwnLine && isBelow) wrapLines(edits, tree, body, clause);
  else rewrite(edits, tree, body, clause);
}

function wrapLines(
  edits: EditBuilder,
  tree: SyntaxTree,
  body: BlockStatement,
  clause: CatchClause,
): void {
  const { source } = tree;
  const step = indentationStep(tree);
  const indentation = indentationOf(tree, body) + step;
  const last = lineStart(source, endOf(body) - 1);
  const texts = textsIn(body);
  let line = source.indexOf('\n', startOf(body)) + 1;
  edits.insert(line, `${indentation}try {${lineBreak(source)}`);
  while (line < last) {
    const next = source.indexOf('\n', line) + 1;
    const start = line;
    // What a text holds is no layout.
    const isText = texts.some((text) => startOf(text) < start && start <= endOf(text));
    if (!isText && source.slice(line, next).trim() !== '') edits.insert(line, step);
    line = next;
  }
  edits.insert(last, catchLines(tree, clause, indentation));
}

/** A body without lines of its own gets them. */
function rewrite(edits: EditBuilder, tree: SyntaxTree, body: Node, clause: CatchClause): void {
  const isBlock = body.type === 'BlockStatement';
  const text = tree.textOf(body);
  const code = isBlock ? text.slice(1, -1).trim() : text + terminator(tree);
  const outer = indentationOf(tree, body);
  const step = indentationStep(tree);
  const line = lineBreak(tree.source);
  edits.replace(
    startOf(body),
    endOf(body),
    `{${line}${outer}${step}try {${line}${outer}${step}${step}${code}${line}` +
      `${catchLines(tree, clause, outer + step)}${outer}}`,
  );
}

function catchLines(
  tree: SyntaxTree,
  { name, statements }: CatchClause,
  indentation: string,
): string {
  const inner = indentation + indentationStep(tree);
  const lines = [
    `${indentation}} catch (${name}) {`,
    ...statements.map((statement) => inner + statement + terminator(tree)),
    `${indentation}}`,
  ];
  return lines.map((text) => text + lineBreak(tree.source)).join('');
}

function textsIn(body: Node): Node[] {
  return [...descendantsOf(body)].filter(({ type }) => type === 'TemplateElement');
}
