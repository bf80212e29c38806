import type { ClassBody, Node, ObjectExpression } from '@babel/types';
import { appendItem, indentationAt, JSON_COMMENTS, removeItem } from '../../config/bracketList.ts';
import { lineBreak } from './codeLayout.ts';
import { applyEdits, EditBuilder } from './editBuilder.ts';
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

/** Takes properties out of an object, each with its line and comment when it has them. */
export function removeProperties(
  edits: EditBuilder,
  { source }: SyntaxTree,
  object: ObjectExpression,
  properties: readonly Node[],
): void {
  const [start, end] = [startOf(object), endOf(object)];
  const items = object.properties.map((node) => ({ start: startOf(node), end: endOf(node) }));
  let text = source;
  // From the last one on: what stands before a property stays where it is.
  for (const [index, property] of [...object.properties.entries()].reverse()) {
    if (!properties.includes(property)) continue;
    const range = { start, end: end - (source.length - text.length) };
    const one = new EditBuilder();
    removeItem(one, { text, range, items, comments: JSON_COMMENTS, step: '' }, index);
    text = applyEdits(text, one.build());
    items.splice(index, 1);
  }
  edits.replace(start, end, text.slice(start, end - (source.length - text.length)));
}

/** Adds methods at the end of a class. @param lines of them, indented by two spaces. */
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
      if (line === '') return '';
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
