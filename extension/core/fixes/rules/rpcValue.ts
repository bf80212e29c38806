import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { extend, rpcTarget } from '../edits/baseClass.ts';
import { constantValue } from '../worker/bindingCall.ts';
import { partsOfValue } from '../worker/copiedValue.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Search } from '../fixRule.ts';
import {
  classesOf,
  fixAt,
  type FoundClass,
  type RemoteCall,
  remoteCallsIn,
} from '../worker/rpc.ts';
import { worksAsStub } from '../worker/rpcReference.ts';
import { remoteResult } from '../configuration/remoteMethod.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';
import { shortText, surroundValue } from '../edits/wrapText.ts';

/** QF-33: an object of a class of the user's own is handed over RPC, which takes plain ones. */
export const rpcValue: FixRule = {
  id: 'QF-33',
  codes: ['rt:not-serializable/class'],
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
        ...values.map((value) => passPlain({ tree, file: undefined }, value)),
        ...passByReference(search, type),
      ];
      return [{ node, subject: node, fixes }];
    });
    if (passing.length > 0) return passing;
    if (calls.some(({ node }) => node.arguments.flatMap(partsOfValue).some(isCopied))) return [];
    // The other side may have returned it: then every call leads to the class.
    const fixes = () => returnOtherwise(search, calls, type);
    return calls.map(({ node }) => ({ node, subject: type, fixes }));
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

/** What the methods of the other side return, as far as it is known. */
function returnOtherwise(search: Search, calls: readonly RemoteCall[], type: string): Fix[] {
  const results = calls.flatMap((call) => remoteResult(search, call) ?? []);
  if (results.some(({ parts }) => parts.some(isCopied))) return [];
  const plain = results.flatMap(({ found, parts }) =>
    parts.filter((part) => isMadeBy(found.tree, part, type)).map((part) => passPlain(found, part)),
  );
  return [...plain, ...passByReference(search, type)];
}

function passPlain({ tree, file }: Omit<FoundClass, 'node'>, value: Node): Fix {
  const edits = new EditBuilder();
  surroundValue(edits, tree, value, '{ ...', ' }');
  const title = t('Pass the data of `{0}` as a plain object', shortText(tree, value));
  return fixAt({ file }, { rule: 'QF-33', title, safety: 'review' }, edits);
}

/** The other side gets a stub, and calls of its methods come back; its data stay behind. */
function passByReference(search: Search, type: string): Fix[] {
  const [found, ...more] = classesOf(search).filter(({ node }) => node.id?.name === type);
  if (found === undefined || more.length > 0 || !worksAsStub(search, found)) return [];
  const edits = new EditBuilder();
  if (!extend(edits, found.tree, found.node, rpcTarget)) return [];
  const title = t('Let `{0}` extend `{1}`', type, rpcTarget.name);
  return [fixAt(found, { rule: 'QF-33', title, safety: 'review' }, edits)];
}
