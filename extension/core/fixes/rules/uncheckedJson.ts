import { t } from '../../../shared/l10n.ts';
import { insertGuard } from '../edits/codeStyle.ts';
import { declaresAny } from '../edits/declareBefore.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { functionAround, listedStatement } from '../syntax/functions.ts';
import { memberName } from '../syntax/pattern.ts';
import { isResponder } from '../worker/responder.ts';
import type { Binding } from '../syntax/binding.ts';
import { startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from '../worker/workerContext.ts';
import type { Node } from '@babel/types';

/** QF-37: `json()` of a fetched response whose status nobody looked at. */
export const uncheckedJson: FixRule = {
  id: 'QF-37',
  codes: ['rt:json-of-page', 'rt:json-of-page/empty'],
  find({ tree, nodes, message }) {
    // Many hosts answer with JSON always: without the error this is no mistake.
    if (message === '') return [];
    const context = workerContextOf(tree);
    return nodes.flatMap((node) => {
      if (node.type !== 'CallExpression' || node.callee.type !== 'MemberExpression') return [];
      const { object } = node.callee;
      if (memberName(node.callee) !== 'json') return [];
      const subject = context.scopes.bindingOf(object);
      const isFetched = context.valueOf(object)?.kind === 'fetchedResponse';
      if (!isFetched || subject === undefined || isChecked(tree, subject, node)) return [];
      return [{ node, subject, fixes: () => checkStatus(tree, subject, node) }];
    });
  },
};

const CHECKS = new Set(['ok', 'status']);

function isChecked(tree: SyntaxTree, { references }: Binding, read: Node): boolean {
  return references.some(({ identifier }) => {
    const parent = tree.parentOf(identifier);
    const isBefore = startOf(identifier) < startOf(read);
    return isBefore && parent?.type === 'MemberExpression' && CHECKS.has(memberName(parent) ?? '');
  });
}

function checkStatus(tree: SyntaxTree, subject: Binding, read: Node): Fix[] {
  const { name } = subject;
  const anchor = listedStatement(tree, read);
  if (anchor === undefined || declaresAny(anchor, [subject])) return [];
  const owner = functionAround(tree, read);
  const answers = owner !== undefined && isResponder(tree, owner);
  const text = '`upstream answered ${' + name + '.status}`';
  const isOwn = workerContextOf(tree).scopes.lookUp(answers ? 'Response' : 'Error', read);
  if (isOwn !== undefined) return [];
  const exit = answers
    ? `return new Response(${text}, { status: 502 })`
    : `throw new Error(${text})`;
  const edits = new EditBuilder();
  insertGuard(edits, tree, anchor, { test: `!${name}.ok`, exit });
  const title = answers
    ? t('Return 502 where `{0}` is not a success', name)
    : t('Throw where `{0}` is not a success', name);
  return [{ rule: 'QF-37', title, safety: 'review', edits: edits.build() }];
}
