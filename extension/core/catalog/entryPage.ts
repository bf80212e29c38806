import { t } from '../../shared/l10n.ts';
import { meaningOf, meaningsOfNumber, namespaceOf, numberOf, type Meaning } from './catalog.ts';
import { FACTS, type CatalogEntry, type FactName, type Source } from './catalogEntry.ts';
import { section, type Block, type CodeLink, type Page } from './page.ts';

/** All that the catalog knows of one code. */
export function entryPage({ code, entry }: Meaning): Page {
  const { causes, misreadings = [], messages = [], unknown = [] } = entry;
  return {
    title: entry.title,
    blocks: [
      { kind: 'code', code, note: namespaceOf(code).name },
      { kind: 'lead', text: entry.meaning },
      { kind: 'web', items: [{ label: t('Official documentation'), url: entry.link }] },
      ...section(t('Often misread'), { kind: 'misreadings', items: misreadings }),
      ...section(t('When you see it'), { kind: 'text', text: entry.seen }),
      ...section(t('In the tail'), { kind: 'text', text: entry.tail }),
      ...section(t('Causes'), { kind: 'list', items: causes }),
      ...section(t('How to fix'), ...howToFix(entry)),
      ...section(t('Texts'), {
        kind: 'samples',
        items: messages.map(({ text, until }) => ({
          text,
          note: until === undefined ? '' : t('until {0}', until),
        })),
      }),
      ...section(t('Told by their texts'), { kind: 'links', items: cases(entry) }),
      ...facts(entry),
      ...section(t('Not known'), { kind: 'list', items: unknown }),
      ...section(t('The same number elsewhere'), { kind: 'links', items: elsewhere(code) }),
      ...section(t('Related'), { kind: 'links', items: related(code, entry) }),
      ...section(
        t('Sources'),
        { kind: 'web', items: entry.sources.map(sourceLink) },
        { kind: 'text', text: confidence(entry.confidence) },
      ),
    ],
  };
}

/** @param entry its remedies, and whether a click does it. */
export function howToFix({ remedies, example, fixes }: CatalogEntry): Block[] {
  return [
    { kind: 'list', items: remedies },
    ...(example === undefined ? [] : [{ kind: 'example', text: example } as const]),
    ...(fixes.length === 0
      ? []
      : [
          {
            kind: 'text',
            text: t('Tail Worker offers a fix at the line of the problem.'),
          } as const,
        ]),
  ];
}

export function factRows({ facts = {} }: CatalogEntry): (readonly [string, string])[] {
  return FACTS.flatMap((name) => {
    const value = facts[name];
    return value === undefined ? [] : [[factLabel(name), value] as const];
  });
}

function facts(entry: CatalogEntry): Block[] {
  const rows = factRows(entry);
  return rows.length === 0 ? [] : section(t('Facts'), { kind: 'facts', rows });
}

export function factLabel(name: FactName): string {
  switch (name) {
    case 'status':
      return t('HTTP status');
    case 'frame':
      return t('In a close frame');
    case 'close':
      return t('In close() of a Worker');
    case 'dashboard':
      return t('In the dashboard');
    case 'graphql':
      return t('In GraphQL analytics');
    case 'printed':
      return t('Printed by wrangler tail');
    case 'statusError':
      return t('In --status error');
  }
}

function cases({ key, cases: told = [] }: CatalogEntry): CodeLink[] {
  return told.flatMap(({ name }) => {
    const meaning = meaningOf(`${key}/${name}`);
    return meaning === undefined ? [] : [{ code: meaning.code, title: meaning.entry.title }];
  });
}

function elsewhere(code: string): CodeLink[] {
  const number = numberOf(code);
  if (number === undefined) return [];
  return meaningsOfNumber(number)
    .filter((meaning) => meaning.code !== code)
    .map((meaning) => ({ ...linkTo(meaning, code), note: namespaceOf(meaning.code).name }));
}

function related(code: string, entry: CatalogEntry): CodeLink[] {
  const same = new Set(elsewhere(code).map((link) => link.code));
  return entry.related.flatMap((key) => {
    const meaning = same.has(key) ? undefined : meaningOf(key);
    return meaning === undefined ? [] : [linkTo(meaning, code)];
  });
}

function linkTo(meaning: Meaning, compareWith: string): CodeLink {
  return { code: meaning.code, title: meaning.entry.title, compareWith };
}

function sourceLink({ kind, where, date }: Source): { label: string; url?: string } {
  if (kind === 'docs') return { label: `${where} (${date})`, url: where };
  return { label: `${sourceKind(kind)}: ${where} (${date})` };
}

function sourceKind(kind: string): string {
  switch (kind) {
    case 'workerd':
      return t('Source of workerd');
    case 'workers-sdk':
      return t('Source of wrangler');
    case 'observed':
      return t('Measured');
    case 'api-schema':
      return t('API schema');
    case 'reports':
      return t('Reports');
    default:
      return t('General knowledge');
  }
}

function confidence(level: string): string {
  switch (level) {
    case 'high':
      return t('Confidence: high');
    case 'medium':
      return t('Confidence: medium (third-party reports only)');
    default:
      return t('Confidence: low, not verified');
  }
}
