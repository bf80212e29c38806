import type { ClassBody, ClassMethod, Node } from '@babel/types';
import { lineBreak, lineStart } from './codeLayout.ts';
import { codeOf, hasTypes, indentationOf, indentationStep } from './codeStyle.ts';
import type { EditBuilder } from './editBuilder.ts';
import { endOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** The constructor that the class itself has. */
export function constructorOf(body: ClassBody): ClassMethod | undefined {
  return body.body.find(
    (member): member is ClassMethod =>
      member.type === 'ClassMethod' && member.kind === 'constructor',
  );
}

/**
 * Lets the constructor of a Durable Object do more at its end; one that is missing is put below the field.
 * False when something else stands on the last line of the one, or behind the other. @param lines indented by tabs.
 */
export function extendConstructor(
  edits: EditBuilder,
  tree: SyntaxTree,
  { body, field }: { readonly body: ClassBody; readonly field: Node },
  lines: readonly string[],
): boolean {
  const { source } = tree;
  const line = lineBreak(source);
  const maker = constructorOf(body);
  if (maker) {
    const end = endOf(maker) - 1;
    const start = lineStart(source, end);
    if (source.slice(start, end).trim() !== '') return false;
    const inner = indentationOf(tree, maker) + indentationStep(tree);
    edits.insert(start, indented(codeOf(tree, lines), inner, line) + line);
    return true;
  }
  const parameters = hasTypes(tree)
    ? `ctx: DurableObjectState, env: ${envType(tree, body)}`
    : 'ctx, env';
  const code = codeOf(tree, [
    `constructor(${parameters}) {`,
    '\tsuper(ctx, env);',
    ...lines.map((one) => `\t${one}`),
    '}',
  ]);
  const rest = /[^\S\r\n]*(\/\/[^\r\n]*)?(?=\r?\n)/y;
  rest.lastIndex = endOf(field);
  if (!rest.test(source)) return false;
  const below = source.slice(rest.lastIndex);
  const gap = /^\r?\n[^\S\r\n]*(\r?\n|\})/.test(below) ? '' : line;
  edits.insert(
    rest.lastIndex,
    line + line + indented(code, indentationOf(tree, field), line) + gap,
  );
  return true;
}

function indented(code: string, indentation: string, line: string): string {
  return indentation + code.replaceAll(line, line + indentation);
}

/** `Env` of `extends DurableObject<Env>`. */
function envType(tree: SyntaxTree, body: ClassBody): string {
  const node = tree.parentOf(body);
  const given = node && 'superTypeParameters' in node ? node.superTypeParameters : undefined;
  const [type] = given?.type === 'TSTypeParameterInstantiation' ? given.params : [];
  return type ? tree.textOf(type) : 'Env';
}
