import type { Node } from '@babel/types';
import { declareAt, placeBefore, variablesIn } from './declareBefore.ts';
import { EditBuilder } from './editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { asOperand } from './wrapText.ts';

const NAMES = ['text', 'bodyText', 'rawBody'];

export interface KeptText {
  /** Of the new variable. */
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Reads a body once as text, above the first of these calls of `text()` and `json()`, which then use the
 * variable. Undefined when one of them is another call, or is not awaited where the variable is seen.
 */
export function keepText(tree: SyntaxTree, reads: readonly Node[]): KeptText | undefined {
  const [first] = [...reads].sort((a, b) => startOf(a) - startOf(b));
  if (first === undefined) return undefined;
  const anchor = listedStatement(tree, first);
  const block = anchor && tree.parentOf(anchor);
  const owner = functionAround(tree, first);
  if (anchor === undefined || block === undefined || owner === undefined) return undefined;
  const name = scopesOf(tree).freeName(NAMES, owner);
  const object = bodyReadOf(first)?.object;
  if (name === undefined || object === undefined) return undefined;
  const place = placeBefore(anchor, first, variablesIn(tree, object));
  if (place === undefined) return undefined;
  const edits = new EditBuilder();
  declareAt(edits, tree, place, name, `await ${tree.textOf(object)}.text()`);
  for (const read of reads) {
    const { method, type } = bodyReadOf(read) ?? {};
    const awaited = tree.parentOf(read);
    const isHere = awaited?.type === 'AwaitExpression' && contains(block, startOf(read));
    if (!isHere || method === undefined) return undefined;
    const parsed = `JSON.parse(${name})`;
    const typed = type ? asOperand(tree, awaited, `${parsed} as ${tree.textOf(type)}`) : parsed;
    edits.replace(startOf(awaited), endOf(awaited), method === 'json' ? typed : name);
  }
  return { name, edits: edits.build() };
}

interface BodyRead {
  readonly object: Node;
  readonly method: 'json' | 'text';
  /** Of `json<T>()`. */
  readonly type: Node | undefined;
}

function bodyReadOf(read: Node): BodyRead | undefined {
  if (read.type !== 'CallExpression' || read.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(read.callee);
  if (method !== 'json' && method !== 'text') return undefined;
  return { object: read.callee.object, method, type: read.typeParameters?.params[0] };
}
