import type { Class } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { type BaseClass, durableObject, extend, workerEntrypoint } from '../edits/baseClass.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule, Search } from '../fixRule.ts';
import { boundClass } from '../configuration/boundClass.ts';
import { makerName } from '../worker/bindingCall.ts';
import { chainOf, handsOnParameters, isLeftToRuntime } from '../worker/classChain.ts';
import { keyOf } from '../syntax/pattern.ts';
import {
  classesOf,
  fixAt,
  type FoundClass,
  type RemoteCall,
  remoteCallsIn,
} from '../worker/rpc.ts';

/** QF-33: a method of a class is called that does not extend the one of the runtime. */
export const rpcBaseClass: FixRule = {
  id: 'QF-33',
  codes: ['rt:rpc-no-support', 'rt:internal'],
  find(search) {
    const { tree, nodes, message } = search;
    const base = baseFor(message);
    if (base === undefined) return [];
    return remoteCallsIn(tree, nodes).map((call) => ({
      node: call.node,
      subject: makerName(tree, call.receiver) ?? call.method,
      fixes: () => extendBase(search, call, base),
    }));
  },
};

/** Measured: a named entrypoint without its base class is an internal error. */
function baseFor(message: string): BaseClass | undefined {
  if (message.includes('does not support RPC')) return durableObject;
  return message.includes('internal error; reference') ? workerEntrypoint : undefined;
}

function extendBase(search: Search, { receiver, method }: RemoteCall, base: BaseClass): Fix[] {
  const name = makerName(search.tree, receiver);
  const bound = name === undefined ? undefined : boundClass(search, name);
  if (bound !== undefined) {
    return bound.kind === base.name && bound.found ? extendLowest(bound.found, base) : [];
  }
  if (base !== durableObject) return [];
  const [found, ...more] = classesOf(search).filter((one) => isTarget(one, method));
  // Which class the binding names stands in the configuration: with two of them nothing is certain.
  return found === undefined || more.length > 0 ? [] : extendLowest(found, base);
}

/** Lets the lowest class of those that it extends extend the base. */
function extendLowest(found: FoundClass, base: BaseClass): Fix[] {
  const { tree, node } = found;
  const above = [...chainOf(tree, node)];
  const lowest = above.pop() ?? node;
  const isOpen =
    lowest === node || (above.every(handsOnParameters) && isLeftToRuntime(tree, lowest));
  const edits = new EditBuilder();
  if (!isOpen || !extend(edits, tree, lowest, base)) return [];
  const title = t('Let `{0}` extend `{1}`', lowest.id?.name ?? '', base.name);
  const safety = lowest === node ? 'safe' : 'review';
  return [fixAt(found, { rule: 'QF-33', title, safety }, edits)];
}

/** Exported, as classes of Durable Objects are, without a base of the runtime, and with the method. */
function isTarget({ node, tree }: FoundClass, method: string): boolean {
  if (!node.id) return false;
  const { name } = node.id;
  const isExported =
    tree.parentOf(node)?.type === 'ExportNamedDeclaration' ||
    tree.program.body.some(
      (one) =>
        one.type === 'ExportNamedDeclaration' &&
        one.specifiers.some((each) => each.type === 'ExportSpecifier' && each.local.name === name),
    );
  const chain = chainOf(tree, node);
  return isExported && !chain.at(-1)?.superClass && chain.some((one) => hasMethod(one, method));
}

function hasMethod({ body }: Class, method: string): boolean {
  return body.body.some(
    (one) => one.type === 'ClassMethod' && !one.static && keyOf(one) === method,
  );
}
