import type { Node } from '@babel/types';
import type { Binding } from '../syntax/binding.ts';
import { memberName, withoutTypes } from '../syntax/pattern.ts';
import { scopesOf } from '../syntax/scope.ts';
import type { SyntaxTree } from '../syntax/syntaxTree.ts';

/**
 * What the uses of one Response or Request would make of a new one each: the same, what has to be looked
 * at, or something else, for one use changes what another one sees.
 */
export type NewForEach = 'same' | 'unknown' | 'other';

export function newForEach(tree: SyntaxTree, { references }: Binding): NewForEach {
  const effects = references.map(({ identifier }) => effectOf(tree, identifier));
  if (effects.includes('other')) return 'other';
  return effects.includes('unknown') ? 'unknown' : 'same';
}

const READ = new Set([
  'arrayBuffer',
  'blob',
  'bytes',
  'clone',
  'formData',
  'json',
  'method',
  'ok',
  'status',
  'statusText',
  'text',
  'url',
]);
const HEADERS_READ = new Set(['get', 'getSetCookie', 'has']);

function effectOf(tree: SyntaxTree, use: Node): NewForEach {
  const parent = tree.parentOf(use);
  if (parent?.type === 'MemberExpression' && parent.object === use) {
    const name = memberName(parent) ?? '';
    if (name !== 'headers') return READ.has(name) ? 'same' : 'unknown';
    const member = tree.parentOf(parent);
    const isRead =
      member?.type === 'MemberExpression' && HEADERS_READ.has(memberName(member) ?? '');
    return isRead ? 'same' : 'other';
  }
  return isHandedOut(tree, use) ? 'same' : 'unknown';
}

/** Returned, also as one side of a choice, or fetched: who gets it shares it with nobody here. */
function isHandedOut(tree: SyntaxTree, use: Node): boolean {
  let inner = use;
  for (const outer of tree.ancestorsOf(use)) {
    switch (outer.type) {
      case 'ReturnStatement':
        return true;
      case 'ArrowFunctionExpression':
        return outer.body === inner;
      case 'CallExpression':
        return scopesOf(tree).isGlobal(outer.callee, 'fetch');
      case 'ConditionalExpression':
        if (outer.test === inner) return false;
        break;
      case 'LogicalExpression':
        break;
      default:
        if (outer === withoutTypes(outer)) return false;
    }
    inner = outer;
  }
  return false;
}
