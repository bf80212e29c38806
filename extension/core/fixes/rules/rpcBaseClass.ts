import { t } from '../../../shared/l10n.ts';
import { durableObject, extend } from '../edits/baseClass.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Search } from '../fixRule.ts';
import { keyOf } from '../syntax/pattern.ts';
import { classesOf, fixAt, type FoundClass, remoteCallsIn } from '../worker/rpc.ts';

/** QF-33: a method of a Durable Object is called whose class extends nothing. */
export const rpcBaseClass: FixRule = {
  id: 'QF-33',
  codes: ['rt:rpc-no-support'],
  find(search) {
    const { tree, nodes, message } = search;
    if (!message.includes('does not support RPC')) return [];
    return remoteCallsIn(tree, nodes).map(({ node, method }) => ({
      node,
      subject: method,
      fixes: () => extendBase(search, method),
    }));
  },
};

function extendBase(search: Search, method: string): Fix[] {
  const [found, ...more] = classesOf(search).filter((one) => isTarget(one, method));
  // Which class the binding names stands in the configuration: with two of them nothing is certain.
  if (found === undefined || more.length > 0) return [];
  const edits = new EditBuilder();
  if (!extend(edits, found.tree, found.node, durableObject)) return [];
  const title = t('Let `{0}` extend `{1}`', found.node.id?.name ?? '', durableObject.name);
  return [fixAt(found, { rule: 'QF-33', title, safety: 'safe' }, edits)];
}

/** Exported, as classes of Durable Objects are, without a base, and with the method that is called. */
function isTarget({ node, tree }: FoundClass, method: string): boolean {
  if (node.superClass || !node.id) return false;
  const { name } = node.id;
  const isExported =
    tree.parentOf(node)?.type === 'ExportNamedDeclaration' ||
    tree.program.body.some(
      (one) =>
        one.type === 'ExportNamedDeclaration' &&
        one.specifiers.some((each) => each.type === 'ExportSpecifier' && each.local.name === name),
    );
  const methods = node.body.body.filter((one) => one.type === 'ClassMethod' && !one.static);
  return isExported && methods.some((one) => one.type === 'ClassMethod' && keyOf(one) === method);
}
