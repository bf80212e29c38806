import type { Function as FunctionNode, Node } from '@babel/types';
import type { TextEdit } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';
import type { NativeKind } from './workerValue.ts';

/** A parameter that the runtime hands over and the function does not take yet. */
export interface MissingParameter {
  readonly name: string;
  /** Add it, with those that stand before it. */
  readonly edits: readonly TextEdit[];
}

/**
 * The nearest function around the node that is handed a value of the kind at this index, from 0, and takes
 * fewer parameters.
 */
export function missingParameter(
  tree: SyntaxTree,
  at: Node,
  kind: NativeKind,
  index: number,
): MissingParameter | undefined {
  const context = workerContextOf(tree);
  const owner = tree
    .ancestorsOf(at)
    .filter(isFunction)
    .find((one) => context.parameterOf(one, index)?.kind === kind);
  return owner && owner.params.length <= index ? addUpTo(tree, owner, index) : undefined;
}

interface Shape {
  readonly names: readonly string[];
  readonly type: string;
}

/** Of a value that has no kind nothing is known but its place. */
const FIRST: Shape = { names: ['event', '_event'], type: 'unknown' };
const SHAPES: Partial<Record<NativeKind, Shape>> = {
  incomingRequest: { names: ['request', '_request'], type: 'Request' },
  env: { names: ['env', '_env'], type: 'Env' },
  ctx: { names: ['ctx', 'context', 'executionContext'], type: 'ExecutionContext' },
};
/** Its type is that of the routes. */
const HONO: Shape = { names: ['c', 'context'], type: '' };

function addUpTo(
  tree: SyntaxTree,
  owner: FunctionNode,
  index: number,
): MissingParameter | undefined {
  const scopes = scopesOf(tree);
  const added: string[] = [];
  let name: string | undefined;
  for (let place = owner.params.length; place <= index; place++) {
    const { names, type } = shapeOf(tree, owner, place);
    name = scopes.freeName(names, owner);
    if (name === undefined) return undefined;
    added.push(isTyped(tree, owner) && type !== '' ? `${name}: ${known(tree, type)}` : name);
  }
  const edits = insertion(tree, owner, added.join(', '));
  return name === undefined || edits === undefined ? undefined : { name, edits };
}

function shapeOf(tree: SyntaxTree, owner: FunctionNode, index: number): Shape {
  const kind = workerContextOf(tree).parameterOf(owner, index)?.kind;
  if (kind === 'honoContext') return HONO;
  return (
    SHAPES[kind as NativeKind] ?? (index === 0 ? FIRST : { names: ['env', '_env'], type: 'Env' })
  ); // any other kind has no shape
}

/** A type that the file does not know would be an error of its own. */
function known(tree: SyntaxTree, type: string): string {
  if (type !== 'Env') return type;
  const isKnown = descendantsOf(tree.program).some(
    (node) =>
      (node.type === 'TSInterfaceDeclaration' || node.type === 'TSTypeAliasDeclaration') &&
      node.id.name === type,
  );
  return isKnown || scopesOf(tree).lookUp(type, tree.program) ? type : 'unknown';
}

/** The parameters that are there have types; without any, the function says what it returns, or the file has types. */
function isTyped(tree: SyntaxTree, owner: FunctionNode): boolean {
  const last = owner.params.at(-1);
  if (last) return 'typeAnnotation' in last && last.typeAnnotation?.type === 'TSTypeAnnotation';
  if (!tree.isTypeScript) return false;
  // `satisfies ExportedHandler` gives the parameters their types.
  return !tree.ancestorsOf(owner).some(({ type }) => type.startsWith('TSSatisfies'));
}

function insertion(
  tree: SyntaxTree,
  owner: FunctionNode,
  added: string,
): readonly TextEdit[] | undefined {
  const last = owner.params.at(-1);
  if (last === undefined) {
    const at = openingOf(tree, owner);
    return at === undefined ? undefined : [{ start: at, end: at, text: added }];
  }
  if (last.type === 'RestElement') return undefined;
  // `async (request) =>` has its brackets; `request =>` has none.
  const end = endOf(last);
  const isBare = !/^\s*[,)]/.test(tree.source.slice(end));
  if (!isBare) return [{ start: end, end, text: `, ${added}` }];
  return [
    { start: startOf(last), end: startOf(last), text: '(' },
    { start: end, end, text: `, ${added})` },
  ];
}

/** Behind the bracket of an empty list; a comment may stand in it. */
function openingOf({ source }: SyntaxTree, owner: FunctionNode): number | undefined {
  const name = 'key' in owner ? owner.key : 'id' in owner ? owner.id : undefined;
  const from = owner.typeParameters
    ? endOf(owner.typeParameters)
    : name
      ? endOf(name)
      : startOf(owner);
  const open = /^[^()]*?\(\s*(?=\))/.exec(source.slice(from, startOf(owner.body)));
  return open ? from + open[0].trimEnd().length : undefined;
}
