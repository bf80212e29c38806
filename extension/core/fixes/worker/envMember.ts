import type { Node } from '@babel/types';
import { bindingName } from './bindingCall.ts';
import { keyOf, memberName } from '../syntax/pattern.ts';
import { descendantsOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { workerContextOf } from './workerContext.ts';

/** A use of a binding: `env.CACHE.get` is the member `get` of `CACHE`. */
export interface EnvMember {
  readonly node: Node;
  /** As the source calls it. */
  readonly name: string;
  readonly member: string;
}

/** What is read of a binding here; undefined when the text does not tell which binding it is. */
export function envMemberAt(tree: SyntaxTree, node: Node): EnvMember | undefined {
  if (node.type !== 'MemberExpression') return undefined;
  const member = memberName(node);
  const name = bindingName(tree, node.object);
  return member === undefined || name === undefined ? undefined : { node, name, member };
}

/** Every member that a module reads of a binding. */
export function envMembersIn(tree: SyntaxTree): EnvMember[] {
  return Array.from(descendantsOf(tree.program)).flatMap((node) => envMemberAt(tree, node) ?? []);
}

/** Where a module names this binding: in `env.NAME`, or in a pattern that takes it out of `env`. */
export function envNamesIn(tree: SyntaxTree, name: string): Node[] {
  const context = workerContextOf(tree);
  const isEnv = (node: Node) => context.valueOf(node)?.kind === 'env';
  return Array.from(descendantsOf(tree.program)).flatMap((node): Node[] => {
    if (node.type === 'MemberExpression' || node.type === 'OptionalMemberExpression') {
      return memberName(node) === name && isEnv(node.object) ? [node.property] : [];
    }
    if (node.type !== 'ObjectProperty' || keyOf(node) !== name) return [];
    const pattern = tree.parentOf(node)?.type === 'ObjectPattern';
    return pattern && bindingName(tree, node.value) === name ? [node] : [];
  });
}
