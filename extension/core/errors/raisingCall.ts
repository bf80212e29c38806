import type { Node } from '@babel/types';
import { memberName } from '../fixes/syntax/pattern.ts';
import { descendantsOf } from '../fixes/syntax/syntaxTree.ts';
import type { Site, ModuleWalk } from './moduleWalk.ts';
import { reachedFunctions } from './reachedFunctions.ts';

/**
 * The one call in the Worker that can have raised a failure; where there are several, the one that its handler
 * reaches. Undefined when none or more than one is left.
 *
 * @param raisedBy see `CatalogEntry`. @param handler of the event.
 */
export async function findRaisingCall(
  walk: ModuleWalk,
  raisedBy: readonly string[],
  handler: Site | undefined,
): Promise<Site | undefined> {
  const entry = await walk.entry();
  if (entry === undefined) return undefined;
  const all = (await walk.reachedFrom([entry])).flatMap((module) =>
    callsIn({ module, node: module.tree.program }, raisedBy),
  );
  if (all.length <= 1 || handler === undefined) return onlyOne(all);
  const reached = await reachedFunctions(walk, handler);
  return onlyOne(reached.flatMap((site) => callsIn(site, raisedBy)));
}

function callsIn({ module, node }: Site, raisedBy: readonly string[]): Site[] {
  return [...descendantsOf(node)]
    .filter((inner) => namesOfCall(inner).some((name) => raisedBy.includes(name)))
    .map((inner) => ({ module, node: inner }));
}

/** `new Promise`; `sign` and `subtle.sign` of `crypto.subtle.sign(…)`. */
function namesOfCall(node: Node): string[] {
  if (node.type === 'NewExpression') {
    return node.callee.type === 'Identifier' ? [`new ${node.callee.name}`] : [];
  }
  if (node.type !== 'CallExpression' && node.type !== 'OptionalCallExpression') return [];
  const name = lastName(node.callee);
  if (name === undefined) return [];
  const owner = 'object' in node.callee ? lastName(node.callee.object) : undefined;
  return owner === undefined ? [name] : [name, `${owner}.${name}`];
}

function lastName(node: Node): string | undefined {
  if (node.type === 'Identifier') return node.name;
  const isMember = node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression';
  return isMember ? memberName(node) : undefined;
}

/** A function may be reached, and lie in another that is. */
function onlyOne(sites: readonly Site[]): Site | undefined {
  const [first, ...others] = new Map(sites.map((site) => [site.node, site])).values();
  return others.length === 0 ? first : undefined;
}
