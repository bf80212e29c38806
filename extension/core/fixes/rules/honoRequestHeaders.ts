import type { MemberExpression, Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { insertBefore } from '../edits/codeLayout.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { descendantsOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';

const CHANGES = new Set(['set', 'append', 'delete']);

/** QF-08: the headers of `c.req.raw`, which Hono took over from the runtime, are changed in place. */
export const honoRequestHeaders: FixRule = {
  id: 'QF-08',
  codes: ['rt:immutable-headers'],
  find({ tree, nodes }) {
    return nodes.flatMap((node) => {
      const raw = changedRequest(tree, node);
      if (raw === undefined || isReplaced(tree, raw)) return [];
      return [{ node, subject: functionAround(tree, raw), fixes: () => replaceFirst(tree, raw) }];
    });
  },
};

/** The `c.req.raw` of `c.req.raw.headers.set(…)`. */
function changedRequest(tree: SyntaxTree, node: Node): MemberExpression | undefined {
  if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return undefined;
  const { callee } = node;
  const headers = withoutTypes(callee.object);
  if (!CHANGES.has(memberName(callee) ?? '') || headers.type !== 'MemberExpression')
    return undefined;
  const raw = withoutTypes(headers.object);
  return memberName(headers) === 'headers' && isRaw(tree, raw) ? raw : undefined;
}

function isRaw(tree: SyntaxTree, node: Node): node is MemberExpression {
  return (
    node.type === 'MemberExpression' &&
    memberName(node) === 'raw' &&
    workerContextOf(tree).valueOf(node.object)?.kind === 'honoRequest'
  );
}

/** A copy was put in its place before. */
function isReplaced(tree: SyntaxTree, raw: Node): boolean {
  const owner = functionAround(tree, raw);
  for (const node of descendantsOf(owner ?? tree.program)) {
    const isBefore = startOf(node) < startOf(raw);
    if (isBefore && node.type === 'AssignmentExpression' && isRaw(tree, node.left)) return true;
  }
  return false;
}

function replaceFirst(tree: SyntaxTree, raw: MemberExpression): Fix[] {
  const anchor = listedStatement(tree, firstIn(tree, raw));
  const isOwn = workerContextOf(tree).scopes.lookUp('Request', raw) === undefined;
  if (anchor === undefined || !isOwn) return [];
  const text = tree.textOf(raw);
  const edits = new EditBuilder();
  insertBefore(edits, tree, anchor, `${text} = new Request(${text})`);
  const title = t('Copy the request before changing its headers');
  return [{ rule: 'QF-08', title, safety: 'safe', edits: edits.build() }];
}

function firstIn(tree: SyntaxTree, raw: MemberExpression): Node {
  for (const node of descendantsOf(functionAround(tree, raw) ?? tree.program)) {
    const found = changedRequest(tree, node);
    if (found !== undefined) return isBeside(tree, found, raw) ? found : raw;
  }
  return raw;
}

/** A copy above the first change serves the other one too. */
function isBeside(tree: SyntaxTree, first: Node, other: Node): boolean {
  const list = (node: Node) => tree.parentOf(listedStatement(tree, node) ?? tree.program);
  return list(first) === list(other);
}
