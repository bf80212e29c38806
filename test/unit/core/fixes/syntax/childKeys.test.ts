import { it } from 'node:test';
import assert from 'node:assert/strict';
import { FLIPPED_ALIAS_KEYS, VISITOR_KEYS } from '@babel/types';
import { childKeys } from '../../../../../extension/core/fixes/syntax/childKeys.ts';

/** Parts of languages that the parser is not asked to read. */
const UNREAD =
  /^(Argument|Bind|DecimalLiteral|DoExpression|ExportDefaultSpecifier|File|Module|Noop|Parenthesized|Pipeline|Placeholder|Record|Topic|Tuple|V8|Void)/;
const FLOW_KEYS = ['predicate', 'variance', 'mixins'];

it('knows the children of every node that the parser makes', () => {
  const flow = new Set<string>(FLIPPED_ALIAS_KEYS['Flow']);
  const wanted = Object.entries(VISITOR_KEYS)
    .filter(([type]) => !flow.has(type) && !UNREAD.test(type))
    .map(([type, keys]) => [type, keys.filter((key) => !FLOW_KEYS.includes(key))] as const)
    .filter(([, keys]) => keys.length > 0);
  const known = Object.fromEntries(childKeys);
  // What the parser leaves where it steps over an error is no type of the language.
  delete known['TSTypeCastExpression'];
  assert.deepEqual(known, Object.fromEntries(wanted));
});
