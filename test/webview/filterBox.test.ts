import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Locator } from 'playwright-core';
import { violations } from './axe.ts';
import { PageHarness, type PageOptions, type PageUnderTest } from './harness.ts';
import { answer, filterMessage, suggestionsFor } from './searchShop.ts';
import { shop } from './shop.ts';
import { THEME_IDS, type ThemeName } from './themes.ts';

let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
});
after(() => harness.dispose());

interface Opened {
  readonly under: PageUnderTest;
  readonly box: Locator;
  readonly type: (text: string) => Promise<void>;
}

async function open(options: PageOptions = {}): Promise<Opened> {
  const under = await harness.open(options);
  under.answer = answer;
  await under.post(shop(), filterMessage());
  const box = under.page.getByRole('combobox', { name: 'Filter' });
  await box.waitFor();
  const type = async (text: string): Promise<void> => {
    await box.focus();
    await under.page.keyboard.type(text);
  };
  return { under, box, type };
}

const options = ({ page }: PageUnderTest): Locator =>
  page.getByRole('listbox', { name: 'Suggestions' }).getByRole('option');

async function texts({ under }: Opened): Promise<string[]> {
  const messages = await under.sent('setFilter');
  return messages.map(({ text }) => text);
}

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  test(`axe finds nothing while a filter is typed: ${theme}`, async () => {
    const { under, box, type } = await open({ theme, width: 420, height: 620 });
    await type('status:failing co');
    await options(under).first().waitFor();
    assert.deepEqual(await violations(under.page), []);
    await box.fill('status:failng');
    await under.page.getByRole('button', { name: 'failing' }).waitFor();
    assert.deepEqual(await violations(under.page), []);
  });
}

test('a valid filter is in force 80 ms after the last key, once', async () => {
  const opened = await open();
  await opened.type('status:failing ');
  await opened.under.waitForSent({ type: 'setFilter', text: 'status:failing' });
  await opened.under.page.getByText('37 of 8,412', { exact: true }).waitFor();
  await opened.under.page.waitForTimeout(200);
  assert.equal((await texts(opened)).filter((text) => text === 'status:failing').length, 1);
});

test('keys are coloured, and stand where they stand in the input', async () => {
  const { under, type } = await open({ width: 300 });
  await type('status:failing a text that is longer than the box has room for "it"');
  const { page } = under;
  assert.deepEqual(await page.locator('.mirror .key').allTextContents(), ['status:']);
  const places = (): Promise<number[]> =>
    page.evaluate(() =>
      [...document.querySelectorAll('.field input, .mirror')].flatMap((each) => [
        each.scrollLeft,
        each.scrollWidth,
      ]),
    );
  for (const key of ['End', 'Home', 'End']) {
    await page.keyboard.press(key);
    await under.painted();
    const [mirror, mirrorWidth, input, inputWidth] = await places();
    assert.equal(mirror, input);
    assert.equal(mirrorWidth, inputWidth);
    assert.equal(mirror === 0, key === 'Home');
  }
});

test('letters that are composed, or go from right to left, are the input’s own', async () => {
  const { under, box } = await open();
  const field = under.page.locator('.field');
  await box.focus();
  const cdp = await under.page.context().newCDPSession(under.page);
  await cdp.send('Input.imeSetComposition', { text: 'けんさ', selectionStart: 3, selectionEnd: 3 });
  await under.page.locator('.field.plain').waitFor();
  await under.page.waitForTimeout(150);
  assert.deepEqual(await under.sent('setFilter'), [], 'a text that is being composed is none');
  await cdp.send('Input.insertText', { text: '検査' });
  await under.waitForSent({ type: 'setFilter', text: '検査' });
  assert.equal(await field.getAttribute('class'), 'field ');
  await box.fill('שלום');
  await under.page.locator('.field.plain').waitFor();
  await box.fill('a\u202eb');
  await under.page.locator('.field.plain').waitFor();
});

test('an error keeps the last valid filter, is shown at its characters, and is corrected by a click', async () => {
  const opened = await open();
  const { under, box } = opened;
  await opened.type('status:failing');
  await under.waitForSent({ type: 'setFilter', text: 'status:failing' });
  await box.fill('status:failng worker:api');
  const { page } = under;
  const proposal = page.getByRole('button', { name: 'failing', exact: true });
  await proposal.waitFor();
  assert.deepEqual(await page.locator('.mirror .wrong').allTextContents(), ['failng']);
  assert.equal(await box.getAttribute('aria-invalid'), 'true');
  assert.match(
    await page.locator('.filter-complaint').innerText(),
    /“failng” is no status.*Did you mean failing\? The last valid filter stays in force\./s,
  );
  assert.deepEqual(await texts(opened), ['status:failing']);
  await proposal.click();
  assert.equal(await box.inputValue(), 'status:failing worker:api');
  await under.waitForSent({ type: 'setFilter', text: 'status:failing worker:api' });
  assert.equal(await box.getAttribute('aria-invalid'), 'false');
  await page.keyboard.press('Control+z');
  assert.equal(await box.inputValue(), 'status:failng worker:api', 'a correction can be undone');
});

test('what is still being typed is not yet called wrong', async () => {
  const { under, type } = await open();
  await type('status:failng');
  await under.page.waitForTimeout(250);
  assert.equal(await under.page.locator('.filter-box.invalid').count(), 0);
  await under.page.locator('.filter-box.invalid').waitFor();
});

test('suggestions come with counts, and Tab accepts the first', async () => {
  const { under, box, type } = await open();
  await type('co');
  await options(under).first().waitFor();
  assert.deepEqual(
    (await options(under).allInnerTexts())
      .map((text) => text.replace(/\s+/g, ' ').trim())
      .slice(0, 2),
    ['code:cf:1101 uncaught exception 14', 'code:exception outside a request 12'],
  );
  assert.equal(await box.getAttribute('aria-expanded'), 'true');
  assert.equal(await box.getAttribute('aria-activedescendant'), 'suggestion-0');
  await under.page.keyboard.press('Tab');
  assert.equal(await box.inputValue(), 'code:cf:1101');
  await under.waitForSent({ type: 'setFilter', text: 'code:cf:1101' });
  assert.equal(await options(under).count(), 0);
  await under.page.keyboard.press('Control+z');
  assert.equal(await box.inputValue(), 'co');
});

test('Tab before the suggestions are there accepts the first of them', async () => {
  const { under, box, type } = await open();
  await type('co');
  await options(under).first().waitFor();
  under.answer = () => undefined;
  await under.page.keyboard.type('l');
  await under.page.keyboard.press('Tab');
  assert.equal(await box.inputValue(), 'col');
  await under.post({ type: 'suggestions', text: 'col', suggestions: suggestionsFor('col') });
  await under.painted();
  assert.equal(await box.inputValue(), 'colo:AMS');
});

test('arrows choose: minus excludes, comma allows another value, Enter accepts', async () => {
  // A page each, which is answered once: what comes later would be chosen anew.
  const choose = async (text: string, key: string): Promise<string> => {
    const { under, box, type } = await open();
    under.answer = () => undefined;
    await type(text);
    await under.waitForSent({ type: 'suggest', text });
    await under.post({ type: 'suggestions', text, suggestions: suggestionsFor(text) });
    await options(under).nth(1).waitFor();
    await under.painted();
    await under.page.keyboard.press('ArrowDown');
    await under.page.keyboard.press(key);
    return box.inputValue();
  };
  assert.equal(await choose('co', 'Enter'), 'code:exception');
  assert.equal(await choose('co', '-'), '-code:exception');
  assert.equal(await choose('worker:', ','), 'worker:rooms,');
  const { box, type } = await open();
  await type('co-');
  assert.equal(await box.inputValue(), 'co-', 'a minus that is typed is typed');
});

test('a key goes on with its values', async () => {
  const { under, box, type } = await open();
  await type('wor');
  await options(under).filter({ hasText: 'name of the Worker' }).click();
  assert.equal(await box.inputValue(), 'worker:');
  await options(under).filter({ hasText: 'worker:rooms' }).waitFor();
  assert.equal(await box.evaluate((each) => each === document.activeElement), true);
});

test('Esc closes the suggestions, then clears, then leaves', async () => {
  const { under, box, type } = await open();
  await type('status:failing co');
  await options(under).first().waitFor();
  await under.waitForSent({ type: 'setFilter', text: 'status:failing co' });
  const { page } = under;
  await page.keyboard.press('Escape');
  assert.equal(await options(under).count(), 0);
  assert.equal(await box.inputValue(), 'status:failing co');
  await page.keyboard.press('Escape');
  assert.equal(await box.inputValue(), '');
  await under.waitForSent({ type: 'setFilter', text: '' });
  await page.keyboard.press('Escape');
  await page.locator('.scroller:focus').waitFor();
});

test('without suggestions Tab goes on', async () => {
  const { under, box } = await open();
  await box.focus();
  await under.page.keyboard.press('Tab');
  assert.equal(await box.evaluate((each) => each === document.activeElement), false);
});

test('/ and Ctrl+L lead into the filter, from everywhere but a text', async () => {
  const { under, box } = await open();
  const { page } = under;
  await page.getByRole('listbox', { name: 'Events' }).focus();
  await page.keyboard.press('/');
  assert.equal(await box.evaluate((each) => each === document.activeElement), true);
  await page.keyboard.type('/x/');
  assert.equal(await box.inputValue(), '/x/');
  await page.getByRole('listbox', { name: 'Events' }).focus();
  await page.keyboard.press('Control+l');
  assert.equal(await page.evaluate(() => document.getSelection()?.toString()), '/x/');
});

test('filters that were used come back in an empty box, also after a reload', async () => {
  const { under, type } = await open();
  const { page } = under;
  await type('status:failing');
  await under.waitForSent({ type: 'setFilter', text: 'status:failing' });
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.reload();
  await under.waitForSent({ type: 'ready' });
  await under.post(shop(), filterMessage());
  await under.painted();
  await page.keyboard.press('/');
  const [first, second] = await options(under).allInnerTexts();
  assert.match(first ?? '', /status:failing\s+(now|\d+ seconds? ago)/);
  assert.match(second ?? '', /Checkout in production\s+status:failing path:\/checkout/);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await under.waitForSent({ type: 'setFilter', text: 'status:failing' });
});

test('the star saves and forgets', async () => {
  const { under, type } = await open();
  await type('path:/checkout ');
  await under.page.getByRole('button', { name: 'Save this filter in the workspace' }).click();
  await under.waitForSent({ type: 'saveFilter', text: 'path:/checkout' });
  const saved = [{ name: 'path:/checkout', filter: 'path:/checkout' }];
  await under.post(filterMessage({ text: 'path:/checkout', saved }));
  await under.page.getByRole('button', { name: 'Forget this saved filter', pressed: true }).click();
  await under.waitForSent({ type: 'forgetFilter', text: 'path:/checkout' });
});

test('late answers of the host do not undo what was typed', async () => {
  const { under, box, type } = await open();
  under.answer = () => undefined;
  await type('abc');
  await under.waitForSent({ type: 'setFilter', text: 'abc' });
  await under.page.keyboard.type('def status:failng');
  await under.post(filterMessage({ text: 'abc', progress: 0.4 }), filterMessage({ text: 'abc' }));
  await under.painted();
  assert.equal(await box.inputValue(), 'abcdef status:failng');
});

test('a filter from elsewhere takes the place of the text', async () => {
  const { under, box, type } = await open();
  await type('abc');
  await under.waitForSent({ type: 'setFilter', text: 'abc' });
  await under.page.getByText('37 of 8,412', { exact: true }).waitFor();
  await under.post(filterMessage({ text: 'code:ws:1006' }));
  await under.painted();
  assert.equal(await box.inputValue(), 'code:ws:1006');
  await under.page.waitForTimeout(150);
  assert.equal((await under.sent('setFilter')).length, 1, 'it is not sent back');
});

test('a search that takes long shows how far it is', async () => {
  const { under } = await open();
  await under.post(filterMessage({ text: 'abc', matched: 3, progress: 0.25 }));
  const progress = under.page.getByRole('progressbar');
  await progress.waitFor();
  assert.equal(await progress.evaluate((each: HTMLProgressElement) => each.value), 0.25);
  await under.post(filterMessage({ text: 'abc', matched: 9 }));
  await progress.waitFor({ state: 'hidden' });
  await under.page.getByText('9 of 8,412').waitFor();
});

test('strings of the stream are text, with what is hidden made visible', async () => {
  const { under, type } = await open();
  under.answer = () => undefined;
  await type('x');
  await under.post({
    type: 'suggestions',
    text: 'x',
    suggestions: [
      {
        kind: 'value',
        insert: 'path:/<img src=x onerror=alert(1)>\u202e',
        from: 0,
        to: 1,
        note: '<b>\u2066note</b>',
        count: 1,
      },
    ],
  });
  await options(under).first().waitFor();
  assert.equal(await under.page.locator('.suggestions img, .suggestions .note b').count(), 0);
  assert.match(
    await options(under).first().innerText(),
    /<img src=x.*⟨U\+202E⟩[\s\S]*<b>⟨U\+2066⟩note<\/b>/,
  );
});
