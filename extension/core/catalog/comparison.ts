import data from '../../catalog/comparisons.json' with { type: 'json' };
import { t } from '../../shared/l10n.ts';
import { namespaceOf, type Meaning } from './catalog.ts';
import { factRows, howToFix } from './entryPage.ts';
import type { Block, Page } from './page.ts';

/** What somebody wrote about a pair that people confuse. */
export interface Comparison {
  readonly keys: readonly string[];
  readonly differences: readonly string[];
  /** When each of the keys applies. */
  readonly which: readonly string[];
}

export const COMPARISONS: readonly Comparison[] = data.comparisons;

/** Two codes side by side. */
export function comparisonPage(left: Meaning, right: Meaning): Page {
  const pair = [left, right] as const;
  const text = (value: string): Block[] => [{ kind: 'text', text: value }];
  const row = (heading: string, of: (meaning: Meaning) => readonly Block[]): Block[] => {
    const columns = pair.map((meaning) => ({ code: meaning.code, blocks: of(meaning) }));
    if (columns.every(({ blocks }) => blocks.length === 0)) return [];
    const filled = columns.map(({ code, blocks }) => ({
      code,
      blocks: blocks.length === 0 ? text('–') : blocks,
    }));
    return [{ kind: 'columns', heading, columns: filled }];
  };
  const list = (items: readonly string[]): Block[] =>
    items.length === 0 ? [] : [{ kind: 'list', items }];
  const { differences, which } = written(left, right) ?? derived(left, right);
  return {
    title: t('{0} and {1}', left.code, right.code),
    blocks: [
      ...row('', ({ code, entry }) => [
        { kind: 'code', code, note: namespaceOf(code).name },
        { kind: 'links', items: [{ code, title: entry.title }] },
      ]),
      ...row(t('Meaning'), ({ entry }) => text(entry.meaning)),
      ...row(t('When you see it'), ({ entry }) => text(entry.seen)),
      ...row(t('How to fix'), ({ entry }) => howToFix(entry)),
      {
        kind: 'section',
        heading: t('Key differences'),
        blocks: [{ kind: 'numbered', items: differences }],
      },
      {
        kind: 'columns',
        heading: t('When which applies'),
        columns: pair.map(({ code }, index) => ({ code, blocks: text(which[index] ?? '') })),
      },
      ...row(t('In the tail'), ({ entry }) => text(entry.tail)),
      ...row(t('Causes'), ({ entry }) => list(entry.causes)),
      ...row(t('Facts'), ({ entry }) => {
        const rows = factRows(entry);
        return rows.length === 0 ? [] : [{ kind: 'facts', rows }];
      }),
    ],
  };
}

type Judgement = Pick<Comparison, 'differences' | 'which'>;

function written(left: Meaning, right: Meaning): Judgement | undefined {
  const keys = [left.entry.key, right.entry.key];
  const same = COMPARISONS.find((each) => each.keys.join() === keys.join());
  if (same !== undefined) return same;
  const turned = COMPARISONS.find((each) => each.keys.join() === keys.toReversed().join());
  return turned && { differences: turned.differences, which: turned.which.toReversed() };
}

/** From what the entries say of themselves: who speaks, what each means, what differs in their facts. */
function derived(left: Meaning, right: Meaning): Judgement {
  const [a, b] = [namespaceOf(left.code), namespaceOf(right.code)];
  const differences =
    a === b
      ? []
      : [
          t('{0} is a {1}: {2}.', left.code, a.name, a.speaker),
          t('{0} is a {1}: {2}.', right.code, b.name, b.speaker),
        ];
  const other = new Map(factRows(right.entry));
  for (const [name, value] of factRows(left.entry)) {
    const theirs = other.get(name);
    if (theirs !== undefined && theirs !== value) {
      differences.push(
        t('{0}: {1} for {2}, {3} for {4}.', name, value, left.code, theirs, right.code),
      );
    }
  }
  const which = ({ code, entry }: Meaning): string =>
    a === b ? entry.seen : namespaceOf(code).evidence;
  return {
    differences: differences.length > 0 ? differences : [left.entry.meaning, right.entry.meaning],
    which: [which(left), which(right)],
  };
}
