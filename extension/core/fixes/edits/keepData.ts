import type { Node } from '@babel/types';
import { EditBuilder } from './editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import { withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import {
  childrenOf,
  endOf,
  startOf,
  startWithBrackets,
  type SyntaxTree,
} from '../syntax/syntaxTree.ts';
import { type DataRead, keptResponsesOf } from '../worker/keptResponse.ts';
import type { ModuleState } from '../worker/moduleState.ts';

export interface KeptData {
  readonly method: string;
  /** From one fetch into one variable of the module, and nothing else is on the way. */
  readonly isPlain: boolean;
  readonly edits: readonly TextEdit[];
}

const TYPES: Readonly<Record<string, string>> = {
  text: 'string',
  json: 'unknown',
  arrayBuffer: 'ArrayBuffer',
};

/** The state keeps what a method of the response gives; undefined when its uses need more than that. */
export function keepDataOf(tree: SyntaxTree, state: ModuleState): KeptData | undefined {
  const kept = keptResponsesOf(tree, state);
  const [first] = kept?.reads ?? [];
  if (kept === undefined || first === undefined || kept.sources.length === 0) return undefined;
  const { method } = first;
  const given = typeOf(tree, first);
  const isOneKind = kept.reads.every((read) => {
    return read.method === method && typeOf(tree, read) === given;
  });
  if (!isOneKind) return undefined;
  const edits = new EditBuilder();
  const read = `.${method}${given === undefined ? '' : `<${given}>`}()`;
  for (const source of kept.sources) readAt(edits, tree, source, read);
  for (const { whole, value } of kept.reads) {
    if (!keepOnly(edits, tree, whole, value)) return undefined;
  }
  for (const [clone, base] of kept.clones) edits.remove(endOf(base), endOf(clone));
  const type = given ?? TYPES[method] ?? 'unknown';
  const annotations = kept.variables.map(({ identifier }) => identifier.typeAnnotation);
  for (const written of [...annotations, ...typesOf(state)]) {
    if (written && !retype(edits, tree, written, type)) return undefined;
  }
  const [source, ...more] = kept.sources;
  const isFetched = source?.type === 'AwaitExpression' && more.length === 0;
  const isPlain = isFetched && kept.variables.length === 1 && !state.field;
  return { method, isPlain, edits: edits.build() };
}

function readAt(edits: EditBuilder, tree: SyntaxTree, source: Node, read: string): void {
  const binding = scopesOf(tree).bindingOf(source);
  const isAwaited = source.type === 'AwaitExpression';
  // What else uses the response may want its body.
  const copy = (binding?.references.length ?? 0) > 1 ? '.clone()' : '';
  edits.insert(startOf(source), isAwaited ? 'await (' : 'await ');
  edits.insert(endOf(source), `${isAwaited ? ')' : ''}${copy}${read}`);
}

/** Of `json<T>()`. */
function typeOf(tree: SyntaxTree, { call }: DataRead): string | undefined {
  const type = call.typeParameters?.params[0];
  return type && tree.textOf(type);
}

/** Removes of the outer expression what stands around the inner one, with the brackets of both. */
function keepOnly(edits: EditBuilder, tree: SyntaxTree, outer: Node, inner: Node): boolean {
  const start = startWithBrackets(inner);
  const opened = tree.source.slice(start, startOf(inner)).match(/\(/g) ?? [];
  const closed = new RegExp(`^(?:\\s*\\)){${opened.length}}`);
  const after = closed.exec(tree.source.slice(endOf(inner)));
  if (after === null) return false;
  edits.remove(startOf(outer), start);
  edits.remove(endOf(inner) + after[0].length, endOf(outer));
  return true;
}

/** Where the type is written: `static last: Response`, or `new Map<string, Response>()`. */
function typesOf({ init, field }: ModuleState): readonly (Node | null | undefined)[] {
  const made = init ? childrenOf(withoutTypes(init)) : [];
  const parameters = made.find(({ type }) => type === 'TSTypeParameterInstantiation');
  return [parameters, field?.member.typeAnnotation];
}

/** `Response | null` becomes `string | null`. */
function retype(edits: EditBuilder, tree: SyntaxTree, written: Node, type: string): boolean {
  const at = tree.textOf(written).search(/\bResponse\b/);
  if (at < 0) return false;
  const start = startOf(written) + at;
  edits.replace(start, start + 'Response'.length, type);
  return true;
}
