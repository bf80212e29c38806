import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import { bindingCallsIn } from '../worker/bindingCall.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { keyOf, withoutTypes } from '../syntax/pattern.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';
import { shortText, surround } from '../edits/wrapText.ts';

/** Seconds. https://developers.cloudflare.com/kv/api/write-key-value-pairs/#expiring-keys */
const LEAST = 60;

/** QF-35: a key of KV is to live for less than a minute. */
export const kvExpiration: FixRule = {
  id: 'QF-35',
  codes: ['rt:kv-put/ttl'],
  find({ tree, nodes, message }) {
    if (!/Invalid expiration_ttl\b/.test(message)) return [];
    return bindingCallsIn(tree, nodes, ['put']).flatMap(({ node }) => {
      const lifetime = lifetimeIn(node.arguments[2]);
      if (lifetime === undefined) return [];
      return [{ node, subject: node, fixes: () => liveLonger(tree, lifetime) }];
    });
  },
};

function lifetimeIn(options: Node | undefined): Node | undefined {
  const object = options && withoutTypes(options);
  if (object?.type !== 'ObjectExpression') return undefined;
  for (const property of object.properties) {
    if (property.type === 'ObjectProperty' && keyOf(property) === 'expirationTtl') {
      return property.value;
    }
  }
  return undefined;
}

function liveLonger(tree: SyntaxTree, lifetime: Node): Fix[] {
  const edits = new EditBuilder();
  const rule = 'QF-35';
  if (lifetime.type === 'NumericLiteral') {
    if (lifetime.value >= LEAST) return [];
    edits.replace(startOf(lifetime), endOf(lifetime), String(LEAST));
    const title = t('Keep the key for {0} seconds, the least that KV takes', String(LEAST));
    return [{ rule, title, safety: 'safe', edits: edits.build() }];
  }
  // Here the least is applied already.
  if (lifetime.type === 'CallExpression' && tree.textOf(lifetime.callee) === 'Math.max') return [];
  const title = t(
    'Keep the key for `{0}`, but {1} seconds at least',
    shortText(tree, lifetime),
    String(LEAST),
  );
  const property = tree.parentOf(lifetime);
  const isShorthand = property?.type === 'ObjectProperty' && property.shorthand;
  const key = isShorthand ? 'expirationTtl: ' : '';
  surround(edits, lifetime, `${key}Math.max(${LEAST}, `, ')');
  return [{ rule, title, safety: 'review', edits: edits.build() }];
}
