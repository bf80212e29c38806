import type { ArrowFunctionExpression, ClassProperty } from '@babel/types';
import { isNearName } from '../../config/nearName.ts';
import { t } from '../../../shared/l10n.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import { entrypointsOf } from '../worker/entrypoints.ts';
import type { Fix, FixRule, Search } from '../fixRule.ts';
import { keyOf } from '../syntax/pattern.ts';
import {
  classesOf,
  fixAt,
  type FoundClass,
  type RemoteCall,
  remoteCallsIn,
} from '../worker/rpc.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-33: a method is called over RPC that the other side does not have. */
export const rpcMethod: FixRule = {
  id: 'QF-33',
  codes: ['rt:rpc-no-method'],
  find(search) {
    const { tree, nodes, message } = search;
    const [, missing] = FAILURE.exec(message) ?? [];
    return remoteCallsIn(tree, nodes)
      .filter(({ method }) => method === missing)
      .map((call) => ({ node: call.node, subject: call.node, fixes: () => fixesOf(search, call) }));
  },
};

const FAILURE = /does not implement the method "([^"]{1,200})"/;

function fixesOf(search: Search, call: RemoteCall): Fix[] {
  const targets = classesOf(search).filter(({ node, tree }) =>
    entrypointsOf(tree).classes.has(node),
  );
  const fields = targets.flatMap((target) => makeMethod(target, call.method));
  return fields.length > 0 ? fields : callNearest(targets, call);
}

/** The method is there, spelt in another way. */
function callNearest(targets: readonly FoundClass[], { method, name }: RemoteCall): Fix[] {
  const near = targets.flatMap(({ node }) =>
    node.body.body.flatMap((member) => {
      if (member.type !== 'ClassMethod' || member.static || member.kind !== 'method') return [];
      const key = keyOf(member);
      return key !== undefined && isNearName(key, method) ? [key] : [];
    }),
  );
  const [nearest, ...others] = new Set(near);
  if (nearest === undefined || others.length > 0) return [];
  const edits = new EditBuilder();
  const quotes = name.type === 'StringLiteral' ? 1 : 0;
  edits.replace(startOf(name) + quotes, endOf(name) - quotes, nearest);
  const title = t('Call `{0}` instead of `{1}`', nearest, method);
  return [{ rule: 'QF-33', title, safety: 'review', edits: edits.build() }];
}

/** RPC reaches what the class has: a field belongs to each object, also when it holds a function. */
function makeMethod(target: FoundClass, method: string): Fix[] {
  return target.node.body.body.flatMap((member) => {
    if (member.type !== 'ClassProperty' || member.static || member.computed) return [];
    const { value } = member;
    if (keyOf(member) !== method || value?.type !== 'ArrowFunctionExpression') return [];
    const edits = new EditBuilder();
    if (!writeMethod(edits, target.tree, member, value)) return [];
    const title = t('Make `{0}` a method: RPC does not reach fields', method);
    return [fixAt(target, { rule: 'QF-33', title, safety: 'review' }, edits)];
  });
}

/** `add = async (n) => { … };` becomes `async add(n) { … }`. */
function writeMethod(
  edits: EditBuilder,
  { source }: SyntaxTree,
  field: ClassProperty,
  arrow: ArrowFunctionExpression,
): boolean {
  const { key, typeAnnotation } = field;
  const open = arrow.typeParameters
    ? startOf(arrow.typeParameters)
    : source.indexOf('(', startOf(arrow));
  const first = arrow.params[0];
  const hasParentheses = first === undefined || open < startOf(first);
  if (arrow.body.type !== 'BlockStatement' || typeAnnotation || !hasParentheses) return false;
  const sign = source.lastIndexOf('=>', startOf(arrow.body));
  if (arrow.async) edits.insert(startOf(key), 'async ');
  edits.remove(endOf(key), open);
  edits.remove(sign, startOf(arrow.body));
  edits.remove(endOf(arrow.body), endOf(field));
  return true;
}
