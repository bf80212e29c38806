import type { ClassMethod, Node } from '@babel/types';
import type { Search } from '../fixRule.ts';
import { keyOf } from '../syntax/pattern.ts';
import { makerName } from '../worker/bindingCall.ts';
import { partsOfValue } from '../worker/copiedValue.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import { returnedBy } from '../worker/responders.ts';
import { classesOf, type FoundClass, type RemoteCall } from '../worker/rpc.ts';
import { boundClass } from './boundClass.ts';

/** What the other side of a remote call returns. */
export interface RemoteResult {
  readonly found: FoundClass;
  /** What its values are made of, as of what is copied. */
  readonly parts: readonly Node[];
}

/** Undefined when the method is not in the Worker, or when it may be one of two. */
export function remoteResult(search: Search, call: RemoteCall): RemoteResult | undefined {
  const [target, ...more] = targetsOf(search, call);
  if (target === undefined || more.length > 0) return undefined;
  const { found, method } = target;
  return { found, parts: [...returnedBy(found.tree, method)].flatMap(partsOfValue) };
}

function targetsOf(search: Search, { receiver, method }: RemoteCall) {
  const name = makerName(search.tree, receiver);
  const bound = name === undefined ? undefined : boundClass(search, name);
  const classes = bound
    ? [bound.found].filter((one) => one !== undefined)
    : classesOf(search).filter(({ node, tree }) => entrypointsOf(tree).classes.has(node));
  return classes.flatMap((found) =>
    found.node.body.body
      .filter(
        (member): member is ClassMethod =>
          member.type === 'ClassMethod' && !member.static && keyOf(member) === method,
      )
      .map((own) => ({ found, method: own })),
  );
}
