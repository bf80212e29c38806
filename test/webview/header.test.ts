import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { wholeList } from '../support/rows.ts';
import { violations } from './axe.ts';
import { PageHarness, type PageOptions, type PageUnderTest } from './harness.ts';
import { answer, filterMessage } from './searchShop.ts';
import { session, shop, shopRows, stateMessage } from './shop.ts';
import { THEME_IDS, type ThemeName } from './themes.ts';

let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

async function open(options: PageOptions = {}): Promise<PageUnderTest> {
  const under = await harness.open(options);
  under.answer = answer;
  await under.post(shop(), filterMessage());
  await under.page.locator('#row-0').waitFor();
  return under;
}

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  test(`axe finds nothing in chips, menu and keys: ${theme}`, async () => {
    const under = await open({ theme });
    const { page } = under;
    await page.getByRole('button', { name: 'api 12.3/s' }).click();
    await page.locator('.session.only').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('button', { name: 'More' }).click();
    assert.deepEqual(await violations(page), []);
    await page.getByRole('menuitem', { name: 'Keyboard Shortcuts' }).click();
    await page.getByRole('dialog').waitFor();
    assert.deepEqual(await violations(page), []);
    await page.keyboard.press('Escape');
    await under.post(filterMessage({ text: 'x', matched: 0 }));
    await page.getByRole('button', { name: 'Clear Filter' }).waitFor();
    assert.deepEqual(await violations(page), []);
  });
}

test('a chip shows its Worker alone, and all again', async () => {
  const under = await open();
  const { page } = under;
  const chip = page.getByRole('button', { name: 'rooms 0.4/s' });
  await chip.click();
  await under.waitForSent({ type: 'setFilter', text: 'worker:rooms' });
  assert.equal(await page.getByRole('combobox').inputValue(), 'worker:rooms');
  await page.getByRole('button', { name: 'rooms 0.4/s', pressed: true }).click();
  await under.waitForSent({ type: 'setFilter', text: '' });
  await page.getByRole('button', { name: 'rooms 0.4/s', pressed: false }).waitFor();
});

test('a chip adds its Worker to what is typed', async () => {
  const under = await open();
  await under.page.getByRole('combobox').fill('status:failing');
  await under.page.getByRole('button', { name: 'cron quiet' }).click();
  await under.waitForSent({ type: 'setFilter', text: 'status:failing worker:cron' });
});

test('a chip tells the state by its picture, and stops and starts its tail', async () => {
  const under = await open();
  const { page } = under;
  const states = ['live', 'quiet', 'reconnecting', 'sampling', 'stopped'] as const;
  await under.post({
    type: 'sessions',
    sessions: states.map((state) => session({ id: state, name: state, state })),
  });
  const chip = (state: string): ReturnType<typeof page.locator> =>
    page.locator(`.session.${state}`);
  await chip('sampling').locator('.codicon-warning').waitFor();
  await chip('reconnecting').locator('.codicon-sync').waitFor();
  const filled = (state: string): Promise<boolean> =>
    chip(state)
      .locator('.dot')
      .evaluate((dot) => getComputedStyle(dot).backgroundColor !== 'rgba(0, 0, 0, 0)');
  assert.deepEqual(
    [await filled('live'), await filled('quiet'), await filled('stopped')],
    [true, false, false],
  );
  await chip('live').hover();
  assert.match((await chip('live').getAttribute('title')) ?? '', /live: Connected\.\n00:1\d:\d\d/);
  await chip('live').getByRole('button', { name: 'Stop the tail of live' }).click();
  await under.waitForSent({ type: 'command', command: 'stop', session: 'live' });
  await chip('stopped').hover();
  await chip('stopped').getByRole('button', { name: 'Start the tail of stopped again' }).click();
  await under.waitForSent({ type: 'command', command: 'restart', session: 'stopped' });
});

test('a file that was opened is no Worker to show alone', async () => {
  const under = await open();
  await under.post({
    type: 'sessions',
    sessions: [
      session({ name: 'tail.jsonl', source: 'file', state: 'stopped', stoppedAt: Date.now() }),
    ],
  });
  await under.page.getByText('tail.jsonl').waitFor();
  assert.equal(await under.page.locator('.session button').count(), 0);
});

test('chips are one tab stop, with arrow keys inside', async () => {
  const under = await open();
  const { page } = under;
  const focused = (): Promise<string> =>
    page.evaluate(
      () =>
        document.activeElement?.getAttribute('aria-label') ??
        (document.activeElement?.textContent ?? '').replace(/\s+/g, ' ').trim(),
    );
  await page.getByRole('combobox').focus();
  const order: string[] = [];
  for (let stop = 0; stop < 5; stop++) {
    await page.keyboard.press('Tab');
    order.push(await focused());
  }
  assert.deepEqual(order, ['api12.3/s', 'Pause: stay at these events', 'Clear', 'More', 'Events']);
  await page.getByRole('button', { name: 'api 12.3/s' }).focus();
  for (const expected of ['Start the tail of api again', 'Stop the tail of api', 'rooms0.4/s']) {
    await page.keyboard.press('ArrowRight');
    assert.equal(await focused(), expected);
  }
  await page.keyboard.press('Space');
  await under.waitForSent({ type: 'setFilter', text: 'worker:rooms' });
});

test('the menu works by keyboard', async () => {
  const under = await open();
  const { page } = under;
  await page.getByRole('button', { name: 'More' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Save Session…' }).waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await under.waitForSent({ type: 'command', command: 'openSession' });
  await page.getByRole('menu').waitFor({ state: 'hidden' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.getByRole('textbox', { name: 'Find' }).waitFor();
});

test('? shows all keys, and Esc goes back to where the focus was', async () => {
  const under = await open();
  const { page } = under;
  await page.getByRole('listbox', { name: 'Events' }).focus();
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keyboard Shortcuts' });
  await dialog.waitFor();
  assert.match(await dialog.innerText(), /Ctrl\+F\s+Find in the events that are shown/);
  for (let press = 0; press < 4; press++) {
    await page.keyboard.press('Tab');
    const inside = await page.evaluate(
      () =>
        document.activeElement === document.body ||
        document.activeElement?.closest('dialog') !== null,
    );
    assert.equal(inside, true, 'the focus stays in the dialog');
  }
  await page.keyboard.press('Escape');
  await dialog.waitFor({ state: 'hidden' });
  await page.locator('.scroller:focus').waitFor();
});

test('L follows and pauses, but not while something is typed', async () => {
  const under = await open();
  const { page } = under;
  await page.getByRole('listbox', { name: 'Events' }).focus();
  await page.keyboard.press('l');
  await page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
  await page.getByRole('combobox').focus();
  await page.keyboard.type('l');
  assert.equal(await page.getByRole('button', { name: 'Follow the latest event' }).count(), 1);
});

test('a filter that is set aside stays in the box, and comes back', async () => {
  const under = await open();
  const { page } = under;
  const text = 'status:failing';
  await under.post(filterMessage({ text }));
  await under.post(filterMessage({ text: '', aside: text }));
  await page.locator('.context-bar').waitFor();
  assert.equal(await page.getByRole('combobox').inputValue(), text);
  await page.getByRole('button', { name: 'Back to the filter' }).click();
  await page.keyboard.press('Escape');
  assert.equal((await under.sent('leaveContext')).length, 2);
  await under.post(filterMessage({ text }));
  await page.locator('.context-bar').waitFor({ state: 'detached' });
  assert.equal(await page.getByRole('combobox').inputValue(), text);
  assert.deepEqual(await under.sent('setFilter'), []);
});

test('commands of the editor lead into the filter, and pause', async () => {
  const under = await open();
  await under.post({ type: 'focusFilter' });
  await under.page.locator('.field input:focus').waitFor();
  await under.post({ type: 'togglePause' });
  await under.page.getByRole('button', { name: 'Follow the latest event' }).waitFor();
  await under.page.keyboard.press('F8');
  await under.page.keyboard.press('Shift+F8');
  assert.deepEqual(
    (await under.sent('failureStep')).map(({ forward }) => forward),
    [true, false],
  );
});

test('a filter that hides all says so, and can be cleared there', async () => {
  const under = await open();
  const { page } = under;
  await under.post(
    stateMessage({ rows: wholeList([], { list: 2 }) }),
    filterMessage({ text: 'status:failing path:/login', matched: 0 }),
  );
  await page.getByText('The filter hides all 8,412 events.').waitFor();
  await page.getByRole('button', { name: 'Clear Filter' }).click();
  await under.waitForSent({ type: 'setFilter', text: '' });
  await page.getByText('The filter hides all').waitFor({ state: 'hidden' });
  // Notices pass the filter: they stay above the sentence.
  await under.post(
    stateMessage({ rows: wholeList(shopRows.slice(5, 6), { list: 3 }) }),
    filterMessage({ text: 'x', matched: 0 }),
  );
  const notice = await page.locator('#row-5:visible').boundingBox();
  const sentence = await page.getByText('The filter hides all 8,412 events.').boundingBox();
  assert.ok(notice && sentence && notice.y + notice.height < sentence.y);
});

test('a search that goes on does not yet say that nothing is found', async () => {
  const under = await open();
  await under.post(filterMessage({ text: 'x', matched: 0, progress: 0.5 }));
  await under.painted();
  assert.equal(await under.page.locator('.hides-all').count(), 0);
});

for (const [width, lines] of [
  [300, 2],
  [420, 2],
  [900, 2],
  [1100, 1],
  [1400, 1],
  [2500, 1],
] as const) {
  test(`the header has ${lines} lines at ${width} px, and nothing is cut off`, async () => {
    const under = await open({ width });
    const tops = await under.page.evaluate(() => {
      const parts = document.querySelectorAll('.header > :not(.heard)');
      return [...parts]
        .filter((part) => part.checkVisibility())
        .map((part) => {
          const { top, bottom, right } = part.getBoundingClientRect();
          return { middle: Math.round((top + bottom) / 2), right };
        });
    });
    assert.equal(new Set(tops.map(({ middle }) => middle)).size, lines);
    assert.ok(tops.every(({ right }) => right <= width));
  });
}
