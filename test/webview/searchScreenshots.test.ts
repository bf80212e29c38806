import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { repository } from '../support/repository.ts';
import { wholeList } from '../support/rows.ts';
import { PageHarness, type PageUnderTest } from './harness.ts';
import { answer, filterMessage } from './searchShop.ts';
import { CHECKOUT, checkoutDetail, session, shop, stateMessage } from './shop.ts';
import { THEME_IDS, type ThemeName } from './themes.ts';

const folder = path.join(repository, 'out', 'screenshots');
let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
  await mkdir(folder, { recursive: true });
});
after(() => harness.dispose());

const TYPED = 'status:failing worker:api,rooms';

/** What the page is led to, one after the other. */
const SCENES: Readonly<Record<string, (under: PageUnderTest) => Promise<void>>> = {
  async filter({ page }) {
    await page.getByRole('combobox').focus();
    await page.keyboard.type(`${TYPED} co`);
    await page.locator('.suggestion').first().waitFor();
    await page.getByText('37 of 8,412', { exact: true }).waitFor({ state: 'attached' });
  },
  async history({ page }) {
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.locator('.suggestion .codicon-history').first().waitFor();
  },
  async error({ page }) {
    await page.keyboard.type('worker:api,rooms status:failng');
    await page.locator('.filter-complaint').waitFor();
  },
  async find(under) {
    const { page } = under;
    await page.getByRole('combobox').fill(TYPED);
    await under.waitForSent({ type: 'setFilter', text: TYPED });
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+f');
    await page.keyboard.type('undefined');
    await page.getByText('9 of 12').waitFor();
    await page.keyboard.press('Alt+w');
  },
  async keys({ page }) {
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  },
  async menu({ page }) {
    await page.keyboard.press('Escape');
    await page.locator('.session').first().hover();
    await page.getByRole('button', { name: 'More' }).press('Enter');
    await page.getByRole('menu').waitFor();
  },
  async 'hides-all'(under) {
    await under.page.keyboard.press('Escape');
    const states = ['live', 'sampling', 'reconnecting', 'stopped', 'quiet'] as const;
    const sessions = states.map((state, worker) =>
      session({ id: state, name: state === 'live' ? 'api' : `shop-${state}`, state, worker }),
    );
    await under.post(
      stateMessage({ sessions, rows: wholeList([], { list: 2 }) }),
      filterMessage({ text: 'status:failing path:/login', matched: 0 }),
    );
    await under.page.locator('.hides-all').waitFor();
  },
};

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  const contrast = theme === 'highContrast' || theme === 'highContrastLight';
  for (const width of contrast ? [420, 1400] : [300, 420, 900, 1400, 2500]) {
    test(`filter and Find have their pictures taken: ${theme}, ${width} px`, async () => {
      const under = await harness.open({ theme, width, height: width < 700 ? 620 : 460 });
      under.answer = answer;
      await under.post(shop(), filterMessage());
      const row = under.page.locator(`#row-${CHECKOUT}`);
      await row.waitFor();
      if (width > 1000) await row.click();
      await under.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
      await under.page.evaluate(() => document.fonts.ready);
      for (const [scene, enter] of Object.entries(SCENES)) {
        await enter(under);
        await under.painted();
        await under.page.screenshot({ path: path.join(folder, `${scene}-${theme}-${width}.png`) });
      }
      assert.deepEqual(under.faults, []);
    });
  }
}
