import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import type { ToPage } from '../../extension/shared/protocol.ts';
import { messageUses, readSources } from '../support/messages.ts';
import { repository } from '../support/repository.ts';
import { bundles } from '../support/translations.ts';
import { PageHarness, type PageUnderTest } from './harness.ts';
import type { Language } from './pageServer.ts';
import { answer, filterMessage, suggestionsFor } from './searchShop.ts';
import { CHECKOUT, checkoutDetail, CLEARED, session, shop, stateMessage } from './shop.ts';

const folder = path.join(repository, 'out', 'screenshots');
const languages: readonly Language[] = [...(await bundles())].map(([tag, texts]) => ({
  tag,
  texts,
}));
let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
  await mkdir(folder, { recursive: true });
});
after(() => harness.dispose());

/** What a person sees or hears of the page: texts, tooltips, labels, descriptions. */
function everyText({ page }: PageUnderTest): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    const read = (root: ParentNode): void => {
      for (const element of root.querySelectorAll('*')) {
        // Keys have the names that stand on them.
        if (element.matches('script, style, kbd, .keys')) continue;
        for (const name of ['title', 'aria-label', 'aria-description', 'label']) {
          found.push(element.getAttribute(name) ?? '');
        }
        for (const node of element.childNodes) {
          if (node.nodeType === Node.TEXT_NODE) found.push(node.textContent ?? '');
        }
        if (element.shadowRoot !== null) read(element.shadowRoot);
      }
    };
    read(document.body);
    return [...new Set(found.map((text) => text.trim()))].filter((text) => text !== '');
  });
}

/** The page in all its states, one after the other. */
async function visit(under: PageUnderTest, look: () => Promise<void>): Promise<ToPage[]> {
  const counts = { events: 8412, failing: 1, logged: 0, gaps: 1, dropped: 5, rejected: 2 };
  const notice = { type: 'detail', id: 5, detail: undefined } as const;
  const detail = { type: 'detail', id: CHECKOUT, detail: checkoutDetail } as const;
  const states = (['live', 'quiet', 'starting', 'reconnecting', 'stopped'] as const).map((state) =>
    session({ id: state, name: `of-${state}`, state, sentence: '-' }),
  );
  const full = stateMessage({ sessions: states, counts });
  const empty = {
    type: 'empty',
    empty: { sentence: '-', action: undefined },
  } as const;
  under.answer = answer;
  await under.post(full);
  await under.page.locator(`#row-${CHECKOUT}`).click();
  await under.post(detail);
  await under.page.locator('.card').waitFor();
  await look();
  await under.page.locator('#row-5').click();
  await under.post(notice);
  await under.page.locator('p.gone').waitFor();
  await look();
  await under.post(CLEARED, empty);
  await under.page.locator('div.empty').waitFor();
  await look();
  const keys = under.page.keyboard;
  for (const [key, shown] of [
    ['/', '.suggestions'],
    ['Control+f', '.find-bar'],
    ['?', '.keys-dialog'],
  ] as const) {
    await under.page.locator('.header').click({ position: { x: 1, y: 1 } });
    await keys.press(key);
    await under.page.locator(shown).waitFor();
    await look();
    await keys.press('Escape');
  }
  await under.page.locator('.more-menu button').click();
  await look();
  const hidden = filterMessage({ text: 'x', matched: 0 });
  await under.post(hidden);
  await under.page.locator('.hides-all').waitFor();
  await look();
  return [
    full,
    detail,
    notice,
    empty,
    hidden,
    { type: 'suggestions', text: '', suggestions: suggestionsFor('') },
  ];
}

test('every text of the page goes through the translation', async () => {
  const uses = (await readSources()).flatMap(messageUses);
  const texts = Object.fromEntries(uses.map(({ text = '' }) => [text, `⟦${text}⟧`]));
  const under = await harness.open({ language: { tag: 'qps-ploc', texts } });
  const seen = new Set<string>();
  const told = await visit(under, async () => {
    for (const text of await everyText(under)) seen.add(text);
  });
  assert.ok(seen.has('⟦8,412 events⟧'), [...seen].join('\n'));
  const data = JSON.stringify(told);
  const plain = [...seen]
    .flatMap((text) => text.replace(/⟦[^⟧]*⟧?/g, '').split('\n'))
    // Code stands before a frame and a request, after a place, and for an array of a log.
    // A chip's tooltip ends with a sentence of the host.
    // A tooltip may end with keys; keys of the filter are code too.
    .map((piece) =>
      piece.replace(/^(?:at|POST) |:\d+:\d+$|^Array\(\d+\)$|: -$| \([\w+]+\)$|^[a-z]+:$/g, ''),
    )
    .filter((piece) => /\p{L}{2}/u.test(piece) && piece !== 'Tail Worker')
    .filter((piece) => !data.includes(JSON.stringify(piece).slice(1, -1)));
  assert.deepEqual(plain, []);
});

const SIZES = { wide: [1400, 420], narrow: [420, 520], 'narrow-detail': [420, 520] } as const;

for (const language of languages) {
  const { tag, texts } = language;
  const said = (english: string, ...values: string[]): string =>
    (texts[english] ?? english).replace(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? '');

  test(`the page speaks the editor’s language: ${tag}`, async () => {
    const under = await harness.open({ language });
    const { page } = under;
    assert.equal(await page.locator('html').getAttribute('lang'), tag);
    const sentence = 'Connected. No requests are arriving.';
    await under.post(stateMessage(), {
      type: 'sessions',
      sessions: [session({ state: 'reconnecting', sentence: said(sentence) })],
    });
    await page.getByRole('listbox', { name: said('Events') }).waitFor();
    await page.getByRole('button', { name: said('Stop the tail of {0}', 'api') }).waitFor();
    const header = (await page.locator('.header').textContent()) ?? '';
    assert.ok(header.includes(said('Reconnecting')), header);
    assert.ok(header.includes(said(sentence)), header);
    const footer = (await page.locator('.footer').textContent()) ?? '';
    const count = new Intl.NumberFormat(tag).format(8412);
    assert.ok(footer.includes(said('{0} events', count)), footer);
    assert.ok(footer.includes(said('Times are local')), footer);

    const label = said('Start Again');
    await under.post(CLEARED, {
      type: 'empty',
      empty: { sentence: said(sentence), action: { label, command: 'restart' } },
    });
    await page.locator('div.empty').getByRole('button', { name: label }).click();
    await under.waitForSent({ type: 'command', command: 'restart' });
    assert.deepEqual(under.faults, []);
  });

  for (const [size, [width, height]] of Object.entries(SIZES)) {
    test(`nothing is cut off, and the picture is taken: ${tag}, ${size}`, async () => {
      const under = await harness.open({ language, width, height });
      await under.post(shop());
      const row = under.page.locator(`#row-${CHECKOUT}`);
      await row.waitFor();
      if (size === 'narrow') await under.page.getByRole('listbox').press('ArrowUp');
      else await row.click();
      const detail = {
        ...checkoutDetail,
        facts: checkoutDetail.facts.map(([name, value]) => [said(name), value] as const),
      };
      await under.post({ type: 'detail', id: CHECKOUT, detail });
      await under.page.evaluate(() => document.fonts.ready);
      await under.painted();
      await under.page.screenshot({ path: path.join(folder, `panel-${tag}-${size}.png`) });
      assert.deepEqual(await cutOff(under), []);
      assert.deepEqual(under.faults, []);
    });
  }
}

/** Texts of the page's own for which there is too little room. */
function cutOff({ page }: PageUnderTest): Promise<string[]> {
  return page.evaluate(() =>
    [
      ...document.querySelectorAll<HTMLElement>(
        '.columns > *, .header .state .name, .header .rate, .footer .count, .heading, .frame, vscode-button',
      ),
    ]
      .filter((each) => each.offsetParent !== null)
      .filter((each) => each.scrollWidth > each.clientWidth && each.clientWidth > 0)
      .map((each) => `${each.textContent}: ${each.scrollWidth} > ${each.clientWidth}`),
  );
}
