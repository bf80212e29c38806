import type { Node } from '@babel/types';
import { t } from '../../../shared/l10n.ts';
import type { Binding } from '../syntax/binding.ts';
import {
  type BodyUse,
  BODY_OWNERS,
  firstUsesOf,
  secondUsesOf,
  type SecondUse,
  variablesOf,
} from '../worker/bodyUse.ts';
import { EditBuilder } from '../edits/editBuilder.ts';
import type { Fix, FixRule } from '../fixRule.ts';
import { keepText } from '../edits/keepText.ts';
import { isOfRaw, secondHonoUsesOf } from '../worker/honoBody.ts';
import { endOf, startOf, type SyntaxTree } from '../syntax/syntaxTree.ts';

/** QF-09: the body of a request or response is read, sent or returned a second time. */
export const bodyUsedTwice: FixRule = {
  id: 'QF-09',
  codes: [
    'rt:body-used',
    'rt:request-body-used',
    'rt:stream-disturbed',
    'rt:stream-disturbed/locked',
  ],
  find({ tree, nodes }) {
    const own = [...variablesOf(tree, nodes, BODY_OWNERS)].flatMap((subject) => {
      const pairs = secondUsesOf(tree, subject);
      return pairs.map(({ second }) => ({
        node: second.node,
        subject,
        fixes: () => [cloneFirst(subject, pairs), ...keepFirst(tree, pairs)],
      }));
    });
    const ofHono = [...variablesOf(tree, nodes, HONO)].flatMap((subject) => {
      const pairs = secondHonoUsesOf(tree, subject);
      return pairs.map(({ second }) => ({
        node: second.node,
        subject,
        fixes: () => cloneRaw(subject, pairs),
      }));
    });
    return [...own, ...ofHono];
  },
};

const HONO = new Set(['honoContext']);

/** A middleware may have read it before: then there is nothing left to clone. */
function cloneRaw({ name }: Binding, pairs: readonly SecondUse[]): Fix[] {
  const edits = new EditBuilder();
  for (const use of firstUsesOf(pairs)) {
    edits.insert(endOf(use.identifier), isOfRaw(use) ? '.clone()' : '.raw.clone()');
  }
  const title = t('Use `{0}.clone()` where its body is read first', `${name}.req.raw`);
  return [{ rule: 'QF-09', title, safety: 'review', edits: edits.build() }];
}

function cloneFirst(subject: Binding, pairs: readonly SecondUse[]): Fix {
  const edits = new EditBuilder();
  for (const { identifier } of firstUsesOf(pairs)) {
    edits.insert(startOf(identifier) + subject.name.length, '.clone()');
  }
  const isCertain = pairs.every(
    ({ order, first, second }) => order === 'always' && first.isCertain && second.isCertain,
  );
  return {
    rule: 'QF-09',
    title: t('Use `{0}.clone()` where its body is read first', subject.name),
    safety: isCertain ? 'safe' : 'review',
    edits: edits.build(),
  };
}

/** Two reads of a small body: its text is kept, nothing is buffered twice. */
function keepFirst(tree: SyntaxTree, pairs: readonly SecondUse[]): Fix[] {
  const uses: BodyUse[] = [];
  for (const { first, second } of pairs) {
    for (const use of [first, second]) if (!uses.includes(use)) uses.push(use);
  }
  const reads: Node[] = uses.map(({ node }) => node);
  const kept = keepText(tree, reads);
  if (kept === undefined) return [];
  const title = t('Read the body once, as `{0}`', kept.name);
  return [{ rule: 'QF-09', title, safety: 'review', edits: kept.edits }];
}
