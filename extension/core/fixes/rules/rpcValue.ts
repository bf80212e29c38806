import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { extend, rpcTarget } from '../edits/baseClass.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { partsOfValue } from '../worker/copiedValue.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Search } from '../fixRule.ts';
import { classesOf, fixAt, remoteCallsIn } from '../worker/rpc.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { shortText, surroundValue } from '../edits/wrapText.ts';

/** QF-33: an object of a class of the user's own is handed over RPC, which takes plain ones. */
export const rpcValue: FixRule = {
  id: 'QF-33',
  codes: ['rt:not-serializable'],
  find(search) {
    const { tree, nodes, message } = search;
    const [, type] = FAILURE.exec(message) ?? [];
    if (type === undefined) return [];
    const calls = remoteCallsIn(tree, nodes);
    const passing = calls.flatMap(({ node }) => {
      const values = node.arguments
        .flatMap(partsOfValue)
        .filter((value) => isMadeBy(tree, value, type));
      if (values.length === 0) return [];
      const fixes = () => [
        ...values.map((value) => passPlain(tree, value)),
        ...passByReference(search, type),
      ];
      return [{ node, subject: node, fixes }];
    });
    if (passing.length > 0) return passing;
    if (calls.some(({ node }) => node.arguments.flatMap(partsOfValue).some(isCopied))) return [];
    // The other side may have returned it: then every call leads to the class.
    return calls.map(({ node }) => ({
      node,
      subject: type,
      fixes: () => passByReference(search, type),
    }));
  },
};

const FAILURE = /Could not serialize object of type "([\w$]{1,200})"/;

/** An object of a class of the file that extends nothing: an RpcTarget is handed over as a stub. */
function isMadeBy(tree: SyntaxTree, value: Node, type: string): boolean {
  const made = constantValue(tree, value);
  if (made.type !== 'NewExpression' || made.callee.type !== 'Identifier') return false;
  const declaration = scopesOf(tree).bindingOf(made.callee)?.declaration;
  const extendsOther =
    declaration !== undefined && 'superClass' in declaration && Boolean(declaration.superClass);
  return made.callee.name === type && declaration !== undefined && !extendsOther;
}

/** Of `{ ...item }` */
function isCopied({ type }: Node): boolean {
  return type === 'SpreadElement';
}

function passPlain(tree: SyntaxTree, value: Node): Fix {
  const edits = new EditBuilder();
  surroundValue(edits, tree, value, '{ ...', ' }');
  const title = t('Pass the data of `{0}` as a plain object', shortText(tree, value));
  return { rule: 'QF-33', title, safety: 'review', edits: edits.build() };
}

/** The other side gets a stub, and calls of its methods come back. */
function passByReference(search: Search, type: string): Fix[] {
  const [found, ...more] = classesOf(search).filter(({ node }) => node.id?.name === type);
  if (found === undefined || more.length > 0) return [];
  const edits = new EditBuilder();
  if (!extend(edits, found.tree, found.node, rpcTarget)) return [];
  const title = t('Let `{0}` extend `{1}`', type, rpcTarget.name);
  return [fixAt(found, { rule: 'QF-33', title, safety: 'review' }, edits)];
}
