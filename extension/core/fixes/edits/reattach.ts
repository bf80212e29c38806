import type { Node, ObjectPattern } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { removeStatement } from './codeLayout.ts';
import { type DetachedMethod, methodHeld, reaches, wrapped } from '../worker/detachedMethod.ts';
import { EditBuilder } from './editBuilder.ts';
import type { TextEdit } from '../fixRule.ts';
import { isFunction, statementsOf } from '../syntax/functions.ts';
import { keyOf } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import { entryOf, type NativeKind, nativeTypes } from '../worker/workerValue.ts';

export interface Reattached {
  readonly receiver: string;
  readonly name: string;
  readonly edits: readonly TextEdit[];
}

/**
 * Edits after which the method that the variable holds is called on its object, at the place and
 * wherever else it is called; the variable goes when nothing uses it any more.
 */
export function reattach(tree: SyntaxTree, binding: Binding, place: Node): Reattached | undefined {
  const method = methodHeld(tree, binding);
  if (method === undefined) return reattachParameter(tree, binding);
  const edits = new EditBuilder();
  let isKept = false;
  for (const { identifier } of binding.references) {
    const text = reaches(tree, method, identifier) && replacement(tree, method, identifier);
    if (text) edits.replace(startOf(identifier), endOf(identifier), text);
    else if (identifier === place) return undefined;
    else isKept = true;
  }
  if (!isKept) removeVariable(edits, tree, binding);
  return { receiver: method.receiver, name: method.name, edits: edits.build() };
}

/** What to write for a use of the variable: the callee of a call or an argument; other uses stay. */
function replacement(tree: SyntaxTree, method: DetachedMethod, use: Node): string | undefined {
  const parent = tree.parentOf(use);
  if (parent?.type !== 'CallExpression' && parent?.type !== 'OptionalCallExpression')
    return undefined;
  return parent.callee === use ? `${method.receiver}.${method.name}` : wrapped(tree, method, use);
}

function removeVariable(edits: EditBuilder, tree: SyntaxTree, binding: Binding): void {
  let part: Node = binding.identifier;
  for (const outer of tree.ancestorsOf(part)) {
    if (outer.type === 'ObjectPattern') {
      // What a rest element takes depends on its neighbours.
      if (outer.properties.some(({ type }) => type === 'RestElement')) return;
      if (outer.properties.length > 1) {
        removeFromList(edits, outer.properties, part);
        return;
      }
    } else if (outer.type === 'VariableDeclaration') {
      if (outer.declarations.length > 1) removeFromList(edits, outer.declarations, part);
      else if (statementsOf(tree.parentOf(outer) ?? part)) removeStatement(edits, tree, outer);
      return;
    } else if (outer.type !== 'ObjectProperty' && outer.type !== 'VariableDeclarator') return;
    part = outer;
  }
}

function removeFromList(edits: EditBuilder, list: readonly Node[], part: Node): void {
  const index = list.indexOf(part);
  const next = list[index + 1];
  const previous = list[index - 1];
  if (next !== undefined) edits.remove(startOf(part), startOf(next));
  else if (previous !== undefined) edits.remove(endOf(previous), endOf(part));
}

const PARAMETER_NAMES: Partial<Record<NativeKind, readonly string[]>> = {
  ctx: ['ctx', 'context', 'executionContext'],
  incomingRequest: ['request', 'incoming'],
};

/** `fetch(request, env, { waitUntil })`: the parameter becomes the object, its parts become members. */
function reattachParameter(tree: SyntaxTree, binding: Binding): Reattached | undefined {
  const owner = binding.declaration;
  if (!isFunction(owner)) return undefined;
  const index = owner.params.findIndex(
    (one) => startOf(one) <= startOf(binding.identifier) && endOf(binding.identifier) <= endOf(one),
  );
  const pattern = owner.params[index];
  const context = workerContextOf(tree);
  const kind = context.parameterOf(owner, index)?.kind;
  if (pattern?.type !== 'ObjectPattern' || kind === undefined || !(kind in PARAMETER_NAMES)) {
    return undefined;
  }
  const native = kind as NativeKind; // `in` has told
  const receiver = context.scopes.freeName(PARAMETER_NAMES[native] ?? [], owner);
  if (receiver === undefined) return undefined;

  const edits = new EditBuilder();
  edits.replace(startOf(pattern), endOfPattern(tree, pattern), receiver);
  for (const property of pattern.properties) {
    const name = property.type === 'ObjectProperty' ? keyOf(property) : undefined;
    const part = property.type === 'ObjectProperty' && context.scopes.bindingOf(property.value);
    if (name === undefined || !part) return undefined;
    const parameters = entryOf(nativeTypes[native].methods, name);
    const method = { receiver, name, parameters, origin: pattern };
    for (const { identifier } of part.references) {
      const text = memberFor(tree, method, identifier);
      if (text === undefined) return undefined;
      edits.replace(startOf(identifier), endOf(identifier), text);
    }
  }
  const name = context.valueOf(binding.identifier);
  return name?.kind === 'method' ? { receiver, name: name.name, edits: edits.build() } : undefined;
}

function memberFor(tree: SyntaxTree, method: DetachedMethod, use: Node): string | undefined {
  const isData = method.parameters === undefined;
  if (!isData) return replacement(tree, method, use);
  const parent = tree.parentOf(use);
  const isShorthand = parent?.type === 'ObjectProperty' && parent.shorthand;
  const member = `${method.receiver}.${method.name}`;
  return isShorthand && use.type === 'Identifier' ? `${use.name}: ${member}` : member;
}

/** Without its type annotation, which fits the object as a whole. */
function endOfPattern(tree: SyntaxTree, pattern: ObjectPattern): number {
  const annotation = pattern.typeAnnotation;
  if (!annotation) return endOf(pattern);
  return (
    startOf(pattern) + tree.source.slice(startOf(pattern), startOf(annotation)).trimEnd().length
  );
}
