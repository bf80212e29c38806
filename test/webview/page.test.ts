import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { wholeList } from '../support/rows.ts';
import { violations } from './axe.ts';
import { bundlePage } from './bundle.ts';
import { PageHarness, type PageUnderTest } from './harness.ts';
import {
  CHECKOUT,
  checkoutDetail,
  CLEARED,
  session,
  shop,
  shopRows,
  stateMessage,
} from './shop.ts';
import { readThemes, THEME_IDS, tokensIn, type ThemeName } from './themes.ts';

const NOTHING = { events: 0, failing: 0, logged: 0, gaps: 0, dropped: 0, rejected: 0 };
const WIDTHS = [320, 420, 700, 1400] as const;
let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

async function withDetail(options: Parameters<PageHarness['open']>[0]): Promise<PageUnderTest> {
  const under = await harness.open(options);
  await under.post(shop());
  await under.page.locator(`#row-${CHECKOUT}`).click();
  await under.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
  await under.page.locator('.card').waitFor();
  return under;
}

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  for (const width of [1400, 420]) {
    test(`axe finds nothing: ${theme}, ${width} px`, async () => {
      const under = await withDetail({ theme, width, height: 700 });
      assert.deepEqual(await violations(under.page), []);
      await under.page.locator('.content').press('Escape');
      await under.page.getByRole('listbox').waitFor();
      assert.deepEqual(await violations(under.page), []);
      await under.post(CLEARED);
      await under.post({
        type: 'empty',
        empty: { sentence: 'Nothing yet.', action: { label: 'Start Again', command: 'restart' } },
      });
      await under.page.getByRole('button', { name: 'Start Again' }).waitFor();
      assert.deepEqual(await violations(under.page), []);
    });
  }
}

test('every token of the page’s own styles is known to the editor', async () => {
  const { style } = await bundlePage();
  const known = new Set(Object.values(readThemes()).flatMap(({ tokens }) => Object.keys(tokens)));
  const unknown = tokensIn(style).filter((token) => !known.has(token));
  // Told in other themes than these four.
  assert.deepEqual(unknown, [
    '--vscode-list-hoverForeground',
    '--vscode-list-inactiveSelectionForeground',
  ]);
});

test('the page has no colour of its own', async () => {
  const { style } = await bundlePage();
  assert.doesNotMatch(style, /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|oklch)a?\(/i);
});

for (const width of WIDTHS) {
  test(`nothing is wider than the page at ${width} px`, async () => {
    const under = await withDetail({ width, height: 500 });
    const tooWide = () =>
      under.page.evaluate(() =>
        [
          document.documentElement,
          ...document.querySelectorAll(
            '.header, .body, .list, .scroller, .detail, .content, .footer',
          ),
        ]
          .filter((each) => each.scrollWidth > each.clientWidth)
          .map((each) => `${each.className} ${each.scrollWidth} > ${each.clientWidth}`),
      );
    assert.deepEqual(await tooWide(), []);
    await under.page.getByRole('button', { name: /^(Back to the list|Close the detail)$/ }).click();
    await under.page.locator(`#row-${CHECKOUT}`).waitFor();
    assert.deepEqual(await tooWide(), []);
  });
}

test('a wide page has the detail beside the list, a narrow one in its place', async () => {
  const under = await withDetail({ width: 700 });
  const list = under.page.getByRole('listbox');
  assert.equal(await list.isVisible(), true);
  await under.page.setViewportSize({ width: 699, height: 420 });
  await list.waitFor({ state: 'hidden' });
  await under.page.getByRole('button', { name: 'Back to the list' }).click();
  await list.waitFor();
  assert.equal(await under.page.getByRole('region', { name: 'Event detail' }).isVisible(), false);
});

test('everything can be done by keyboard', async () => {
  const under = await harness.open();
  await under.post(shop());
  const { page } = under;
  await page.locator('#row-0').waitFor();
  const focused = () =>
    page.evaluate(() => {
      const inner = document.activeElement?.shadowRoot?.activeElement ?? document.activeElement;
      return inner?.getAttribute('aria-label') ?? inner?.textContent ?? '';
    });
  const tabTo = async (label: string): Promise<void> => {
    for (let press = 0; press < 20; press++) {
      await page.keyboard.press('Tab');
      if ((await focused()) === label) return;
    }
    assert.fail(`Tab does not come to ${label}, but to ${await focused()}.`);
  };
  await tabTo('Filter');
  await page.keyboard.press('Tab');
  for (let press = 0; press < 5; press++) await page.keyboard.press('ArrowRight');
  assert.equal(await focused(), 'Stop the tail of rooms');
  await page.keyboard.press('Enter');
  await under.waitForSent({ type: 'command', command: 'stop', session: 'rooms' });
  await tabTo('Pause: stay at these events');
  await page.keyboard.press('Space');
  await page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
  await tabTo('Clear');
  await page.keyboard.press('Enter');
  await under.waitForSent({ type: 'command', command: 'clear' });

  await tabTo('Events');
  const selected = (id: number) => page.locator(`#row-${id}[aria-selected="true"]`).waitFor();
  for (const [key, id] of [
    ['Home', 0],
    ['ArrowDown', 1],
    ['End', CHECKOUT],
    ['ArrowUp', CHECKOUT - 1],
    ['PageUp', 0],
    ['PageDown', CHECKOUT],
  ] as const) {
    await page.keyboard.press(key);
    await selected(id);
    assert.equal(
      await page.getByRole('listbox').getAttribute('aria-activedescendant'),
      `row-${id}`,
    );
    await under.waitForSent({ type: 'openDetail', id });
  }
  await under.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
  await page.keyboard.press('Enter');
  assert.equal(await focused(), 'Event detail');
  await tabTo('Copy the response before changing it');
  await page.keyboard.press('Enter');
  await under.waitForSent({ type: 'applyFix', id: CHECKOUT, key: 'copy' });
  await tabTo('src/cors.ts:18:20');
  await page.keyboard.press('Enter');
  await under.waitForSent({ type: 'openFrame', id: CHECKOUT, error: 0, frame: 0 });
  await page.keyboard.press('Escape');
  assert.equal(await focused(), 'Events');

  const splitter = page.getByRole('separator');
  const before = Number(await splitter.getAttribute('aria-valuenow'));
  await splitter.press('ArrowLeft');
  assert.ok(Number(await splitter.getAttribute('aria-valuenow')) > before);
});

test('the line between list and detail can be dragged, and stays there after a reload', async () => {
  const under = await withDetail({});
  const detail = under.page.getByRole('region', { name: 'Event detail' });
  const splitter = await under.page.getByRole('separator').boundingBox();
  assert.ok(splitter);
  await under.page.mouse.move(splitter.x, 200);
  await under.page.mouse.down();
  await under.page.mouse.move(700, 200, { steps: 3 });
  await under.page.mouse.up();
  const width = (await detail.boundingBox())?.width ?? 0;
  assert.ok(Math.abs(width - 700) < 5, `${width} px`);
  await under.page.reload();
  await under.waitForSent({ type: 'ready' });
  await under.post(shop());
  await detail.waitFor();
  assert.equal((await detail.boundingBox())?.width, width);
});

test('a page that was hidden comes back with its selection, at the same rows', async () => {
  const under = await withDetail({});
  await under.page.locator('#row-3').click();
  await under.page.reload();
  await under.waitForSent({ type: 'ready' });
  await under.post(shop());
  await under.page.locator('#row-3.selected').waitFor();
  await under.waitForSent({ type: 'openDetail', id: 3 });
  await under.page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
});

test('after a restart of the editor another event may have the id: it is not selected', async () => {
  const under = await withDetail({});
  await under.page.reload();
  await under.waitForSent({ type: 'ready' });
  const others = shopRows.map((row) => ({ ...row, time: row.time + 86_400_000 }));
  await under.post(stateMessage({ rows: wholeList(others) }));
  await under.page.locator(`#row-${CHECKOUT}`).waitFor();
  assert.equal(await under.page.locator('.row.selected').count(), 0);
  assert.deepEqual(await under.sent('openDetail'), []);
});

test('an empty list says why, and its button is the next step', async () => {
  const under = await harness.open();
  const empty = {
    sentence: 'See what your Worker does, live.',
    action: { label: 'Tail Worker', command: 'start' },
  } as const;
  await under.post(stateMessage({ sessions: [], rows: wholeList([]), empty, counts: NOTHING }));
  await under.page.getByText(empty.sentence).waitFor();
  await under.page.getByRole('button', { name: 'Tail Worker' }).click();
  await under.waitForSent({ type: 'command', command: 'start' });
  // It goes with the first row, whatever the host said last.
  await under.post({
    type: 'rows',
    rows: wholeList(shopRows),
    counts: { ...NOTHING, events: 12 },
  });
  await under.page.getByText(empty.sentence).waitFor({ state: 'hidden' });
});

test('the header says the state that needs attention, and for how long it has run', async () => {
  const under = await harness.open();
  const sessions = [
    session({ startedAt: Date.now() - 3_723_000 }),
    session({
      id: 'rooms',
      name: 'rooms',
      worker: 1,
      state: 'reconnecting',
      sentence: 'The connection was lost.',
      startedAt: Date.now() - 61_000,
    }),
  ];
  await under.post(stateMessage({ sessions }));
  const state = under.page.locator('.header > .state');
  await state.getByText('Reconnecting').waitFor();
  assert.match(await state.innerText(), /00:01:0[1-4]\s+The connection was lost\./);
  await under.post({ type: 'sessions', sessions: sessions.slice(0, 1) });
  await state.getByText('Live').waitFor();
  assert.match(await state.innerText(), /01:02:0\d/);
  assert.deepEqual(await under.page.locator('.session .name').allInnerTexts(), ['api']);
});

test('a stopped session keeps its time, and can be started again at its chip', async () => {
  const under = await harness.open();
  const now = Date.now();
  const stopped = session({
    state: 'stopped',
    sentence: 'Stopped.',
    startedAt: now - 60_000,
    stoppedAt: now - 30_000,
  });
  await under.post(stateMessage({ sessions: [stopped] }));
  const chip = under.page.locator('.session');
  await chip.hover();
  assert.match(await under.page.locator('.header > .state').innerText(), /Stopped\s+00:00:30/);
  await chip.getByRole('button', { name: 'Start the tail of api again' }).click();
  await under.waitForSent({ type: 'command', command: 'restart', session: 'api' });
});

test('the footer counts what is missing', async () => {
  const under = await harness.open();
  await under.post(
    stateMessage({
      counts: { events: 12_000, failing: 1, logged: 4, gaps: 2, dropped: 2000, rejected: 3 },
    }),
  );
  await under.page.getByText('12,000 events').waitFor();
  assert.equal(
    (await under.page.locator('.footer .count').allInnerTexts()).join(' · '),
    '12,000 events · 1 failing · 4 with a logged error · 2 gaps · 2,000 dropped · 3 not understood · Times are local',
  );
});

test('motion is left out for who has asked for that', async () => {
  const under = await harness.open({ reducedMotion: true });
  await under.post(stateMessage({ sessions: [session({ state: 'starting' })] }));
  const dot = under.page.locator('.state .dot.starting');
  await dot.waitFor();
  assert.equal(await dot.evaluate((each) => getComputedStyle(each).animationName), 'none');
});
