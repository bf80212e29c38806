import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { violations } from './axe.ts';
import { PageHarness, type PageOptions, type PageUnderTest } from './harness.ts';
import { answer, filterMessage, foundMessage } from './searchShop.ts';
import { shop } from './shop.ts';
import { THEME_IDS, type ThemeName } from './themes.ts';

let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

async function open(options: PageOptions = {}): Promise<{ under: PageUnderTest; box: Locator }> {
  const under = await harness.open(options);
  under.answer = answer;
  await under.post(shop(), filterMessage({ text: 'status:failing' }));
  await under.page.locator('#row-10').waitFor();
  return { under, box: under.page.getByRole('textbox', { name: 'Find' }) };
}

async function find(options: PageOptions = {}): Promise<{ under: PageUnderTest; box: Locator }> {
  const opened = await open(options);
  const { page } = opened.under;
  await page.getByRole('listbox', { name: 'Events' }).focus();
  await page.keyboard.press('Control+f');
  await page.keyboard.type('undefined');
  await page.getByText('9 of 12').waitFor();
  await opened.under.painted();
  return opened;
}

/** The marked texts of the rows. */
function marked({ page }: PageUnderTest, name: 'match' | 'current-match'): Promise<string[]> {
  return page.evaluate(
    (highlight) =>
      [...(CSS.highlights.get(highlight) ?? [])].map(
        ({ startContainer, startOffset, endOffset }) =>
          startContainer.isConnected
            ? (startContainer.textContent ?? '').slice(startOffset, endOffset)
            : 'gone',
      ),
    name,
  );
}

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  test(`axe finds nothing while something is looked for: ${theme}`, async () => {
    const { under } = await find({ theme, width: 420, height: 620 });
    assert.deepEqual(under.faults, []);
    assert.deepEqual(await violations(under.page), []);
    await under.post(
      foundMessage({ count: 0, index: -1, row: undefined, error: 'Unterminated group' }),
    );
    await under.page.getByText('Unterminated group').waitFor();
    assert.deepEqual(await violations(under.page), []);
  });
}

test('Ctrl+F opens it above the headings, Esc closes it and leads back to the list', async () => {
  const { under, box } = await find();
  const { page } = under;
  const bar = await page.locator('.find-bar').boundingBox();
  const heads = await page.locator('.columns').boundingBox();
  assert.ok(bar && heads && bar.y + bar.height <= heads.y, 'it covers nothing');
  assert.equal(await page.getByText('in the 37 events shown').isVisible(), true);
  await under.waitForSent({ type: 'find' });
  await page.keyboard.press('Escape');
  await box.waitFor({ state: 'hidden' });
  await page.locator('.scroller:focus').waitFor();
  assert.equal((await under.sent('find')).at(-1)?.query, undefined);
  await under.painted();
  assert.deepEqual(await marked(under, 'current-match'), []);
});

test('Enter, Shift+Enter and F3 step', async () => {
  const { under } = await find();
  const { page } = under;
  await page.keyboard.press('Enter');
  await page.keyboard.press('Shift+Enter');
  await page.getByRole('listbox', { name: 'Events' }).focus();
  await page.keyboard.press('F3');
  await page.keyboard.press('Shift+F3');
  const steps = await under.sent('findStep');
  assert.deepEqual(
    steps.map(({ forward }) => forward),
    [true, false, true, false],
  );
});

test('switches are set by key and by click, and stay', async () => {
  const { under, box } = await find();
  const { page } = under;
  await page.keyboard.press('Alt+c');
  await page.keyboard.press('Alt+w');
  await page.keyboard.press('Alt+r');
  await page.getByRole('button', { name: 'Match whole word' }).click();
  await page.waitForFunction(
    () => document.querySelectorAll('.find-box [aria-pressed="true"]').length === 2,
  );
  await page.waitForTimeout(150);
  assert.deepEqual((await under.sent('find')).at(-1)?.query, {
    text: 'undefined',
    matchCase: true,
    wholeWord: false,
    regex: true,
  });
  await box.press('Escape');
  await page.keyboard.press('Control+f');
  assert.equal(await page.evaluate(() => document.getSelection()?.toString()), 'undefined');
  assert.equal(await page.locator('.find-box [aria-pressed="true"]').count(), 2);
});

test('a wrong regular expression is said in the bar', async () => {
  const { under, box } = await find();
  under.answer = () =>
    foundMessage({
      count: 0,
      index: -1,
      row: undefined,
      position: undefined,
      marks: [],
      error: 'Unterminated group',
    });
  await box.fill('(');
  await under.page.keyboard.press('Alt+r');
  await under.page.getByText('Unterminated group').waitFor();
  assert.equal(await box.getAttribute('aria-invalid'), 'true');
  assert.equal(await under.page.getByRole('button', { name: 'Next match' }).isDisabled(), true);
});

test('the current row is brought into view and marked in its own colour, the others in theirs', async () => {
  const { under, box } = await open({ height: 160 });
  const { page } = under;
  await page.keyboard.press('Control+f');
  under.answer = (message) =>
    message.type === 'find' ? foundMessage({ row: 3, position: 3 }) : undefined;
  await box.fill('e');
  await page.locator('#row-3').waitFor();
  await under.painted();
  assert.ok((await marked(under, 'match')).length > 1);
  assert.ok((await marked(under, 'match')).every((text) => text.toLowerCase() === 'e'));
  assert.deepEqual(await marked(under, 'current-match'), ['e', 'e', 'e']);
  assert.equal(await page.locator('#row-3').isVisible(), true);
});

test('a text that is cut begins just before its match', async () => {
  const { under } = await find({ width: 760 });
  const text = under.page.locator('#row-10 .text');
  assert.match(await text.innerText(), /^… of undefined \(read/);
  assert.deepEqual(await marked(under, 'current-match'), ['undefined']);
  await under.page.setViewportSize({ width: 1900, height: 420 });
  await under.page.waitForFunction(() =>
    document.querySelector('#row-10 .text')?.textContent.startsWith('TypeError'),
  );
  await under.page.keyboard.press('Escape');
  await under.painted();
  assert.match(await text.innerText(), /^TypeError/);
});

test('without Find, the texts of the filter are marked', async () => {
  const { under } = await open();
  await under.post(filterMessage({ text: 'immutable "GET" -path:/x' }));
  await under.page.waitForFunction(() => (CSS.highlights.get('match')?.size ?? 0) > 4);
  const texts = await marked(under, 'match');
  assert.deepEqual([...new Set(texts)].sort(), ['GET', 'immutable']);
});

test('marks of rows that went away are gone', async () => {
  const { under } = await find();
  await under.post(shop(), foundMessage(), shop());
  await under.painted();
  assert.ok(!(await marked(under, 'current-match')).includes('gone'));
  assert.ok(!(await marked(under, 'match')).includes('gone'));
});

test('marks beside the scrollbar show where matches are', async () => {
  const { under } = await find();
  const path = under.page.locator('tw-find-marks path');
  assert.equal(await path.getAttribute('d'), 'M0 200.0h1M0 500.0h1M0 600.0h1M0 900.0h1');
  await under.page.keyboard.press('Escape');
  await under.painted();
  assert.equal(await path.getAttribute('d'), '');
});
