import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import * as path from 'node:path';
import { after, before, test } from 'node:test';
import { repository } from '../support/repository.ts';
import { PageHarness } from './harness.ts';
import { CHECKOUT, checkoutDetail, shop } from './shop.ts';
import { THEME_IDS, type ThemeName } from './themes.ts';

const folder = path.join(repository, 'out', 'screenshots');
let harness: PageHarness;

before(async () => {
  harness = await PageHarness.start();
  await mkdir(folder, { recursive: true });
});
after(() => harness.dispose());

const SIZES = { wide: [1400, 420], narrow: [420, 520], 'narrow-detail': [420, 520] } as const;

for (const theme of Object.keys(THEME_IDS) as ThemeName[]) {
  // its own keys
  for (const [size, [width, height]] of Object.entries(SIZES)) {
    test(`the page has its picture taken: ${theme}, ${size}`, async () => {
      const opened = await harness.open({ theme, width, height });
      await opened.post(shop());
      const row = opened.page.locator(`#row-${CHECKOUT}`);
      await row.waitFor();
      if (size === 'narrow') await opened.page.getByRole('listbox').press('ArrowUp');
      else await row.click();
      await opened.post({ type: 'detail', id: CHECKOUT, detail: checkoutDetail });
      await opened.page.evaluate(() => document.fonts.ready);
      await opened.painted();
      const file = path.join(folder, `panel-${theme}-${size}.png`);
      const picture = await opened.page.screenshot({ path: file });
      assert.ok(picture.length > 5000);
      assert.deepEqual(opened.faults, []);
    });
  }
}
