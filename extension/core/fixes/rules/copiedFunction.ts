import type { Class, Node, ObjectExpression } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { copyingCallsIn } from '../worker/copiedValue.ts';
import { surroundValue } from '../edits/wrapText.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { removeProperties } from '../edits/members.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { isFunction } from '../syntax/functions.ts';
import { keyOf, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-33: what is stored or sent holds a function, which only RPC passes on. */
export const copiedFunction: FixRule = {
  id: 'QF-33',
  codes: ['rt:not-serializable/function'],
  find({ tree, nodes, message }) {
    if (!isAboutFunction(message)) return [];
    return copyingCallsIn(tree, nodes).map(({ node, parts }) => ({
      node,
      subject: node,
      fixes: () => leaveOut(tree, parts),
    }));
  },
};

/** The message begins with the text of the function; objects and symbols have names of their own. */
function isAboutFunction(message: string): boolean {
  return /could not be cloned\.$/.test(message) && !/^(?:#<|\[object |Symbol\()/.test(message);
}

function leaveOut(tree: SyntaxTree, parts: readonly Node[]): Fix[] {
  const written = new Set(parts.flatMap((part) => objectWith(tree, part) ?? []));
  const held = parts.flatMap((part) => {
    const names = functionsHeld(tree, constantValue(tree, part));
    return names.length === 0 ? [] : [{ part, names }];
  });
  // Edits of one in the other would overlap.
  if (written.size + held.length !== 1) return [];
  const edits = new EditBuilder();
  const names = held.flatMap((one) => one.names);
  for (const { part } of held) {
    const without = names.map((name) => `, ${name}: undefined`).join('');
    surroundValue(edits, tree, part, '{ ...', `${without} }`);
  }
  for (const object of written) {
    const functions = object.properties.filter((one) => functionName(tree, one) !== undefined);
    removeProperties(edits, tree, object, functions);
    names.push(...functions.flatMap((one) => functionName(tree, one) ?? []));
  }
  const list = names.map((name) => `\`${name}\``).join(', ');
  const title = t('Leave out {0}: functions cannot be copied', list);
  return [{ rule: 'QF-33', title, safety: 'review', edits: edits.build() }];
}

/** The object that is written on the spot, when the part is a function in it. */
function objectWith(tree: SyntaxTree, part: Node): ObjectExpression | undefined {
  const property = part.type === 'ObjectMethod' ? part : propertyAround(tree, part);
  if (property === undefined || functionName(tree, property) === undefined) return undefined;
  const object = tree.parentOf(property);
  return object?.type === 'ObjectExpression' ? object : undefined;
}

/** With the type assertions between them. */
function propertyAround(tree: SyntaxTree, value: Node): Node | undefined {
  const parent = tree.parentOf(value);
  return parent !== undefined && parent !== withoutTypes(parent)
    ? propertyAround(tree, parent)
    : parent;
}

/** The key of a property that has a function. */
function functionName(tree: SyntaxTree, property: Node): string | undefined {
  if (property.type === 'ObjectMethod') {
    return property.kind === 'method' ? keyOf(property) : undefined;
  }
  if (property.type !== 'ObjectProperty' || !isCode(tree, property.value)) return undefined;
  return keyOf(property);
}

/** A function or a class, or the name of one. */
function isCode(tree: SyntaxTree, node: Node): boolean {
  const value = constantValue(tree, node);
  const kind = scopesOf(tree).bindingOf(value)?.kind;
  return (
    isFunction(value) || value.type === 'ClassExpression' || kind === 'function' || kind === 'class'
  );
}

/** The names of the functions that the object has itself: what its class has as methods is not copied. */
function functionsHeld(tree: SyntaxTree, value: Node): string[] {
  if (value.type === 'ObjectExpression') {
    return value.properties.flatMap((one) => named(functionName(tree, one)));
  }
  if (value.type !== 'NewExpression') return [];
  const made = scopesOf(tree).bindingOf(value.callee)?.declaration;
  return made?.type === 'ClassDeclaration' ? fieldsWithFunctions(tree, made) : [];
}

function fieldsWithFunctions(tree: SyntaxTree, { body }: Class): string[] {
  return body.body.flatMap((member) =>
    member.type === 'ClassProperty' && !member.static && member.value && isCode(tree, member.value)
      ? named(keyOf(member))
      : [],
  );
}

/** Names that can be written as they are. */
function named(name: string | undefined): string[] {
  return name !== undefined && /^[A-Za-z_$][\w$]*$/.test(name) ? [name] : [];
}
