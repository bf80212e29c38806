import type { AwaitExpression, CallExpression, MemberExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { BODY_READS } from '../worker/bodyUse.ts';
import { declareAt, declaresAny, placeBefore, variablesIn } from '../edits/declareBefore.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { asOperand, replaceOperand } from '../edits/wrapText.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import type { Binding } from '../syntax/binding.ts';
import { functionAround, isFunction, listedStatement } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { isSameOfCopy, leavesBody } from '../worker/leavesBody.ts';
import { type WorkerContext, workerContextOf } from '../worker/workerContext.ts';

/** QF-09: the body of the incoming request is read in `waitUntil()`, after the response was sent. */
export const bodyAfterResponse: FixRule = {
  id: 'QF-09',
  codes: ['rt:body-after-response'],
  find({ tree, nodes, message }) {
    return nodes.flatMap((node) => {
      const late = lateRead(tree, node);
      if (late === undefined) return [];
      return [{ node, subject: node, fixes: () => readBefore(tree, late, message) }];
    });
  },
};

interface LateRead {
  readonly awaited: AwaitExpression;
  readonly call: CallExpression;
  readonly callee: MemberExpression;
  readonly method: string;
  /** The outermost call of `waitUntil` around it. */
  readonly work: Node;
}

/** `ctx.waitUntil((async () => { … await request.text() … })())`. */
function lateRead(tree: SyntaxTree, node: Node): LateRead | undefined {
  const context = workerContextOf(tree);
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const method = memberName(node.callee) ?? '';
  const awaited = tree.parentOf(node);
  if (!BODY_READS.has(method) || awaited?.type !== 'AwaitExpression') return undefined;
  if (!isIncoming(context, node.callee.object)) return undefined;
  let work = workAround(tree, node);
  // Late work may start more of it: before the response is before all of that.
  for (let outer = work; outer !== undefined; outer = workAround(tree, outer)) work = outer;
  return work && { awaited, call: node, callee: node.callee, method, work };
}

/** The call of `waitUntil` whose function holds the node. */
function workAround(tree: SyntaxTree, node: Node): Node | undefined {
  const owner = functionAround(tree, node);
  const start = owner && tree.parentOf(owner);
  if (start?.type !== 'CallExpression' || start.callee !== owner) return undefined;
  const work = tree.parentOf(start);
  if (work?.type !== 'CallExpression' || work.arguments[0] !== start) return undefined;
  const wait = workerContextOf(tree).valueOf(work.callee);
  const isWait = wait?.kind === 'method' && wait.owner === 'ctx' && wait.name === 'waitUntil';
  return isWait ? work : undefined;
}

/** The request that came in, or a clone of it: both read from the client's connection. */
function isIncoming(context: WorkerContext, node: Node): boolean {
  const value = withoutTypes(node);
  if (context.valueOf(value)?.kind === 'incomingRequest') return true;
  const declaration = context.scopes.bindingOf(value)?.declaration;
  const made =
    context.valueOf(value)?.kind === 'request' && declaration?.type === 'VariableDeclarator'
      ? declaration.init
      : value;
  if (made?.type !== 'CallExpression' || made.callee.type !== 'MemberExpression') return false;
  return (
    memberName(made.callee) === 'clone' &&
    context.valueOf(made.callee.object)?.kind === 'incomingRequest'
  );
}

const NAMES: Readonly<Record<string, readonly string[]>> = {
  text: ['text', 'body', 'requestText'],
  formData: ['form', 'formData', 'requestForm'],
};
const OTHER_NAMES = ['content', 'body', 'requestContent'];

function readBefore(tree: SyntaxTree, late: LateRead, message: string): Fix[] {
  const { callee, work } = late;
  const { scopes } = workerContextOf(tree);
  // A body that is no JSON fails where it did before, which may be in a `try`.
  const method = late.method === 'json' ? 'text' : late.method;
  const handler = tree.ancestorsOf(work).find(isFunction);
  const anchor = listedStatement(tree, work);
  const names = Object.hasOwn(NAMES, method) ? NAMES[method] : OTHER_NAMES;
  const name = handler && scopes.freeName(names ?? OTHER_NAMES, handler);
  const root = rootName(callee.object);
  const owner = root && scopes.bindingOf(root);
  if (handler?.async !== true || anchor === undefined || name === undefined || !owner) return [];
  // A variable of the late function itself cannot be read above it.
  const used = variablesIn(tree, callee.object);
  const place = declaresAny(work, used) ? undefined : placeBefore(anchor, work, used);
  if (place === undefined) return [];
  const edits = new EditBuilder();
  declareAt(edits, tree, place, name, `await ${tree.textOf(callee.object)}.${method}()`);
  replaceRead(edits, tree, late, name);
  // Without the error nothing tells that the body was not there in time; a form may be none.
  const isSure = message !== '' && method !== 'formData' && isOnlyTaker(tree, owner, root, place);
  const title = t('Read the body before the response is returned');
  return [{ rule: 'QF-09', title, safety: isSure ? 'safe' : 'review', edits: edits.build() }];
}

function replaceRead(
  edits: EditBuilder,
  tree: SyntaxTree,
  { awaited, call, method }: LateRead,
  name: string,
): void {
  const value = method === 'json' ? `JSON.parse(${name})` : name;
  const [type] = call.typeParameters?.params ?? [];
  if (type === undefined) replaceOperand(edits, tree, awaited, value);
  else {
    const typed = asOperand(tree, awaited, `${value} as ${tree.textOf(type)}`);
    edits.replace(startOf(awaited), endOf(awaited), typed);
  }
}

/** No other path of the handler takes the body, before the new place or after it. */
function isOnlyTaker(tree: SyntaxTree, owner: Binding, read: Node, place: Node): boolean {
  const handler = functionAround(tree, place) ?? tree.program;
  return owner.references.every((use) => {
    if (use.identifier === read || isSameOfCopy(tree, use)) return true;
    if (startOf(use.identifier) < startOf(place)) return leavesBody(tree, use, handler);
    const member = tree.parentOf(use.identifier);
    return member?.type === 'MemberExpression' && memberName(member) === 'headers';
  });
}

function rootName(node: Node): Node | undefined {
  if (node.type === 'CallExpression') return rootName(node.callee);
  if (node.type === 'MemberExpression') return rootName(node.object);
  const plain = withoutTypes(node);
  if (plain !== node) return rootName(plain);
  return node.type === 'Identifier' ? node : undefined;
}
