import type { MemberExpression, Node, OptionalMemberExpression } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { bindingName } from '../worker/bindingCall.ts';
import { quoted } from '../edits/codeStyle.ts';
import { declaresAny, variablesIn } from '../edits/declareBefore.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { runsWith } from '../syntax/executionOrder.ts';
import { failsLater } from '../syntax/missingLater.ts';
import { functionAround, listedStatement, statementsOf } from '../syntax/functions.ts';
import { originOf } from '../worker/dataOrigin.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { isResponder } from '../worker/responder.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

type Member = MemberExpression | OptionalMemberExpression;

/** QF-16: a property of something that is not there is read. */
export const undefinedProperty: FixRule = {
  id: 'QF-16',
  codes: ['rt:undefined-property', 'rt:undefined-property/null'],
  find({ tree, nodes, message }) {
    const [, missing, property] = FAILURE.exec(message) ?? [];
    if (missing === undefined || property === undefined) return [];
    return nodes.flatMap((node) =>
      isRead(tree, node, property)
        ? [{ node, subject: node, fixes: () => fixesOf(tree, node, property, missing) }]
        : [],
    );
  },
};

const FAILURE = /^Cannot read properties of (undefined|null) \(reading '(.{1,200})'\)/;

/** A read that a missing value makes fail, and that `?.` can be part of. */
function isRead(tree: SyntaxTree, node: Node, property: string): node is Member {
  if (node.type !== 'MemberExpression' && node.type !== 'OptionalMemberExpression') return false;
  if (node.optional === true || memberName(node) !== property) return false;
  const { object } = node;
  if (object.type === 'Super' || object.type === 'ThisExpression') return false;
  return !isBinding(tree, object) && !isTarget(tree, node) && !isGuarded(tree, node);
}

/** `env.CACHE` is not optional: it is missing in the configuration. */
function isBinding(tree: SyntaxTree, object: Node): boolean {
  const value = withoutTypes(object);
  return (
    workerContextOf(tree).valueOf(value)?.kind === 'env' || bindingName(tree, value) !== undefined
  );
}

/** An `if` before it, or around it, looks at the value already. */
function isGuarded(tree: SyntaxTree, node: Member): boolean {
  const value = tree.textOf(withoutTypes(node.object));
  const owner = functionAround(tree, node);
  const looks = (test: Node) => tree.textOf(test).includes(value);
  let inner: Node = node;
  for (const outer of tree.ancestorsOf(node)) {
    if (outer === owner) return false;
    if (outer.type === 'IfStatement' && outer.consequent === inner && looks(outer.test))
      return true;
    const index = statementsOf(outer)?.findIndex((statement) => statement === inner) ?? 0;
    const before = statementsOf(outer)?.slice(0, index) ?? [];
    if (
      before.some((one) => one.type === 'IfStatement' && looks(one.test) && leaves(one.consequent))
    )
      return true;
    inner = outer;
  }
  return false;
}

function leaves(statement: Node): boolean {
  const last = statementsOf(statement)?.at(-1) ?? statement;
  return last.type === 'ReturnStatement' || last.type === 'ThrowStatement';
}

/** Written to, constructed or a tag: there the language has no `?.`. */
function isTarget(tree: SyntaxTree, node: Member): boolean {
  let inner: Node = node;
  for (const outer of tree.ancestorsOf(node)) {
    switch (outer.type) {
      case 'MemberExpression':
      case 'OptionalMemberExpression':
        if (outer.object !== inner) return false;
        break;
      case 'CallExpression':
      case 'OptionalCallExpression':
        if (outer.callee !== inner) return false;
        break;
      case 'TSNonNullExpression':
        break;
      case 'AssignmentExpression':
        return outer.left === inner;
      case 'ForInStatement':
      case 'ForOfStatement':
        return outer.left === inner;
      case 'UpdateExpression':
      case 'ArrayPattern':
      case 'ObjectPattern':
      case 'RestElement':
        return true;
      case 'NewExpression':
        return outer.callee === inner;
      case 'TaggedTemplateExpression':
        return outer.tag === inner;
      default:
        return false;
    }
    inner = outer;
  }
  return false;
}

function fixesOf(tree: SyntaxTree, node: Member, property: string, missing: string): Fix[] {
  const guard = guardBefore(tree, node, missing);
  const read = failsLater(tree, node) ? [] : [readIfThere(tree, node, property)];
  return [...(guard === undefined ? [] : [guard]), ...read];
}

function readIfThere(tree: SyntaxTree, node: Member, property: string): Fix {
  const edits = new EditBuilder();
  // `order!.items`: what was promised was not kept.
  const { object } = node;
  const value = object.type === 'TSNonNullExpression' ? object.expression : object;
  if (value !== object) edits.remove(endOf(object) - 1, endOf(object));
  edits.insert(linkOf(tree, node), node.computed ? '?.' : '?');
  const title = t('Read `{0}` only when `{1}` is there', property, short(tree.textOf(value)));
  return { rule: 'QF-16', title, safety: 'review', edits: edits.build() };
}

/** The dot or the bracket. Parentheses, spaces and comments may stand before it. */
function linkOf({ source }: SyntaxTree, { object, property, computed }: Member): number {
  const between = source.slice(endOf(object), startOf(property));
  const code = between.replace(/\/\*[^]*?\*\/|\/\/.*/g, (note) => ' '.repeat(note.length));
  return endOf(object) + code.indexOf(computed ? '[' : '.');
}

/** An answer instead of the failure, where the value came from the request or from storage. */
function guardBefore(tree: SyntaxTree, node: Member, missing: string): Fix | undefined {
  const value = withoutTypes(node.object);
  const origin = isRepeatable(value) ? originOf(tree, value) : undefined;
  const owner = functionAround(tree, value);
  if (origin === undefined || owner === undefined || !isResponder(tree, owner)) return undefined;
  const anchor = listedStatement(tree, value);
  if (anchor === undefined || functionAround(tree, anchor) !== owner) return undefined;
  if (declaresAny(anchor, variablesIn(tree, value))) return undefined;
  // Requests that take another branch of the statement may be right without the value.
  if (!runsWith(tree, node, anchor)) return undefined;
  const [status, text] = origin === 'request' ? [400, 'Bad Request'] : [404, 'Not Found'];
  const name = tree.textOf(value);
  const edits = new EditBuilder();
  insertBefore(
    edits,
    tree,
    anchor,
    `if (${name} === ${missing}) return new Response(${quoted(tree, text)}, { status: ${status} })`,
  );
  const title = t('Return {0} when `{1}` is missing', String(status), short(name));
  return { rule: 'QF-16', title, safety: 'review', edits: edits.build() };
}

/** Reading it once more costs nothing and does nothing. */
function isRepeatable(node: Node): boolean {
  if (node.type === 'Identifier') return true;
  return (
    node.type === 'MemberExpression' && !node.computed && isRepeatable(withoutTypes(node.object))
  );
}

function short(text: string): string {
  return text.length > 40 ? `${text.slice(0, 39)}…` : text;
}
