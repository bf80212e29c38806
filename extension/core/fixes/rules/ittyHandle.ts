import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Finding, Fix, FixRule } from '../fixRule.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { descendantsOf, endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { makerName, routerOf } from '../worker/ittyRouter.ts';

/**
 * QF-43: `router.handle()`, which itty-router had until its version 4. Measured: since version 5 the name is
 * a route like any other, so the call gives the router: an asynchronous handler hangs with it, another one
 * has not answered.
 */
export const ittyHandle: FixRule = {
  id: 'QF-43',
  codes: ['rt:hung', 'rt:no-response'],
  find({ tree, nodes, message }) {
    // In a project with version 4 it is right.
    if (message === '') return [];
    return nodes.flatMap((node): Finding[] => {
      const old = oldNameIn(tree, node);
      return old ? [{ node, subject: old.router, fixes: () => callFetch(tree, old.router) }] : [];
    });
  },
};

interface OldName {
  readonly router: Node;
  /** Where the name stands. */
  readonly name: Node;
  /** `{ handle }` needs its own name kept. */
  readonly isShort: boolean;
}

function oldNameIn(tree: SyntaxTree, node: Node): OldName | undefined {
  if (node.type === 'MemberExpression') {
    if (memberName(node) !== 'handle' || node.computed) return undefined;
    const router = routerOf(tree, node.object);
    return router && { router, name: node.property, isShort: false };
  }
  if (node.type !== 'ObjectProperty' || node.computed || keyOf(node) !== 'handle') return undefined;
  const pattern = tree.parentOf(node);
  const declarator = pattern && tree.parentOf(pattern);
  if (pattern?.type !== 'ObjectPattern' || declarator?.type !== 'VariableDeclarator')
    return undefined;
  const router = declarator.init ? routerOf(tree, declarator.init) : undefined;
  return router && { router, name: node.key, isShort: node.shorthand };
}

function callFetch(tree: SyntaxTree, router: Node): Fix[] {
  const edits = new EditBuilder();
  for (const node of descendantsOf(tree.program)) {
    const old = oldNameIn(tree, node);
    if (old?.router !== router) continue;
    edits.replace(startOf(old.name), endOf(old.name), old.isShort ? 'fetch: handle' : 'fetch');
  }
  // These came with version 5.
  const isNew = /^(AutoRouter|IttyRouter)$/.test(makerName(tree, router) ?? '');
  const title = t('Call `{0}`, as itty-router names it since version 5', 'fetch');
  return [{ rule: 'QF-43', title, safety: isNew ? 'safe' : 'review', edits: edits.build() }];
}
