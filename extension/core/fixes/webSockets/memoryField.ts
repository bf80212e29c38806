import type {
  AssignmentExpression,
  ClassBody,
  ClassPrivateProperty,
  ClassProperty,
  Node,
} from '@babel/types';
import { additionAt } from '../syntax/collectionUse.ts';
import { isListed, thisOwner } from '../syntax/functions.ts';
import { keyOf, memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isNarrowed } from './arrayRemoval.ts';
import { isNothing, socketAssignmentAt } from './socketField.ts';
import { socketRecordAt } from './socketRecord.ts';
import { isWebSocket } from './webSocketCall.ts';

/** A field of an object that starts with nothing in it, and that no constructor fills. */
export interface MemoryField {
  readonly name: string;
  /**
   * An index is a Map that holds sockets by their ids; records are objects with a socket, in any
   * collection; a socket is one, and no collection.
   */
  readonly kind: 'Map' | 'Index' | 'Set' | 'Array' | 'Records' | 'Socket';
  /** Makes it: the field with its value, or the field and the assignment of the constructor. */
  readonly declarations: readonly Node[];
  /** Every other mention of the field, in the order of the text. */
  readonly uses: readonly Node[];
  /** The types of a Map's keys and values, where they are written. */
  readonly types: readonly string[];
}

/** The fields of the class that collect something, or hold a socket. None when the object is used in ways that hide them. */
export function memoryFieldsIn(
  tree: SyntaxTree,
  body: ClassBody,
  nodes: readonly Node[],
): MemoryField[] {
  const mentions = mentionsIn(tree, nodes);
  if (mentions === undefined) return [];
  const declared = new Map<string, Declared>();
  for (const member of body.body) {
    const isField = member.type === 'ClassProperty' || member.type === 'ClassPrivateProperty';
    const name = isField && !member.static ? keyOf(member) : undefined;
    if (isField && name !== undefined) declared.set(name, member);
  }
  const names = new Set([...declared.keys(), ...mentions.keys()]);
  return [...names].flatMap(
    (name) =>
      collection(tree, name, declared.get(name), mentions.get(name) ?? []) ??
      socketField(tree, name, declared.get(name), mentions.get(name) ?? []) ??
      [],
  );
}

type Declared = ClassProperty | ClassPrivateProperty;

/** Every `this.name`, by name. Undefined when the object is used in other ways. */
function mentionsIn(
  tree: SyntaxTree,
  nodes: readonly Node[],
): ReadonlyMap<string, readonly Node[]> | undefined {
  const mentions = new Map<string, Node[]>();
  for (const node of nodes) {
    if (node.type === 'PrivateName' && isOfAnother(tree, node)) return undefined;
    if (node.type !== 'ThisExpression') continue;
    const member = tree.parentOf(node);
    const name = member?.type === 'MemberExpression' ? memberName(member) : undefined;
    if (member === undefined || name === undefined) return undefined;
    mentions.set(name, [...(mentions.get(name) ?? []), member]);
  }
  return mentions;
}

/** `other.#name` or `#name in other`: there the field must stay. */
function isOfAnother(tree: SyntaxTree, name: Node): boolean {
  const parent = tree.parentOf(name);
  const isMember =
    parent?.type === 'MemberExpression' || parent?.type === 'OptionalMemberExpression';
  return isMember ? parent.object.type !== 'ThisExpression' : parent?.type === 'BinaryExpression';
}

function collection(
  tree: SyntaxTree,
  name: string,
  field: Declared | undefined,
  mentions: readonly Node[],
): MemoryField | undefined {
  const [assignment, ...more] = mentions.flatMap((mention) => assignmentTo(tree, mention) ?? []);
  const value = field?.value ?? assignment?.right;
  if (!value || (assignment && field?.value) || more.length > 0) return undefined;
  const uses = mentions.filter((mention) => mention !== assignment?.left);
  if (uses.some((use) => isInConstructor(tree, use))) return undefined;
  const statement = assignment && tree.parentOf(assignment);
  const isMade =
    statement?.type === 'ExpressionStatement' &&
    isInConstructor(tree, statement) &&
    isListed(tree, statement);
  const made = collectionMadeBy(tree, value);
  if (made === undefined || (assignment && !isMade)) return undefined;
  const declarations = [field, statement].filter((part) => part !== undefined);
  const types = made === 'Map' ? typesOf(tree, field ?? value, value) : [];
  return { name, kind: kindOf(tree, made, uses), declarations, uses, types };
}

function socketField(
  tree: SyntaxTree,
  name: string,
  field: Declared | undefined,
  mentions: readonly Node[],
): MemoryField | undefined {
  if (field?.value && !isNothing(tree, withoutTypes(field.value))) return undefined;
  const assigned = mentions.filter((mention) => isTarget(tree, mention));
  const known = assigned.flatMap((mention) => socketAssignmentAt(tree, mention) ?? []);
  const made = known.filter(({ node }) => isInConstructor(tree, node));
  const isFilled = known.length < assigned.length || made.some(({ socket }) => socket);
  if (isFilled || !known.some(({ socket }) => socket)) return undefined;
  const uses = mentions.filter((mention) => !isInConstructor(tree, mention));
  if (uses.length + made.length < mentions.length) return undefined;
  const statements = made.map(({ node }) => tree.parentOf(node));
  const declarations = [field, ...statements].filter((part) => part !== undefined);
  return { name, kind: 'Socket', declarations, uses, types: [] };
}

function isTarget(tree: SyntaxTree, mention: Node): boolean {
  const parent = tree.parentOf(mention);
  return parent?.type === 'AssignmentExpression' && parent.left === mention;
}

function assignmentTo(tree: SyntaxTree, mention: Node): AssignmentExpression | undefined {
  const parent = tree.parentOf(mention);
  if (parent?.type !== 'AssignmentExpression' || parent.left !== mention) return undefined;
  return isNarrowed(tree, mention) ? undefined : parent;
}

function kindOf(
  tree: SyntaxTree,
  made: 'Map' | 'Set' | 'Array',
  uses: readonly Node[],
): MemoryField['kind'] {
  if (uses.some((use) => socketRecordAt(tree, use))) return 'Records';
  return made === 'Map' && uses.some((use) => holdsSocket(tree, use)) ? 'Index' : made;
}

/** `this.sockets.set(id, server)`. */
function holdsSocket(tree: SyntaxTree, use: Node): boolean {
  const addition = additionAt(tree, use);
  const [value] = addition?.method === 'set' ? addition.values : [];
  return value !== undefined && isWebSocket(tree, value);
}

function isInConstructor(tree: SyntaxTree, node: Node): boolean {
  const method = thisOwner(tree, node);
  return method?.type === 'ClassMethod' && method.kind === 'constructor';
}

/** `new Map()`, `new Set()` or `[]`, empty. */
function collectionMadeBy(tree: SyntaxTree, value: Node) {
  const made = withoutTypes(value);
  if (made.type === 'ArrayExpression')
    return made.elements.length === 0 ? ('Array' as const) : undefined;
  if (made.type !== 'NewExpression' || made.arguments.length > 0) return undefined;
  const scopes = scopesOf(tree);
  return (['Map', 'Set'] as const).find((name) => scopes.isGlobal(made.callee, name));
}

/** `WebSocket` and `Session` of `Map<WebSocket, Session>`; none that takes several lines. */
function typesOf(tree: SyntaxTree, field: Node, value: Node): string[] {
  for (const node of [...descendantsOf(field), ...descendantsOf(value)]) {
    if (node.type !== 'TSTypeParameterInstantiation') continue;
    const texts = node.params.map((type) => tree.textOf(type));
    return texts.some((text) => /[\r\n]/.test(text)) ? [] : texts;
  }
  return [];
}
