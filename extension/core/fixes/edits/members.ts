import type { ClassBody, ObjectExpression } from '@babel/types';
import { appendItem, indentationAt, JSON_COMMENTS } from '../../config/bracketList.ts';
import { lineBreak } from './codeLayout.ts';
import type { EditBuilder } from './editBuilder.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** Adds a method at the end of an object. @param lines of the method, indented by two spaces. */
export function appendMethod(
  edits: EditBuilder,
  tree: SyntaxTree,
  object: ObjectExpression,
  lines: readonly string[],
): void {
  const { source } = tree;
  const step = stepOf(source, object);
  appendItem(
    edits,
    {
      text: source,
      range: { start: startOf(object), end: endOf(object) },
      items: object.properties.map((node) => ({ start: startOf(node), end: endOf(node) })),
      comments: JSON_COMMENTS,
      step,
    },
    (indentation) => indented(lines, indentation, step, lineBreak(source)),
  );
}

/** Adds a method at the end of a class. @param lines of the method, indented by two spaces. */
export function appendClassMethod(
  edits: EditBuilder,
  tree: SyntaxTree,
  body: ClassBody,
  lines: readonly string[],
): void {
  const { source } = tree;
  const end = endOf(body) - 1;
  const outer = indentationAt(source, end);
  const step = stepOf(source, body);
  const line = lineBreak(source);
  const method = outer + step + indented(lines, outer + step, step, line);
  const content = source.slice(0, end).trimEnd().length;
  const isEmpty = body.body.length === 0 && content === startOf(body) + 1;
  const gap = isEmpty ? line : line + line;
  edits.replace(content, end, `${gap}${method}${line}${outer}`);
}

function indented(
  lines: readonly string[],
  indentation: string,
  step: string,
  lineBreak: string,
): string {
  return lines
    .map((line, index) => {
      const depth = /^ */.exec(line)?.[0].length ?? 0;
      return (index === 0 ? '' : indentation) + step.repeat(depth / 2) + line.trimStart();
    })
    .join(lineBreak);
}

/** One step of indentation, by the members that are there, else by the file. */
function stepOf(source: string, node: ObjectExpression | ClassBody): string {
  const around = indentationAt(source, startOf(node));
  const inside = /\n([^\S\r\n]+)\S/.exec(source.slice(startOf(node)))?.[1] ?? '';
  if (inside.startsWith(around) && inside !== around) return inside.slice(around.length);
  return /\n([^\S\r\n]+)\S/.exec(source)?.[1] ?? '  ';
}
