import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ENTRIES, meaningOf, type Meaning } from '../../../../extension/core/catalog/catalog.ts';
import { comparisonPage, COMPARISONS } from '../../../../extension/core/catalog/comparison.ts';
import { entryPage } from '../../../../extension/core/catalog/entryPage.ts';
import { meaningsPage } from '../../../../extension/core/catalog/meaningsPage.ts';
import type { Block, Page } from '../../../../extension/core/catalog/page.ts';
import { pageHtml, type PageLinks } from '../../../../extension/core/catalog/pageHtml.ts';
import { pageMarkdown } from '../../../../extension/core/catalog/pageMarkdown.ts';

const links: PageLinks = {
  explain: (code) => `explain:${code}`,
  compare: (code, other) => `compare:${code}|${other}`,
};

function meaning(code: string): Meaning {
  const found = meaningOf(code);
  assert.ok(found !== undefined, code);
  return found;
}

function headings(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => ('heading' in block ? [block.heading] : []));
}

test('a page says all that the catalog knows of a code, what others get wrong first', () => {
  const page = entryPage(meaning('cf:1042'));
  const heads = headings(page.blocks);
  assert.equal(heads[0], 'Often misread');
  for (const heading of ['When you see it', 'In the tail', 'Causes', 'How to fix', 'Sources']) {
    assert.ok(heads.includes(heading), heading);
  }
  const html = pageHtml(page, links);
  assert.match(html, /same zone/);
  assert.match(html, /WebSocket/);
  assert.match(html, /href="explain:mysql:1042"/);
  assert.match(html, /href="compare:cf:1042\|mysql:1042"/);
});

test('every entry and every comparison makes a page without an empty part', () => {
  const pages = [
    ...ENTRIES.map((entry) => entryPage({ code: entry.key, entry })),
    ...COMPARISONS.map(({ keys: [left = '', right = ''] }) =>
      comparisonPage(meaning(left), meaning(right)),
    ),
  ];
  for (const page of pages) {
    const html = pageHtml(page, links);
    assert.doesNotMatch(html, /<(p|li|dd|h\d|ul|ol|dl)[^>]*><\/\1>/, page.title);
  }
});

test('a code of a range keeps its own number', () => {
  const html = pageHtml(entryPage(meaning('ws:4321')), links);
  assert.match(html, /<code class="chip">ws:4321<\/code>/);
});

test('all meanings of a number say what decides', () => {
  const html = pageHtml(meaningsPage('1015', [meaning('cf:1015'), meaning('ws:1015')]), links);
  assert.equal(html.match(/This is the one if/g)?.length, 2);
  assert.match(html, /explain:cf:1015/);
  assert.match(html, /explain:ws:1015/);
});

test('a written comparison is used in either order', () => {
  const sections = (page: Page, heading: string): Block | undefined =>
    page.blocks.find((block) => 'heading' in block && block.heading === heading);
  const there = comparisonPage(meaning('ws:1010'), meaning('ws:1014'));
  const back = comparisonPage(meaning('ws:1014'), meaning('ws:1010'));
  assert.deepEqual(sections(there, 'Key differences'), sections(back, 'Key differences'));
  const which = sections(there, 'When which applies');
  const turned = sections(back, 'When which applies');
  assert.ok(which?.kind === 'columns' && turned?.kind === 'columns');
  assert.deepEqual(which.columns, turned.columns.toReversed());
  for (const heading of ['Meaning', 'When you see it', 'How to fix']) {
    assert.equal(sections(there, heading)?.kind, 'columns', heading);
  }
});

test('two codes that nobody wrote about are compared by what they say of themselves', () => {
  const html = pageHtml(comparisonPage(meaning('ws:1009'), meaning('api:10027')), links);
  assert.match(html, /<h2>Key differences<\/h2><ol><li>/);
  assert.match(html, /ws:1009 is a WebSocket close code/);
});

test('what looks like HTML is text', () => {
  const evil = '<img src=x onerror="alert(1)">&';
  const html = pageHtml(
    {
      title: evil,
      blocks: [
        { kind: 'text', text: `${evil} \`${evil}\`` },
        { kind: 'list', items: [evil] },
        { kind: 'facts', rows: [[evil, evil]] },
        { kind: 'samples', items: [{ text: evil, note: evil }] },
        { kind: 'links', items: [{ code: evil, title: evil, note: evil, compareWith: evil }] },
        { kind: 'web', items: [{ label: evil, url: evil }] },
        { kind: 'misreadings', items: [{ claim: evil, truth: evil }] },
      ],
    },
    links,
  );
  assert.doesNotMatch(html, /<img|onerror="/);
});

test('Markdown has headings, links between codes, and words that are no markup', () => {
  const page: Page = {
    title: 'A *title*',
    blocks: [
      { kind: 'lead', text: 'See `ws:1006`, `close()` and [x].' },
      { kind: 'section', heading: 'Causes', blocks: [{ kind: 'list', items: ['a_b'] }] },
      { kind: 'samples', items: [{ text: 'with `tick`', note: 'until 2025-05' }] },
    ],
  };
  assert.equal(
    pageMarkdown(page, 2, (code) => `#${code}`),
    [
      '## A \\*title\\*',
      'See [`ws:1006`](#ws:1006), `close()` and \\[x\\].',
      '### Causes',
      '- a\\_b',
      '- `` with `tick` `` (until 2025-05)',
    ].join('\n\n'),
  );
});
