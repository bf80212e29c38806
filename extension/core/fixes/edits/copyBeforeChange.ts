import type { Node } from '@babel/types';
import type { Reference } from '../syntax/binding.ts';
import { insertBefore } from './codeLayout.ts';
import { declareAt, declaresAny, placeBefore } from './declareBefore.ts';
import { EditBuilder } from './editBuilder.ts';
import { LOOPS } from '../syntax/executionOrder.ts';
import type { TextEdit } from '../fixRule.ts';
import { functionAround, isFunction, listedStatement, statementsOf } from '../syntax/functions.ts';
import { firstChangeOf, type HeaderChange } from '../worker/headerChange.ts';
import { leavesBody } from '../worker/leavesBody.ts';
import { scopesOf } from '../syntax/scope.ts';
import { contains, descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** `response = new Response(response.body, response)` before the change: the variable can be set again. */
export function reassignCopy(
  tree: SyntaxTree,
  change: HeaderChange,
): readonly TextEdit[] | undefined {
  const anchor = listedStatement(tree, change.needed);
  if (anchor === undefined || mayBeAbsent(tree, change, anchor)) return undefined;
  const { name } = change.subject;
  if (!isOwnFreeGlobal(tree, change, anchor)) return undefined;
  if (declaresAny(anchor, [change.subject])) return undefined;
  const edits = new EditBuilder();
  insertBefore(edits, tree, anchor, `${name} = ${copyOf(change, name)}`);
  return edits.build();
}

/**
 * Gives the copy a variable of its own before the first change. A response's copy takes over its name and
 * the original is renamed; a request's copy gets a new name, for the parameter is what readers look for.
 */
export function copyAndRename(
  tree: SyntaxTree,
  change: HeaderChange,
): readonly TextEdit[] | undefined {
  const scopes = scopesOf(tree);
  const { subject } = change;
  const home = homeOf(tree, change);
  const region = functionAround(tree, subject.identifier) ?? tree.program;
  const first = firstChangeOf(tree, change, descendantsOf(region));
  const anchor = home && anchorFor(tree, home, first, subject.references);
  if (anchor === undefined || mayBeAbsent(tree, { ...change, needed: first }, anchor)) {
    return undefined;
  }
  const place = placeBefore(anchor, first, [subject]);
  const isRequest = change.kind === 'incomingRequest';
  const name = scopes.freeName(isRequest ? REQUEST_NAMES : RESPONSE_NAMES, region);
  if (place === undefined || name === undefined) return undefined;
  if (!isOwnFreeGlobal(tree, change, anchor)) return undefined;

  const before = subject.references.filter(
    ({ identifier }) => startOf(identifier) < startOf(place),
  );
  if (!before.every((use) => leavesBody(tree, use, region))) return undefined;
  const edits = new EditBuilder();
  const renamed = isRequest ? subject.references.filter((use) => !before.includes(use)) : before;
  if (!isRequest) rename(edits, tree, subject.identifier, name);
  for (const { identifier } of renamed) rename(edits, tree, identifier, name);
  const [original, copy] = isRequest ? [subject.name, name] : [name, subject.name];
  declareAt(edits, tree, place, copy, copyOf(change, original));
  return edits.build();
}

const RESPONSE_NAMES = ['upstream', 'original', 'upstreamResponse', 'originalResponse'];
/** What the copy of a request can be called. */
export const REQUEST_NAMES = ['req', 'newRequest', 'copiedRequest'];

/** A copy keeps status, web socket and body: https://developers.cloudflare.com/workers/runtime-apis/response/ */
function copyOf({ kind }: HeaderChange, name: string): string {
  return kind === 'incomingRequest'
    ? `new Request(${name})`
    : `new Response(${name}.body, ${name})`;
}

function isOwnFreeGlobal(tree: SyntaxTree, { kind }: HeaderChange, at: Node): boolean {
  const constructor = kind === 'incomingRequest' ? 'Request' : 'Response';
  return scopesOf(tree).lookUp(constructor, at) === undefined;
}

/** `if (cached) cached.headers.set(…)`: a copy made above the test would fail when there is nothing. */
function mayBeAbsent(tree: SyntaxTree, { kind, needed }: HeaderChange, anchor: Node): boolean {
  if (kind !== 'cachedResponse') return false;
  const isConditional = tree
    .ancestorsOf(needed)
    .some((outer) => outer.type === 'LogicalExpression' && contains(anchor, startOf(outer)));
  return isConditional || listedStatement(tree, needed) !== anchor || anchor.type === 'IfStatement';
}

/** The block in which the variable lives. */
function homeOf(tree: SyntaxTree, { subject }: HeaderChange): Node | undefined {
  const { declaration, kind } = subject;
  if (kind === 'param') {
    const isPlain =
      isFunction(declaration) && declaration.params.some((p) => p === subject.identifier);
    return isPlain && declaration.body.type === 'BlockStatement' ? declaration.body : undefined;
  }
  if (declaration.type !== 'VariableDeclarator' || declaration.id !== subject.identifier) {
    return undefined;
  }
  const statement = tree.parentOf(declaration);
  const block = statement && tree.parentOf(statement);
  return block && statementsOf(block) ? block : undefined;
}

/**
 * The statement before which the copy is made: in the innermost block that holds every later use, but
 * outside loops and functions, for a body can be handed over only once.
 */
export function anchorFor(
  tree: SyntaxTree,
  home: Node,
  first: Node,
  references: readonly Reference[],
): Node | undefined {
  let inner = first;
  let best: Node | undefined;
  for (const outer of tree.ancestorsOf(first)) {
    const statement = inner;
    if (statementsOf(outer)) {
      const later = references.filter(
        ({ identifier }) => startOf(identifier) >= startOf(statement),
      );
      const holdsAll = later.every(({ identifier }) => contains(outer, startOf(identifier)));
      if (holdsAll) best ??= statement;
    }
    if (outer === home) return best;
    if (isFunction(outer) || LOOPS.has(outer.type)) best = undefined;
    inner = outer;
  }
  return undefined;
}

function rename(edits: EditBuilder, tree: SyntaxTree, identifier: Node, name: string): void {
  const old = identifier.type === 'Identifier' ? identifier.name : '';
  const parent = tree.parentOf(identifier);
  const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand;
  // An identifier's range includes its type annotation; its name's does not.
  const start = startOf(identifier);
  edits.replace(start, start + old.length, isShorthand ? `${old}: ${name}` : name);
}
